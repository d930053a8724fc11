<?php

return [
    'default' => 'pgsql',
    'connections' => [
        'pgsql' => [
            'driver' => 'pgsql',
            'url' => env('DATABASE_URL'),
            'charset' => 'utf8',
            'connect_timeout' => 3,
            'options' => [
                // A php-fpm child keeps its connection from request to request.
                PDO::ATTR_PERSISTENT => true,
            ],
        ],
    ],
    'migrations' => ['table' => 'migrations'],
];
