"""An honest service with habits of its own: header names in lower case, `randomNumber`
before `id`, and all rows of /updates written by one statement over unnest()."""

import asyncio
import html
import json
import os
import random
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
import asyncpg
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

WORKERS = int(os.environ["WORKERS"])
SHARE = max(1, int(os.environ["DB_POOL"]) // WORKERS)
IDS = range(1, 10_001)
ROW = "SELECT randomnumber, id FROM world WHERE id = $1"
# An upsert locks rows in the order given, so that simultaneous updates do not deadlock.
WRITE = """
    INSERT INTO world (id, randomnumber) SELECT * FROM unnest($1::int[], $2::int[])
    ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber
"""


def answer(value: object) -> Response:
    body = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return Response(body, media_type="application/json")


def clamp(request: Request, name: str, most: int) -> int:
    try:
        return min(max(int(request.query_params.get(name, "1")), 1), most)
    except ValueError:
        return 1


async def keep(_: asyncpg.Connection) -> None:
    """What the pool does with a connection that comes back: nothing, not even a query."""


async def learn_arrays(connection: asyncpg.Connection) -> None:
    await connection.prepare("SELECT $1::int[]")


@asynccontextmanager
async def lifespan(app: Starlette):
    app.state.pool = asyncpg.create_pool(
        os.environ["DATABASE_URL"],
        min_size=0,
        max_size=SHARE,
        max_inactive_connection_lifetime=0,
        timeout=2,
        init=learn_arrays,
        reset=keep,
    )
    connector = aiohttp.TCPConnector(limit=0)
    async with app.state.pool, aiohttp.ClientSession(connector=connector) as app.state.client:
        yield


async def read(connection: asyncpg.Connection, ids: list[int]) -> list[dict[str, int]]:
    worlds = []
    for id_ in ids:
        number, found = await connection.fetchrow(ROW, id_)
        worlds.append({"randomNumber": number, "id": found})
    return worlds


async def plaintext(_: Request) -> Response:
    return PlainTextResponse("Hello, World!")


async def greeting(_: Request) -> Response:
    return answer({"message": "Hello, World!"})


async def db(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection:
        (world,) = await read(connection, [random.choice(IDS)])
    return answer(world)


async def queries(request: Request) -> Response:
    ids = random.sample(IDS, clamp(request, "queries", 500))
    async with request.app.state.pool.acquire() as connection:
        return answer(await read(connection, ids))


async def updates(request: Request) -> Response:
    ids = sorted(random.sample(IDS, clamp(request, "queries", 500)))
    async with request.app.state.pool.acquire() as connection:
        worlds = await read(connection, ids)
        for world in worlds:
            world["randomNumber"] = random.choice(IDS)
        await connection.execute(WRITE, ids, [world["randomNumber"] for world in worlds])
    return answer(worlds)


async def fortunes(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection:
        rows = [tuple(row) for row in await connection.fetch("SELECT id, message FROM fortune")]
    rows.append((0, "Additional fortune added at request time."))
    rows.sort(key=lambda row: row[1])
    cells = "\n".join(f"<tr><td>{id_}</td><td>{html.escape(text)}</td></tr>" for id_, text in rows)
    return HTMLResponse(
        "<!DOCTYPE html><html><head><title>Fortunes</title></head><body><table>"
        f"<tr><th>id</th><th>message</th></tr>\n{cells}\n</table></body></html>"
    )


async def upstream(request: Request) -> Response:
    async def quote(number: int) -> Any:
        address = f"{os.environ['UPSTREAM_URL']}/quotes/{number}"
        async with request.app.state.client.get(address) as response:
            return await response.json()

    count = clamp(request, "calls", 20)
    return answer({"quotes": await asyncio.gather(*map(quote, range(1, count + 1)))})


async def healthz(request: Request) -> Response:
    async with request.app.state.pool.acquire() as connection:
        await connection.execute("SELECT 1")
    return PlainTextResponse("up")


async def unavailable(request: Request, error: Exception) -> Response:
    print(f"{request.url.path}: {error!r}", flush=True)
    return PlainTextResponse("unavailable", status_code=503)


OUTAGES = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError, aiohttp.ClientError)
ENDPOINTS = (plaintext, db, queries, updates, fortunes, upstream, healthz)

app = Starlette(
    routes=[Route("/json", greeting), *(Route(f"/{f.__name__}", f) for f in ENDPOINTS)],
    exception_handlers=dict.fromkeys(OUTAGES, unavailable),
    lifespan=lifespan,
)

if __name__ == "__main__":
    uvicorn.run(
        "service:app",
        host=os.environ["HOST"],
        port=int(os.environ["PORT"]),
        workers=WORKERS,
        access_log=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=8,
    )
