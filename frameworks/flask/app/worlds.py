"""Worlds, one by one and many; each is read by a query of its own."""

from collections.abc import Iterable
from random import choices, sample
from typing import Any

from flask import Blueprint
from sqlalchemy import ARRAY, Integer, bindparam, func, select, update
from sqlalchemy.orm import Session

from app.extensions import database
from app.models import World
from app.parameters import count

bp = Blueprint("worlds", __name__)

IDS = range(1, 10_001)
NUMBERS = range(1, 10_001)

# Built once and only bound for each execution; columns, since no entity is needed.
world_by_id = select(World.id, World.random_number).where(World.id == bindparam("id"))

new_numbers = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Integer)),
        bindparam("numbers", type_=ARRAY(Integer)),
    )
    .table_valued("id", "number")
    .render_derived()
)
set_random_numbers = (
    update(World)
    .where(World.id == new_numbers.c.id)
    .values(random_number=new_numbers.c.number)
    .execution_options(synchronize_session=False)
)


@bp.get("/db")
def db() -> dict[str, int]:
    with database.session() as session:
        return read_worlds(session, sample(IDS, 1))[0]


@bp.get("/queries")
def queries() -> list[dict[str, int]]:
    with database.session() as session:
        return read_worlds(session, sample(IDS, count("queries", 500)))


@bp.get("/updates")
def updates() -> list[dict[str, int]]:
    # In the order of id: two requests never wait for each other's rows.
    ids = sorted(sample(IDS, count("queries", 500)))
    with database.session() as session:
        worlds = read_worlds(session, ids)
        numbers = choices(NUMBERS, k=len(ids))
        session.execute(set_random_numbers, {"ids": ids, "numbers": numbers})
    for world, number in zip(worlds, numbers, strict=True):
        world["randomNumber"] = number
    return worlds


def read_worlds(session: Session, ids: Iterable[int]) -> list[dict[str, Any]]:
    rows = (session.execute(world_by_id, {"id": id_}).one() for id_ in ids)
    return [{"id": id_, "randomNumber": number} for id_, number in rows]
