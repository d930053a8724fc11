<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Model;

class World extends Model
{
    public const int ROWS = 10_000;

    protected $table = 'world';

    public $timestamps = false;

    public static function randomNumber(): int
    {
        return mt_rand(1, self::ROWS);
    }

    /** @return list<int> */
    public static function randomIds(int $count): array
    {
        $ids = [];
        while (count($ids) < $count) {
            $ids[self::randomNumber()] = true;
        }

        return array_keys($ids);
    }

    public function toArray(): array
    {
        return ['id' => $this->attributes['id'], 'randomNumber' => $this->attributes['randomnumber']];
    }
}
