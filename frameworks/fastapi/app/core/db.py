import asyncio
from types import TracebackType
from typing import Self

from sqlalchemy import AdaptedConnection, event
from sqlalchemy.ext.asyncio import (
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)

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


class QueuedSession(AsyncSession):
    """A session that is entered when a connection of the pool is free.

    SQLAlchemy's asyncio pool gives a returned connection to whoever asks next,
    not to whoever has waited longest: with more requests than connections some
    starve until `pool_timeout`. The semaphore serves them in order of arrival.
    """

    async def __aenter__(self) -> Self:
        await turns.acquire()
        return await super().__aenter__()

    async def __aexit__(
        self,
        type_: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        try:
            await super().__aexit__(type_, value, traceback)
        finally:
            turns.release()


# Nothing is written through the identity map, so there is nothing to flush.
async_session = async_sessionmaker(
    engine, class_=QueuedSession, autoflush=False, expire_on_commit=False
)
