<?php

namespace App\Http\Controllers;

use Illuminate\Http\JsonResponse;
use Illuminate\Http\Response;

class HelloController extends Controller
{
    public function plaintext(): Response
    {
        return response('Hello, World!', headers: ['Content-Type' => 'text/plain']);
    }

    public function json(): JsonResponse
    {
        return response()->json(['message' => 'Hello, World!']);
    }
}
