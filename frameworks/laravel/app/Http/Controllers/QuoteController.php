<?php

namespace App\Http\Controllers;

use Illuminate\Http\Client\Pool;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Http;

class QuoteController extends Controller
{
    private const int MAX_CALLS = 20;

    public function index(Request $request): JsonResponse
    {
        $calls = $this->count($request, 'calls', self::MAX_CALLS);
        $upstream = config('services.upstream.url');

        $responses = Http::pool(fn (Pool $pool) => array_map(
            fn (int $id) => $pool->as((string) $id)->timeout(5)->get("$upstream/quotes/$id"),
            range(1, $calls),
        ), concurrency: $calls);

        ksort($responses); // they come in the order of their answers

        return response()->json(['quotes' => array_map(fn ($response) => $response->throw()->json(), array_values($responses))]);
    }
}
