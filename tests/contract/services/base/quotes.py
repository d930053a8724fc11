"""A client for the upstream: connections kept, as many requests at once as are asked for."""

import asyncio
import json
from urllib.parse import SplitResult

_MOST_CONNECTIONS = 400


class Quotes:
    def __init__(self, url: SplitResult, faults: frozenset[str]) -> None:
        self.host, self.port = url.hostname or "127.0.0.1", url.port or 80
        self.faults = faults
        self._free = asyncio.Semaphore(_MOST_CONNECTIONS)
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []
        self._kept: dict[int, dict[str, object]] = {}

    async def get(self, count: int) -> list[dict[str, object]]:
        """Return quotes 1 to `count`, in order."""
        if "fixed-quotes" in self.faults:
            await asyncio.sleep(0.05)
            return [{"id": i, "text": f"quote {i}"} for i in range(1, count + 1)]
        if "cached-quotes" in self.faults and len(self._kept) >= count:
            return [self._kept[i] for i in range(1, count + 1)]
        batch = next(
            (n for f, n in {"one-by-one": 1, "batches-of-5": 5}.items() if f in self.faults), count
        )
        found: list[dict[str, object]] = []
        for first in range(1, count + 1, batch):
            numbers = range(first, min(first + batch, count + 1))
            found += await asyncio.gather(*map(self._one, numbers))
        self._kept.update({i + 1: quote for i, quote in enumerate(found)})
        return found[::-1] if "unordered-quotes" in self.faults else found

    async def _one(self, number: int) -> dict[str, object]:
        async with self._free:
            reader, writer = (
                self._idle.pop()
                if self._idle
                else await asyncio.open_connection(self.host, self.port)
            )
            writer.write(f"GET /quotes/{number} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = int(head.partition(b"content-length:")[2].split(b"\r\n")[0])
            quote: dict[str, object] = json.loads(await reader.readexactly(length))
            self._idle.append((reader, writer))
            return quote
