<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Attributes\Fillable;
use Illuminate\Database\Eloquent\Model;

#[Fillable(['id', 'message'])]
class Fortune extends Model
{
    protected $table = 'fortune';

    public $timestamps = false;
}
