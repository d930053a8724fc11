<?php

use Illuminate\Foundation\Application;
use Illuminate\Support\Facades\Route;

return Application::configure(basePath: dirname(__DIR__))
    ->withRouting(using: function () {
        Route::get('/healthz', function () {
            return 'Hello, World!';
        });
    })
    ->withExceptions()
    ->create();
