"""The eleventh framework: what CONTRIBUTING's "Add a framework" asks for, and no more.

It stands here, and not among the ten, to show that a folder is all that bakeoff needs.
"""

import asyncio
import os
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import asyncpg
import uvicorn
from jinja2 import Environment, FileSystemLoader
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

ROWS = 10_000
SELECT = 'SELECT id, randomnumber AS "randomNumber" FROM world WHERE id = $1'
UPSERT = """
INSERT INTO world (id, randomnumber) SELECT * FROM unnest($1::int[], $2::int[])
ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber
"""
PAGE = Environment(loader=FileSystemLoader("templates"), autoescape=True).get_template(
    "fortunes.html"
)


def count(request: Request, name: str, most: int) -> int:
    """Return a query parameter from 1 to `most`; what is no integer counts as 1."""
    text = request.query_params.get(name, "")
    digits = text.removeprefix("-")
    return min(max(int(text), 1), most) if digits.isascii() and digits.isdigit() else 1


async def plaintext(_: Request) -> Response:
    return PlainTextResponse("Hello, World!")


async def message(_: Request) -> Response:
    return JSONResponse({"message": "Hello, World!"})


async def world(request: Request) -> Response:
    row = await request.app.state.pool.fetchrow(SELECT, random.randint(1, ROWS))
    return JSONResponse(dict(row))


async def read(connection: Any, ids: list[int]) -> list[dict[str, int]]:
    return [dict(await connection.fetchrow(SELECT, id_)) for id_ in ids]


async def worlds(request: Request) -> Response:
    ids = random.sample(range(1, ROWS + 1), count(request, "queries", 500))
    async with request.app.state.pool.acquire() as connection:
        return JSONResponse(await read(connection, ids))


async def updates(request: Request) -> Response:
    ids = sorted(random.sample(range(1, ROWS + 1), count(request, "queries", 500)))
    async with request.app.state.pool.acquire() as connection:
        rows = await read(connection, ids)
        for row in rows:
            row["randomNumber"] = random.randint(1, ROWS)
        await connection.execute(UPSERT, ids, [row["randomNumber"] for row in rows])
    return JSONResponse(rows)


async def fortunes(request: Request) -> Response:
    rows = await request.app.state.pool.fetch("SELECT id, message FROM fortune")
    every = [*map(tuple, rows), (0, "Additional fortune added at request time.")]
    return HTMLResponse(PAGE.render(fortunes=sorted(every, key=lambda row: row[1])))


async def upstream(request: Request) -> Response:
    async def quote(number: int) -> Any:
        async with request.app.state.client.get(f"/quotes/{number}") as answer:
            return await answer.json()

    numbers = range(1, count(request, "calls", 20) + 1)
    return JSONResponse({"quotes": await asyncio.gather(*map(quote, numbers))})


async def health(request: Request) -> Response:
    try:
        await request.app.state.pool.fetchval("SELECT 1", timeout=3)
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
        return PlainTextResponse("database unavailable", 503)
    return PlainTextResponse("ok")


async def keep(_: Any) -> None:
    """Leave a connection as it is: nothing here changes its session."""


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    database, size = os.environ["DATABASE_URL"], int(os.environ["DB_POOL"])
    async with (
        asyncpg.create_pool(database, min_size=0, max_size=size, timeout=3, reset=keep) as pool,
        aiohttp.ClientSession(
            os.environ["UPSTREAM_URL"],
            connector=aiohttp.TCPConnector(limit=0),
            raise_for_status=True,
        ) as client,
    ):
        app.state.pool, app.state.client = pool, client
        yield


ROUTES = {
    "/plaintext": plaintext,
    "/json": message,
    "/db": world,
    "/queries": worlds,
    "/updates": updates,
    "/fortunes": fortunes,
    "/upstream": upstream,
    "/healthz": health,
}

app = Starlette(routes=[Route(path, call) for path, call in ROUTES.items()], lifespan=lifespan)

if __name__ == "__main__":
    uvicorn.run(
        app,
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        access_log=False,
        timeout_keep_alive=75,
    )
