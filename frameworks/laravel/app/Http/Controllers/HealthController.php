<?php

namespace App\Http\Controllers;

use Illuminate\Database\QueryException;
use Illuminate\Http\Response;
use Illuminate\Support\Facades\DB;
use PDOException;

class HealthController extends Controller
{
    public function __invoke(): Response
    {
        try {
            DB::select('select 1');
        } catch (QueryException|PDOException) {
            return response('database unavailable', 503);
        }

        return response('ok');
    }
}
