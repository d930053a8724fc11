"""The same answers from the bare driver (asyncpg), to measure what the ORM costs.

Only with DRIVER_ROUTES=1, on the connections of the ORM's pool.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from random import choices, randint, sample
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from app.core.db import connect
from app.schemas import WorldPublic

WORLD_BY_ID = "SELECT id, randomnumber FROM world WHERE id = $1"
SAVE_WORLDS = """INSERT INTO world (id, randomnumber)
SELECT * FROM unnest($1::integer[], $2::integer[])
ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber"""
ALL_FORTUNES = "SELECT id, message FROM fortune"
WORLD_IDS = range(1, 10_001)


@asynccontextmanager
async def driver() -> AsyncIterator[Any]:
    async with connect() as connection:
        yield (await connection.get_raw_connection()).driver_connection


async def read_worlds(connection: Any, ids: Sequence[int]) -> list[dict[str, int]]:
    rows = [await connection.fetchrow(WORLD_BY_ID, id_) for id_ in ids]
    return [{"id": row[0], "random_number": row[1]} for row in rows]


def add_driver_routes(
    app: FastAPI, page: Callable[[Request, Any], HTMLResponse], query_count: Any
) -> None:
    @app.get("/driver/db", response_model=WorldPublic)
    async def driver_db() -> Any:
        async with driver() as connection:
            return (await read_worlds(connection, [randint(1, 10_000)]))[0]

    @app.get("/driver/queries", response_model=list[WorldPublic])
    async def driver_queries(queries: query_count = 1) -> Any:
        async with driver() as connection:
            return await read_worlds(connection, sample(WORLD_IDS, queries))

    @app.get("/driver/updates", response_model=list[WorldPublic])
    async def driver_updates(queries: query_count = 1) -> Any:
        ids = sorted(sample(WORLD_IDS, queries))
        numbers = choices(WORLD_IDS, k=queries)
        async with driver() as connection:
            worlds = await read_worlds(connection, ids)
            await connection.execute(SAVE_WORLDS, ids, numbers)
        for world, number in zip(worlds, numbers, strict=True):
            world["random_number"] = number
        return worlds

    @app.get("/driver/fortunes")
    async def driver_fortunes(request: Request) -> HTMLResponse:
        async with driver() as connection:
            rows = await connection.fetch(ALL_FORTUNES)
        return page(request, [(row[0], row[1]) for row in rows])
