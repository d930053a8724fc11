<?php

namespace App\Http\Controllers;

use Illuminate\Http\Request;

abstract class Controller
{
    /** A query parameter from 1 to $max; whatever is not an integer counts as 1. */
    protected function count(Request $request, string $name, int $max): int
    {
        $value = $request->query($name);

        if (! is_string($value) || ! preg_match('/\A-?\d+\z/', $value)) {
            return 1;
        }

        return min(max((int) $value, 1), $max);
    }
}
