"""Simultaneous calls to the upstream, from synchronous views."""

import asyncio
import atexit
from collections.abc import Coroutine
from functools import cache
from threading import Thread
from typing import Any

import aiohttp
import orjson
from django.conf import settings


class UpstreamError(Exception):
    pass


class QuoteClient:
    """One event loop, in a thread of its own, waits for the calls of all requests.

    That is several times cheaper than a thread a call.
    """

    def __init__(self, url: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._session = self._run(self._open(url))

    def fetch(self, count: int) -> list[Any]:
        """The quotes 1 to `count`, fetched at once."""
        try:
            return self._run(self._fetch_all(count))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise UpstreamError from error

    def close(self) -> None:
        self._run(self._session.close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run[T](self, coroutine: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    async def _open(self, url: str) -> aiohttp.ClientSession:
        return aiohttp.ClientSession(
            url,
            connector=aiohttp.TCPConnector(limit=0),
            timeout=aiohttp.ClientTimeout(total=5),
            raise_for_status=True,
        )

    async def _fetch(self, quote_id: int) -> Any:
        async with self._session.get(f"/quotes/{quote_id}") as response:
            return orjson.loads(await response.read())

    async def _fetch_all(self, count: int) -> list[Any]:
        return await asyncio.gather(*map(self._fetch, range(1, count + 1)))


@cache
def quote_client() -> QuoteClient:
    """The client of this process, made on its first use."""
    client = QuoteClient(settings.UPSTREAM_URL)
    atexit.register(client.close)
    return client
