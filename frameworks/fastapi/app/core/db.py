import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import AdaptedConnection, event
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from app.core.config import settings

engine = create_async_engine(
    settings.sqlalchemy_url,
    # No endpoint writes with more than one statement, and one statement is a
    # transaction by itself: AUTOCOMMIT saves BEGIN and ROLLBACK a request.
    isolation_level="AUTOCOMMIT",
    pool_size=settings.pool_size,
    max_overflow=0,
    connect_args={"timeout": 3},
)


@event.listens_for(engine.sync_engine, "connect")
def prepare_for_arrays(connection: AdaptedConnection, _: object) -> None:
    # asyncpg asks the catalogue how to send an array once a connection: do so
    # on connecting, not in the first /updates.
    connection.run_async(lambda driver: driver.prepare("SELECT $1::integer[]"))


turns = asyncio.Semaphore(settings.pool_size)


@asynccontextmanager
async def connect() -> AsyncIterator[AsyncConnection]:
    """Take a connection for one request, when one of the pool is free.

    SQLAlchemy's asyncio pool gives a returned connection to whoever asks next,
    not to whoever has waited longest: with more requests than connections some
    starve until `pool_timeout`. The semaphore serves them in order of arrival.

    No endpoint needs a unit of work: statements on the models cost a third less
    here than through a session.
    """
    async with turns, engine.connect() as connection:
        yield connection
