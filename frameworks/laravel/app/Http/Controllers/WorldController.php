<?php

namespace App\Http\Controllers;

use App\Models\World;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;

class WorldController extends Controller
{
    private const int MAX_QUERIES = 500;

    public function show(): JsonResponse
    {
        return response()->json(World::find(World::randomNumber()));
    }

    public function index(Request $request): JsonResponse
    {
        $ids = World::randomIds($this->count($request, 'queries', self::MAX_QUERIES));

        return response()->json($this->findEach($ids));
    }

    public function update(Request $request): JsonResponse
    {
        $ids = World::randomIds($this->count($request, 'queries', self::MAX_QUERIES));
        sort($ids); // concurrent updates lock their rows in the same order

        $worlds = $this->findEach($ids);
        foreach ($worlds as $world) {
            $world->randomnumber = World::randomNumber();
        }
        World::upsert(array_map(fn (World $world) => $world->getAttributes(), $worlds), 'id', ['randomnumber']);

        return response()->json($worlds);
    }

    /**
     * A statement for each row: that is what the contract measures.
     *
     * @param  list<int>  $ids
     * @return list<World>
     */
    private function findEach(array $ids): array
    {
        return array_map(fn (int $id) => World::find($id), $ids);
    }
}
