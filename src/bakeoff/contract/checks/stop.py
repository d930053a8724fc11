"""SIGTERM: what was begun is finished, and nothing is left. These checks end the service."""

import asyncio
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError, NoAnswerError
from bakeoff.contract.http import Connection
from bakeoff.contract.subject import Stopped

_STOP_SECONDS = 10.0
_BEGIN_SECONDS = 3.0
_HELD_SECONDS = 0.4


@dataclass(frozen=True)
class Ending:
    """What SIGTERM did: how the service ended, what became of each request that it had begun,
    and whether its port was free afterwards."""

    stopped: Stopped
    unfinished: tuple[str, ...]
    port_free: bool


async def finishes(bench: Bench) -> None:
    """SIGTERM lets the service finish the requests that it has begun.

    What it means: A request that waited for a row, or for the upstream, when SIGTERM came was
    cut off or answered by an error.

    Usual cause: No handler for SIGTERM, a grace period of zero, a pool that is closed before
    the requests are done.
    """
    ending = await _ending(bench)
    if ending.unfinished:
        raise BrokenError(ending.unfinished[0])


async def ends(bench: Bench) -> None:
    """The service ends within 10 s of SIGTERM, also with idle connections open.

    What it means: It was still there after 10 s and had to be killed.

    Usual cause: SIGTERM is ignored or goes to a wrapper (a shell, npm, uv run), or the server
    waits until idle connections close by themselves.
    """
    stopped = (await _ending(bench)).stopped
    if stopped.killed or stopped.seconds > _STOP_SECONDS:
        raise BrokenError(
            f"the service was still running {stopped.seconds:.1f} s after SIGTERM; "
            f"must end within {_STOP_SECONDS:g} s"
        )


async def leaves_nothing(bench: Bench) -> None:
    """After its end the port is free and no process of the service is left.

    What it means: Something still listens on its port, or a process that it started still runs.

    Usual cause: Workers in a session of their own, a helper that was started and forgotten.
    """
    ending = await _ending(bench)
    if ending.stopped.survivors:
        left = ", ".join(map(str, ending.stopped.survivors))
        raise BrokenError(f"after the service's end its processes {left} still run")
    if not ending.port_free:
        raise BrokenError("after the service's end its port is still taken")


async def _ending(bench: Bench) -> Ending:
    return await bench.once("ending", lambda: _end(bench))


async def _end(bench: Bench) -> Ending:
    """Begin two requests, send SIGTERM, let go of what holds them, and see what comes."""
    unfinished: list[str] = []
    idle = await _idle_connection(bench)
    async with bench.db.world_locked():
        held = asyncio.create_task(_outcome(bench, "/db", "for a locked table"))
        await _until_waiting(bench, held)
        before = await bench.upstream_requests()
        called = asyncio.create_task(_outcome(bench, "/upstream?calls=20", "for its upstream"))
        if not await _until_called(bench, called, before):
            called.cancel()  # a service that does one thing at a time has not begun it
        stopping = asyncio.create_task(asyncio.to_thread(bench.subject.stop))
        await asyncio.wait([held], timeout=_HELD_SECONDS)
    for task in (called, held):
        await asyncio.wait([task])
        fault = None if task.cancelled() else task.result()
        unfinished += [fault] if fault else []
    stopped = await stopping
    if idle:
        idle.close()
    return Ending(stopped, tuple(unfinished), _is_free(bench.subject.url))


async def _outcome(bench: Bench, target: str, waits: str) -> str | None:
    try:
        connection = await bench.client.connect()
        hold(await connection.get(target, limit=_STOP_SECONDS + _BEGIN_SECONDS))
        connection.close()
    except BrokenError as error:
        return f"SIGTERM came while a request waited {waits}: {error}"
    return None


async def _until_waiting(bench: Bench, held: asyncio.Task[str | None]) -> None:
    end = time.monotonic() + _BEGIN_SECONDS
    while time.monotonic() < end and not held.done():
        if await bench.db.lock_waiters():
            return
        await asyncio.sleep(0.002)


async def _until_called(bench: Bench, called: asyncio.Task[str | None], before: int) -> bool:
    """Wait until the upstream has heard of the request; False if it does not."""
    end = time.monotonic() + _BEGIN_SECONDS
    while time.monotonic() < end:
        if called.done() or await bench.upstream_requests() > before:
            return True
        await asyncio.sleep(0.002)
    return False


async def _idle_connection(bench: Bench) -> Connection | None:
    """Return a connection on which a request was answered, and that is idle since."""
    try:
        connection = await bench.client.connect()
        await connection.get("/plaintext")
    except NoAnswerError:
        return None
    return connection


def _is_free(url: str) -> bool:
    place = urlsplit(url)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.hostname, place.port))
        except OSError:
            return False
    return True


CHECKS = (
    Check("stop.finishes", finishes),
    Check("stop.ends", ends),
    Check("stop.leaves-nothing", leaves_nothing),
)
