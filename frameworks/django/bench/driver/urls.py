import random
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path

from bench.responses import OrjsonResponse
from bench.selectors import WORLDS, with_additional, world_ids_random
from bench.views import _count

WORLD_BY_ID = "SELECT id, randomnumber FROM world WHERE id = %s"
SAVE_WORLDS = """INSERT INTO world (id, randomnumber)
SELECT * FROM unnest(%s::integer[], %s::integer[])
ON CONFLICT (id) DO UPDATE SET randomnumber = excluded.randomnumber"""
ALL_FORTUNES = "SELECT id, message FROM fortune"


def _cursor() -> Any:
    """A cursor of psycopg's, without Django's wrapper."""
    connection.ensure_connection()
    return connection.connection.cursor()


def _worlds(cursor: Any, ids: list[int]) -> list[dict[str, int]]:
    rows = (cursor.execute(WORLD_BY_ID, (world_id,)).fetchone() for world_id in ids)
    return [{"id": row[0], "randomNumber": row[1]} for row in rows]


def db(request: HttpRequest) -> HttpResponse:
    with _cursor() as cursor:
        return OrjsonResponse(_worlds(cursor, world_ids_random(1))[0])


def queries(request: HttpRequest) -> HttpResponse:
    with _cursor() as cursor:
        ids = world_ids_random(_count(request, "queries", 500))
        return OrjsonResponse(_worlds(cursor, ids))


def updates(request: HttpRequest) -> HttpResponse:
    ids = sorted(world_ids_random(_count(request, "queries", 500)))
    with _cursor() as cursor:
        worlds = _worlds(cursor, ids)
        numbers = [random.randint(1, WORLDS) for _ in ids]
        cursor.execute(SAVE_WORLDS, (ids, numbers))
    for world, number in zip(worlds, numbers, strict=True):
        world["randomNumber"] = number
    return OrjsonResponse(worlds)


def fortunes(request: HttpRequest) -> HttpResponse:
    with _cursor() as cursor:
        rows = cursor.execute(ALL_FORTUNES).fetchall()
    found = with_additional([{"id": row[0], "message": row[1]} for row in rows])
    return HttpResponse(render_to_string("bench/fortunes.html", {"fortunes": found}))


urlpatterns = [
    path("driver/db", db),
    path("driver/queries", queries),
    path("driver/updates", updates),
    path("driver/fortunes", fortunes),
]
