"""Connections stay open."""

import asyncio

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError, NoAnswerError

# Above 1,000, where some servers close a connection by default.
_REQUESTS = 1_100
_IDLE_SECONDS = 6.0


async def kept(bench: Bench) -> None:
    """1,100 requests are answered on one connection, by HTTP/1.1.

    What it means: The service closed the connection after some number of requests, or said
    that it would.

    Usual cause: A server without keep-alive (gunicorn's `sync` worker), or a limit of requests
    for each connection (`keepalive_requests`, 1,000 in some servers).
    """
    connection = await bench.client.connect()
    try:
        for done in range(_REQUESTS):
            try:
                reply = await connection.get("/plaintext")
            except NoAnswerError as error:
                raise BrokenError(f"after {done} requests on one connection: {error}") from None
            hold(reply)
            if reply.version != "1.1":
                raise BrokenError(f"/plaintext is answered by HTTP/{reply.version}; must be 1.1")
            if not reply.keeps:
                raise BrokenError(
                    f"the connection is closed after {done + 1} requests; must be kept"
                )
    finally:
        connection.close()


async def idle(bench: Bench) -> None:
    """A connection that was idle for 6 s is still open.

    What it means: The next request on it failed. The contract says 60 s; 6 are tried.

    Usual cause: A short keep-alive timeout: 5 s in Node.js and uvicorn, 2 s in gunicorn.
    """
    connection = await bench.client.connect()
    try:
        await connection.get("/plaintext")
        await asyncio.sleep(_IDLE_SECONDS)
        if connection.is_closed():
            raise BrokenError(
                f"an idle connection was closed within {_IDLE_SECONDS:g} s; must stay for 60"
            )
        await connection.get("/plaintext")
    finally:
        connection.close()


CHECKS = (
    Check("connection.kept", kept),
    Check("connection.idle", idle, early=True),
)
