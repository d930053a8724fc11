"""The administrator's view of the service's database, and hands to change it with."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Any, LiteralString
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bakeoff.contract.errors import ContractError, SkippedError

_SETTLE_SECONDS = 1.0
_MAINTENANCE = ("postgres", "template1")


class Database:
    """A session in the service's database whose own statements are not counted."""

    def __init__(self, url: str, session: psycopg.AsyncConnection[Any]) -> None:
        self.url = url
        self._session = session
        self._own = {session.info.backend_pid}
        self.name = session.info.dbname

    @classmethod
    async def connect(cls, url: str) -> "Database":
        """Connect as the administrator.

        Raises:
            ContractError: the database cannot be reached.
        """
        return cls(url, await _session(url))

    async def close(self) -> None:
        """End the session."""
        await self._session.close()

    async def rows(
        self, query: LiteralString, values: Sequence[object] | Mapping[str, object] | None = None
    ) -> list[tuple[Any, ...]]:
        """Run `query` and return its rows; none for a statement without any."""
        cursor = await self._session.execute(query, values)
        return await cursor.fetchall() if cursor.description else []

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """Commit what is done within, or nothing."""
        async with self._session.transaction():
            yield

    @asynccontextmanager
    async def rolled_back(self) -> AsyncIterator[None]:
        """Undo what is done within."""
        async with self._session.transaction(force_rollback=True):
            yield

    async def worlds(self) -> dict[int, int]:
        """Return the rows of `world`: id to randomnumber."""
        return dict(await self.rows("SELECT id, randomnumber FROM world"))

    async def fortunes(self) -> dict[int, str]:
        """Return the rows of `fortune`: id to message."""
        return dict(await self.rows("SELECT id, message FROM fortune"))

    async def restore_fortunes(self, fortunes: Mapping[int, str]) -> None:
        """Put `fortunes` back as the only rows of the table."""
        async with self.transaction():
            await self.rows("DELETE FROM fortune")
            for id_, message in fortunes.items():
                await self.rows("INSERT INTO fortune (id, message) VALUES (%s, %s)", (id_, message))

    async def connections(self) -> int:
        """Return how many connections to this database are not ours."""
        found = await self.rows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend' AND pid <> ALL(%s)",
            (list(self._own),),
        )
        return int(found[0][0])

    async def lock_waiters(self) -> int:
        """Return how many of the others' connections wait for a lock."""
        found = await self.rows(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock' AND pid <> ALL(%s)",
            (list(self._own),),
        )
        return int(found[0][0])

    async def settled(self) -> None:
        """Wait until nobody else is in a transaction, a second at most.

        A service may answer before it ends its transaction, and a statement is counted only
        when its portal is closed.
        """
        end = time.monotonic() + _SETTLE_SECONDS
        while time.monotonic() < end:
            found = await self.rows(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND state <> 'idle' AND pid <> ALL(%s)",
                (list(self._own),),
            )
            if not found[0][0]:
                return
            await asyncio.sleep(0.002)

    @asynccontextmanager
    async def world_locked(self) -> AsyncIterator[None]:
        """Hold `world` so that nobody can read it."""
        holder = await _session(self.url)
        self._own.add(holder.info.backend_pid)
        try:
            async with holder.transaction(force_rollback=True):
                await holder.execute("LOCK TABLE world IN ACCESS EXCLUSIVE MODE")
                yield
        finally:
            await holder.close()

    @asynccontextmanager
    async def lost(self) -> AsyncIterator[None]:
        """End all other connections to this database and let nobody in.

        Raises:
            SkippedError: this administrator may not do that.
        """
        outside = await _outside(self.url)
        name = psycopg.sql.Identifier(self.name)
        alter = psycopg.sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS {}")
        try:
            try:
                await outside.execute(alter.format(name, psycopg.sql.SQL("false")))
            except psycopg.errors.InsufficientPrivilege as error:
                raise SkippedError(
                    f"needs an administrator who may close the database: {error}"
                ) from None
            try:
                await outside.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = %s AND pid <> ALL(%s)",
                    (self.name, list(self._own)),
                )
                yield
            finally:
                await outside.execute(alter.format(name, psycopg.sql.SQL("true")))
        finally:
            await outside.close()


async def _session(url: str) -> psycopg.AsyncConnection[Any]:
    try:
        session = await psycopg.AsyncConnection.connect(
            url, autocommit=True, application_name="bakeoff check", connect_timeout=10
        )
    except psycopg.OperationalError as error:
        where = urlsplit(url)
        raise ContractError(
            f"the checks cannot reach the service's database {where.path.lstrip('/')!r} at "
            f"{where.hostname}:{where.port}: {error}"
        ) from error
    # A service that keeps a transaction open must not make the checks wait for its locks.
    await session.execute("SET lock_timeout = '5s'")
    await session.execute("SET statement_timeout = '30s'")
    with suppress(psycopg.Error):  # then counting is not possible either, and says so itself
        await session.execute("SET pg_stat_statements.track = 'none'")
    return session


async def _outside(url: str) -> psycopg.AsyncConnection[Any]:
    """Connect to another database of the same server."""
    why = ""
    for name in _MAINTENANCE:
        try:
            return await psycopg.AsyncConnection.connect(
                urlunsplit(urlsplit(url)._replace(path=f"/{name}")),
                autocommit=True,
                application_name="bakeoff check",
                connect_timeout=10,
            )
        except psycopg.OperationalError as error:
            why = str(error)
    raise SkippedError(f"needs a second database on the server, such as postgres: {why}")
