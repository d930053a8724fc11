"""Idle connections: opened, used once, kept, counted."""

import asyncio
import resource
from urllib.parse import urlsplit

from bakeoff.lab.cpu import memory_bytes
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.studies.study import Record

REST_SECONDS = 1.0
TIMEOUT_SECONDS = 10.0
_AT_ONCE = 64


def held(entrant: Entrant, wanted: int) -> Record:
    """Open `wanted` connections, ask each once, wait, and look which are still open.

    Returns `open`, the number that answered and stayed, and `memory`, the service's PSS in
    bytes while they are open.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = min(wanted + 512, hard)
    if soft < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    return asyncio.run(_held(entrant, wanted))


async def _held(entrant: Entrant, wanted: int) -> Record:
    address = urlsplit(entrant.running().url)
    gate = asyncio.Semaphore(_AT_ONCE)
    kept: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def one() -> None:
        async with gate:
            try:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    reader, writer = await asyncio.open_connection(address.hostname, address.port)
                    writer.write(b"GET /plaintext HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    head = await reader.readuntil(b"\r\n\r\n")
                    if head.startswith(b"HTTP/1.1 200"):
                        kept.append((reader, writer))
                        await reader.readexactly(len(b"Hello, World!"))
            except (OSError, TimeoutError, asyncio.IncompleteReadError):
                return

    await asyncio.gather(*(one() for _ in range(wanted)))
    await asyncio.sleep(REST_SECONDS)
    found = {
        "wanted": wanted,
        "open": sum(not reader.at_eof() for reader, _ in kept),
        "memory": memory_bytes(entrant.running().process),
    }
    for _, writer in kept:
        writer.close()
    return found
