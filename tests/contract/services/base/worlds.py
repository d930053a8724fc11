"""Reading and updating `world`, honestly or not."""

import asyncio
import random
from typing import Any

import psycopg
from pool import Pool

Row = tuple[int, int]
ROWS = 10_000
SELECT = "SELECT id, randomnumber FROM world WHERE id = %s"
UPDATE = "UPDATE world SET randomnumber = %s WHERE id = %s"
BULK = (
    "UPDATE world SET randomnumber = v.number FROM"
    " unnest(%s::int[], %s::int[]) AS v (id, number) WHERE world.id = v.id"
)


class Worlds:
    def __init__(self, pool: Pool, faults: frozenset[str]) -> None:
        self.pool = pool
        self.faults = faults
        self._rows: dict[int, int] = {}
        self._next = 1
        self._under_way: asyncio.Task[Row] | None = None

    async def start(self) -> None:
        if "cached-rows" in self.faults:
            async with self.pool.connection() as db:
                cursor = await db.execute("SELECT id, randomnumber FROM world")
                self._rows = dict(await cursor.fetchall())

    async def one(self) -> Row:
        if "one-flight" in self.faults:  # simultaneous requests share one query
            if self._under_way is None or self._under_way.done():
                self._under_way = asyncio.create_task(self._one())
            return await self._under_way
        return await self._one()

    async def _one(self) -> Row:
        async with self.pool.connection() as db:
            if "whole-table" in self.faults:
                cursor = await db.execute("SELECT id, randomnumber FROM world")
                return random.choice(await cursor.fetchall())
            return (await self._read(db, self._ids(1)))[0]

    async def several(self, count: int) -> list[Row]:
        async with self.pool.connection() as db:
            if "in-query" in self.faults:
                return await self._read_at_once(db, self._ids(count))
            return await self._read(db, self._ids(count))

    async def updated(self, count: int) -> list[Row]:
        async with self.pool.connection() as db:
            ids = self._ids(count)
            if "in-query" in self.faults:
                old = await self._read_at_once(db, ids)
            else:
                old = await self._read(db, ids)
            new = self._numbers(old)
            if "not-written" in self.faults:
                return new
            if "writes-later" in self.faults:
                self._later = asyncio.create_task(self._write_later(new))
                return new
            if "unsorted-writes" in self.faults:
                async with db.transaction():
                    for id_, number in new:
                        await db.execute(UPDATE, (number, id_))
            elif "autocommit" in self.faults:
                for id_, number in sorted(new):
                    await db.execute(UPDATE, (number, id_))
            elif "generous" in self.faults:
                async with db.transaction(), db.cursor() as cursor:
                    await cursor.executemany(UPDATE, [(n, i) for i, n in sorted(new)])
            else:
                new.sort()
                await db.execute(BULK, ([i for i, _ in new], [n for _, n in new]))
            if "answers-others" in self.faults:
                return self._numbers(old)
            return old if "answers-old" in self.faults else new

    async def _write_later(self, rows: list[Row]) -> None:
        await asyncio.sleep(0.2)
        async with self.pool.connection() as db:
            await db.execute(BULK, ([i for i, _ in sorted(rows)], [n for _, n in sorted(rows)]))

    async def _read(self, db: psycopg.AsyncConnection[Any], ids: list[int]) -> list[Row]:
        kept = self._rows if self.faults & {"cached-rows", "cached-when-read"} else {}
        asked = [id_ for id_ in ids if id_ not in kept]
        async with db.pipeline():
            cursors = [await db.execute(SELECT, (id_,), prepare=True) for id_ in asked]
            found = dict([await cursor.fetchone() for cursor in cursors])
        self._rows.update(found)
        return [(id_, found.get(id_, kept.get(id_))) for id_ in ids]

    async def _read_at_once(self, db: psycopg.AsyncConnection[Any], ids: list[int]) -> list[Row]:
        cursor = await db.execute("SELECT id, randomnumber FROM world WHERE id = ANY(%s)", (ids,))
        return await cursor.fetchall()

    def _ids(self, count: int) -> list[int]:
        if "always-the-same-ids" in self.faults:
            return random.Random(1).sample(range(1, ROWS + 1), count)
        if "neighbouring-ids" in self.faults:
            first = random.randint(1, ROWS - count + 1)
            return list(range(first, first + count))
        if "counting-ids" in self.faults:
            self._next += count
            return [(self._next + i) % ROWS + 1 for i in range(count)]
        if "repeated-ids" in self.faults:
            return random.choices(range(1, ROWS + 1), k=count)
        least, most = 1, ROWS
        if "few-ids" in self.faults:
            most = max(100, count)
        if "ids-without-end" in self.faults:
            most = ROWS - 150
        return random.sample(range(least, most + 1), count)

    def _numbers(self, old: list[Row]) -> list[Row]:
        if "old-plus-one" in self.faults:
            return [(id_, number % ROWS + 1) for id_, number in old]
        if "one-number" in self.faults:
            number = random.randint(1, ROWS)
            return [(id_, number) for id_, _ in old]
        if "small-numbers" in self.faults:
            return [(id_, random.randint(1, 1000)) for id_, _ in old]
        return [(id_, random.randint(1, ROWS)) for id_, _ in old]
