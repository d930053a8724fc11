import asyncio
import logging
import os
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from operator import itemgetter
from pathlib import Path
from random import choices, randint, sample
from typing import Annotated, TypedDict

import aiohttp
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse
from fastapi.templating import Jinja2Templates
from jinja2 import Environment, FileSystemLoader
from pydantic import BeforeValidator
from sqlalchemy import Row, select
from sqlalchemy.exc import DBAPIError

from app import crud
from app.core.config import settings
from app.core.db import connect, engine
from app.schemas import Message, Quote, Quotes, WorldPublic

logger = logging.getLogger("uvicorn.error")

WORLD_IDS = range(1, 10_001)
NUMBERS = range(1, 10_001)

templates = Jinja2Templates(
    env=Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        auto_reload=settings.app_env == "development",
        trim_blocks=True,
        lstrip_blocks=True,
    )
)


class State(TypedDict):
    upstream: aiohttp.ClientSession


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[State]:
    async with aiohttp.ClientSession(
        str(settings.upstream_url),
        connector=aiohttp.TCPConnector(limit=0),
        cookie_jar=aiohttp.DummyCookieJar(),
        raise_for_status=True,
        timeout=aiohttp.ClientTimeout(total=5),
    ) as upstream:
        yield {"upstream": upstream}
    await engine.dispose()


def clamp(maximum: int) -> Callable[[str], int]:
    """Read an integer from 1 to `maximum`; what is not an integer counts as 1."""

    def read(value: str) -> int:
        try:
            return min(max(int(value), 1), maximum)
        except ValueError:
            return 1

    return read


QueryCount = Annotated[int, BeforeValidator(clamp(500))]
CallCount = Annotated[int, BeforeValidator(clamp(20))]


async def service_unavailable(request: Request, exc: Exception) -> JSONResponse:
    logger.error("%s: %s", request.url.path, exc)
    return JSONResponse({"detail": "Service Unavailable"}, status_code=503)


app = FastAPI(
    lifespan=lifespan,
    # Database or upstream cannot be reached; OSError is what connecting raises.
    exception_handlers=dict.fromkeys(
        (DBAPIError, OSError, aiohttp.ClientError), service_unavailable
    ),
    openapi_url=None if settings.app_env == "production" else "/openapi.json",
    # No collector is configured: do not look for one in each request.
    telemetry={"tracing": False, "metrics": False, "logs": False},
)


# The path operations sit on the app itself: an APIRouter that is included is
# searched twice a request, which adds a third to FastAPI's share of /json.
@app.get("/plaintext")
async def plaintext() -> PlainTextResponse:
    return PlainTextResponse("Hello, World!")


@app.get("/json")
async def json() -> Message:
    return Message(message="Hello, World!")


@app.get("/db", response_model=WorldPublic)
async def db() -> Row[int, int]:
    async with connect() as connection:
        return await crud.get_world(connection, randint(1, 10_000))


@app.get("/queries", response_model=list[WorldPublic])
async def queries(queries: QueryCount = 1) -> list[Row[int, int]]:
    async with connect() as connection:
        return await crud.get_worlds(connection, sample(WORLD_IDS, queries))


@app.get("/updates", response_model=list[WorldPublic])
async def updates(queries: QueryCount = 1) -> list[dict[str, int]]:
    # In the order of id: all requests lock the rows that they share in one order.
    ids = sorted(sample(WORLD_IDS, queries))
    numbers = choices(NUMBERS, k=queries)
    async with connect() as connection:
        return await crud.update_worlds(
            connection, dict(zip(ids, numbers, strict=True))
        )


@app.get("/fortunes")
async def fortunes(request: Request) -> HTMLResponse:
    async with connect() as connection:
        rows = await crud.get_fortunes(connection)
    return fortunes_page(request, rows)


def fortunes_page(request: Request, rows: Iterable[tuple[int, str]]) -> HTMLResponse:
    fortunes = [*rows, (0, "Additional fortune added at request time.")]
    fortunes.sort(key=itemgetter(1))
    return templates.TemplateResponse(request, "fortunes.html", {"fortunes": fortunes})


@app.get("/upstream")
async def upstream(request: Request, calls: CallCount = 1) -> Quotes:
    client: aiohttp.ClientSession = request.state.upstream

    async def quote(number: int) -> Quote:
        async with client.get(f"/quotes/{number}") as response:
            return Quote.model_validate_json(await response.read())

    quotes = await asyncio.gather(*(quote(i) for i in range(1, calls + 1)))
    return Quotes(quotes=quotes)


if os.environ.get("DRIVER_ROUTES"):
    from app.driver import add_driver_routes

    add_driver_routes(app, fortunes_page, QueryCount)


@app.get("/healthz")
async def healthz() -> PlainTextResponse:
    async with connect() as connection:
        await connection.execute(select(1))
    return PlainTextResponse("OK")
