"""A small pool of connections: opened when needed, dropped when broken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg


class UnavailableError(Exception):
    """No connection to the database can be had."""


class Pool:
    def __init__(self, url: str, size: int, faults: frozenset[str]) -> None:
        self.url = url
        self.faults = faults
        self._free = asyncio.Semaphore(size)
        self._idle: list[psycopg.AsyncConnection[Any]] = []
        self._lost = False

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        """Lend a connection.

        Raises:
            UnavailableError: none within 3 s, or it broke.
        """
        if self._lost and "never-recovers" in self.faults:
            raise UnavailableError
        try:
            async with asyncio.timeout(30):
                await self._free.acquire()
        except TimeoutError:
            raise UnavailableError from None
        try:
            connection = self._idle.pop() if self._idle else await self._open()
            if "ping" in self.faults:
                await connection.execute("SELECT 1")
            yield connection
            self._idle.append(connection)
        except psycopg.OperationalError as error:
            self._lost = True
            for idle in self._idle:
                await idle.close()
            self._idle.clear()
            if "hangs-when-lost" in self.faults:
                await asyncio.sleep(4)
            raise UnavailableError from error
        finally:
            self._free.release()

    async def close(self) -> None:
        for connection in self._idle:
            await connection.close()

    async def _open(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(self.url, autocommit=True, connect_timeout=3)
