"""The statements are built once and only bound for each execution; lists are read
in one `run_sync()`, which costs one greenlet a request instead of one a statement."""

from collections.abc import Sequence

from sqlalchemy import ARRAY, Connection, Integer, Row, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from app.models import Fortune, World

# The attribute's name, which the column does not have.
random_number = World.random_number.label("random_number")
world_by_id = select(World.id, random_number).where(World.id == bindparam("id"))

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
)

all_fortunes = select(Fortune.id, Fortune.message)


async def get_world(connection: AsyncConnection, world_id: int) -> Row[int, int]:
    return (await connection.execute(world_by_id, {"id": world_id})).one()


async def get_worlds(
    connection: AsyncConnection, ids: Sequence[int]
) -> list[Row[int, int]]:
    return await connection.run_sync(_get_worlds, ids)


async def update_worlds(
    connection: AsyncConnection, numbers: dict[int, int]
) -> list[dict[str, int]]:
    """Give each world its new number, in the order of `numbers`."""

    def work(sync_connection: Connection) -> list[Row[int, int]]:
        worlds = _get_worlds(sync_connection, list(numbers))
        sync_connection.execute(
            set_random_numbers,
            {"ids": list(numbers), "numbers": list(numbers.values())},
        )
        return worlds

    worlds = await connection.run_sync(work)
    return [{"id": id_, "random_number": numbers[id_]} for id_, _ in worlds]


async def get_fortunes(connection: AsyncConnection) -> Sequence[Row[int, str]]:
    return (await connection.execute(all_fortunes)).all()


def _get_worlds(connection: Connection, ids: Sequence[int]) -> list[Row[int, int]]:
    return [connection.execute(world_by_id, {"id": id_}).one() for id_ in ids]
