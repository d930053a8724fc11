<?php

use App\Http\Controllers\Driver\DriverController;
use App\Http\Controllers\FortuneController;
use App\Http\Controllers\HealthController;
use App\Http\Controllers\HelloController;
use App\Http\Controllers\QuoteController;
use App\Http\Controllers\WorldController;
use Illuminate\Support\Facades\Route;

Route::get('/plaintext', [HelloController::class, 'plaintext']);
Route::get('/json', [HelloController::class, 'json']);
Route::get('/db', [WorldController::class, 'show']);
Route::get('/queries', [WorldController::class, 'index']);
Route::get('/updates', [WorldController::class, 'update']);
Route::get('/fortunes', [FortuneController::class, 'index']);
Route::get('/upstream', [QuoteController::class, 'index']);
Route::get('/healthz', HealthController::class);

if (getenv('DRIVER_ROUTES')) {
    Route::get('/driver/db', [DriverController::class, 'show']);
    Route::get('/driver/queries', [DriverController::class, 'index']);
    Route::get('/driver/updates', [DriverController::class, 'update']);
    Route::get('/driver/fortunes', [DriverController::class, 'fortunes']);
}
