<?php

namespace App\Http\Controllers\Driver;

use App\Http\Controllers\Controller;
use App\Models\World;
use Illuminate\Contracts\View\View;
use Illuminate\Http\JsonResponse;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\DB;
use PDO;
use PDOStatement;

/**
 * The same answers from the bare driver (PDO), to measure what the ORM costs: only with
 * DRIVER_ROUTES=1, on Laravel's own connection.
 */
class DriverController extends Controller
{
    private const int MAX_QUERIES = 500;

    public function show(): JsonResponse
    {
        return response()->json($this->find($this->worldById(), World::randomNumber()));
    }

    public function index(Request $request): JsonResponse
    {
        $ids = World::randomIds($this->count($request, 'queries', self::MAX_QUERIES));
        $statement = $this->worldById();

        return response()->json(array_map(fn (int $id) => $this->find($statement, $id), $ids));
    }

    public function update(Request $request): JsonResponse
    {
        $ids = World::randomIds($this->count($request, 'queries', self::MAX_QUERIES));
        sort($ids);
        $statement = $this->worldById();
        $worlds = array_map(fn (int $id) => $this->find($statement, $id), $ids);
        foreach ($worlds as &$world) {
            $world['randomNumber'] = World::randomNumber();
        }
        unset($world);
        $save = $this->pdo()->prepare(
            'INSERT INTO world (id, randomnumber) SELECT * FROM unnest(?::integer[], ?::integer[]) '
            .'ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber',
        );
        $save->execute([
            '{'.implode(',', $ids).'}',
            '{'.implode(',', array_column($worlds, 'randomNumber')).'}',
        ]);

        return response()->json($worlds);
    }

    public function fortunes(): View
    {
        $statement = $this->pdo()->prepare('SELECT id, message FROM fortune');
        $statement->execute();
        $fortunes = $statement->fetchAll(PDO::FETCH_OBJ);
        $fortunes[] = (object) ['id' => 0, 'message' => 'Additional fortune added at request time.'];
        usort($fortunes, fn (object $a, object $b) => strcmp($a->message, $b->message));

        return view('fortunes', ['fortunes' => $fortunes]);
    }

    private function pdo(): PDO
    {
        return DB::connection()->getPdo();
    }

    private function worldById(): PDOStatement
    {
        return $this->pdo()->prepare('SELECT id, randomnumber FROM world WHERE id = ?');
    }

    /** @return array{id: int, randomNumber: int} */
    private function find(PDOStatement $statement, int $id): array
    {
        $statement->execute([$id]);
        [$id, $number] = $statement->fetch(PDO::FETCH_NUM);
        $statement->closeCursor();

        return ['id' => (int) $id, 'randomNumber' => (int) $number];
    }
}
