"""Worlds, one by one and many; each is read by a query of its own."""

from collections.abc import Iterable
from random import choices, sample
from typing import Any

from flask import Blueprint
from sqlalchemy import ARRAY, Connection, Integer, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert

from app.extensions import database
from app.models import World
from app.parameters import count

bp = Blueprint("worlds", __name__)

IDS = range(1, 10_001)
NUMBERS = range(1, 10_001)

# Built once and only bound for each execution; columns, since no entity is needed.
world_by_id = select(World.id, World.random_number).where(World.id == bindparam("id"))

new_worlds = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Integer)),
        bindparam("numbers", type_=ARRAY(Integer)),
    )
    .table_valued("id", "number")
    .render_derived()
)
# An upsert locks the rows in the order given, so that two requests cannot deadlock.
insert_worlds = insert(World).from_select(
    [World.id, World.random_number], select(new_worlds)
)
save_worlds = insert_worlds.on_conflict_do_update(
    index_elements=[World.id],
    set_={World.random_number: insert_worlds.excluded.randomnumber},
)


@bp.get("/db")
def db() -> dict[str, int]:
    with database.connect() as connection:
        return read_worlds(connection, sample(IDS, 1))[0]


@bp.get("/queries")
def queries() -> list[dict[str, int]]:
    with database.connect() as connection:
        return read_worlds(connection, sample(IDS, count("queries", 500)))


@bp.get("/updates")
def updates() -> list[dict[str, int]]:
    # In the order of id: all requests lock the rows that they share in one order.
    ids = sorted(sample(IDS, count("queries", 500)))
    with database.connect() as connection:
        worlds = read_worlds(connection, ids)
        numbers = choices(NUMBERS, k=len(ids))
        connection.execute(save_worlds, {"ids": ids, "numbers": numbers})
    for world, number in zip(worlds, numbers, strict=True):
        world["randomNumber"] = number
    return worlds


def read_worlds(connection: Connection, ids: Iterable[int]) -> list[dict[str, Any]]:
    rows = (connection.execute(world_by_id, {"id": id_}).one() for id_ in ids)
    return [{"id": id_, "randomNumber": number} for id_, number in rows]
