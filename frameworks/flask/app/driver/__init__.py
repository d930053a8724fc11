"""The same answers from the bare driver (psycopg), to measure what the ORM costs.

Only with DRIVER_ROUTES=1, on the connections of the ORM's pool.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from random import choices, sample
from typing import Any

from flask import Blueprint

from app.extensions import database
from app.fortunes import page
from app.parameters import count
from app.worlds import IDS, NUMBERS

bp = Blueprint("driver", __name__, url_prefix="/driver")

WORLD_BY_ID = "SELECT id, randomnumber FROM world WHERE id = %s"
SAVE_WORLDS = """INSERT INTO world (id, randomnumber)
SELECT * FROM unnest(%s::integer[], %s::integer[])
ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber"""
ALL_FORTUNES = "SELECT id, message FROM fortune"


@contextmanager
def cursor() -> Iterator[Any]:
    connection = database.engine.raw_connection()
    try:
        with connection.cursor() as made:
            yield made
    finally:
        connection.close()


@bp.get("/db")
def db() -> dict[str, int]:
    with cursor() as made:
        return read_worlds(made, sample(IDS, 1))[0]


@bp.get("/queries")
def queries() -> list[dict[str, int]]:
    with cursor() as made:
        return read_worlds(made, sample(IDS, count("queries", 500)))


@bp.get("/updates")
def updates() -> list[dict[str, int]]:
    ids = sorted(sample(IDS, count("queries", 500)))
    with cursor() as made:
        worlds = read_worlds(made, ids)
        numbers = choices(NUMBERS, k=len(ids))
        made.execute(SAVE_WORLDS, (ids, numbers))
    for world, number in zip(worlds, numbers, strict=True):
        world["randomNumber"] = number
    return worlds


@bp.get("/fortunes")
def fortunes() -> str:
    with cursor() as made:
        return page(made.execute(ALL_FORTUNES).fetchall())


def read_worlds(made: Any, ids: Iterable[int]) -> list[dict[str, int]]:
    rows = (made.execute(WORLD_BY_ID, (id_,)).fetchone() for id_ in ids)
    return [{"id": id_, "randomNumber": number} for id_, number in rows]
