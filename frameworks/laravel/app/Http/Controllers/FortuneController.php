<?php

namespace App\Http\Controllers;

use App\Models\Fortune;
use Illuminate\Contracts\View\View;

class FortuneController extends Controller
{
    public function index(): View
    {
        $fortunes = Fortune::all();
        $fortunes->push(new Fortune(['id' => 0, 'message' => 'Additional fortune added at request time.']));

        return view('fortunes', ['fortunes' => $fortunes->sortBy('message', SORT_STRING)]);
    }
}
