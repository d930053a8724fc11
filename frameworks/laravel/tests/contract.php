<?php

/*
 * Needs a database with the contract's rows: DATABASE_URL=... php -d zend.assertions=1 tests/contract.php
 * Sends requests through the HTTP kernel, as Laravel's own test case does, without PHPUnit.
 */

use App\Models\World;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Http\Request;
use Symfony\Component\HttpFoundation\Response;

require __DIR__.'/../vendor/autoload.php';

$app = require __DIR__.'/../bootstrap/app.php';

function get(string $path): Response
{
    return $GLOBALS['app']->make(Kernel::class)->handle(Request::create($path));
}

function json(string $path): array
{
    return json_decode(get($path)->getContent(), associative: true, flags: JSON_THROW_ON_ERROR);
}

$tests = [
    'text and JSON, without ETag' => function () {
        assert(get('/plaintext')->getContent() === 'Hello, World!');
        assert(json('/json') === ['message' => 'Hello, World!']);
        assert(! get('/json')->headers->has('ETag'));
    },
    'one world' => fn () => assert(array_keys(json('/db')) === ['id', 'randomNumber']),
    'distinct worlds' => function () {
        foreach (['' => 1, '?queries=x' => 1, '?queries=1.5' => 1, '?queries=0' => 1, '?queries=20' => 20, '?queries=501' => 500] as $query => $count) {
            assert(count(array_unique(array_column(json("/queries$query"), 'id'))) === $count);
        }
    },
    'updates are stored' => function () {
        foreach (json('/updates?queries=20') as $world) {
            assert(World::find($world['id'])->randomnumber === $world['randomNumber']);
        }
    },
    'fortunes are escaped' => fn () => assert(str_contains(get('/fortunes')->getContent(), '&lt;script&gt;')),
    'quotes come in order' => fn () => assert(array_column(json('/upstream?calls=3')['quotes'], 'id') === [1, 2, 3]),
    'health and unknown paths' => function () {
        assert(get('/healthz')->getStatusCode() === 200);
        assert(get('/nowhere')->getStatusCode() === 404);
    },
];

foreach ($tests as $name => $test) {
    $test();
    echo "passed: $name\n";
}
