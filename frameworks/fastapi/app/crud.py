"""The statements are built once and only bound for each execution, which costs
a quarter less than `session.get()`; lists are read in one `run_sync()`, which
costs one greenlet a request instead of one a statement."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, Integer, Row, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.models import Fortune, World

world_by_id = select(World).where(World.id == bindparam("id"))

new_worlds = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Integer)),
        bindparam("numbers", type_=ARRAY(Integer)),
    )
    .table_valued("id", "number")
    .render_derived()
)
# An upsert locks the rows in the order given, so that two requests cannot deadlock.
# UPDATE ... FROM unnest() locks them in the order of its join, which depends on
# their number.
insert_worlds = insert(World).from_select(
    [World.id, World.random_number], select(new_worlds)
)
set_random_numbers = insert_worlds.on_conflict_do_update(
    index_elements=[World.id],
    set_={World.random_number: insert_worlds.excluded.randomnumber},
).execution_options(dml_strategy="raw")

all_fortunes = select(Fortune.id, Fortune.message)


async def get_world(session: AsyncSession, world_id: int) -> World:
    return (await session.execute(world_by_id, {"id": world_id})).scalar_one()


async def get_worlds(session: AsyncSession, ids: Sequence[int]) -> list[World]:
    return await session.run_sync(_get_worlds, ids)


async def update_worlds(session: AsyncSession, numbers: dict[int, int]) -> list[World]:
    """Give each world its new number, in the order of `numbers`."""

    def work(sync_session: Session) -> list[World]:
        worlds = _get_worlds(sync_session, list(numbers))
        sync_session.execute(
            set_random_numbers,
            {"ids": list(numbers), "numbers": list(numbers.values())},
        )
        for world in worlds:
            set_committed_value(world, "random_number", numbers[world.id])
        return worlds

    return await session.run_sync(work)


async def get_fortunes(session: AsyncSession) -> Sequence[Row[int, str]]:
    return (await session.execute(all_fortunes)).all()


def _get_worlds(session: Session, ids: Sequence[int]) -> list[World]:
    return [session.execute(world_by_id, {"id": id_}).scalar_one() for id_ in ids]
