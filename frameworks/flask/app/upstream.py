"""Simultaneous calls to the upstream, from synchronous views."""

import asyncio
import atexit
from collections.abc import Coroutine
from threading import Lock, Thread
from typing import Any

import aiohttp
import orjson
from flask import Flask


class Upstream:
    """One event loop, in a thread of its own, waits for the calls of all requests.

    That is several times cheaper than a thread a call. It begins with the first
    call, so a process that only imports or migrates has none.
    """

    def init_app(self, app: Flask) -> None:
        self._url: str = app.config["UPSTREAM_URL"]
        self._session: aiohttp.ClientSession | None = None
        self._lock = Lock()

    def quotes(self, count: int) -> list[Any]:
        """The quotes 1 to `count`, fetched at once."""
        return self._run(self._fetch_all(self._open(), count))

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            with self._lock:
                if self._session is None:
                    self._loop = asyncio.new_event_loop()
                    Thread(target=self._loop.run_forever, daemon=True).start()
                    self._session = self._run(self._connect())
                    atexit.register(self._close, self._session)
        return self._session

    async def _connect(self) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            self._url,
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=5),
            raise_for_status=True,
        )

    def _close(self, session: aiohttp.ClientSession) -> None:
        self._run(session.close())
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _run[T](self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    async def _fetch_all(self, session: aiohttp.ClientSession, count: int) -> list[Any]:
        numbers = range(1, count + 1)
        return await asyncio.gather(*(self._fetch(session, i) for i in numbers))

    async def _fetch(self, session: aiohttp.ClientSession, number: int) -> Any:
        async with session.get(f"/quotes/{number}") as response:
            return orjson.loads(await response.read())
