"""The database goes away and comes back."""

import asyncio
import time
from dataclasses import dataclass

from bakeoff.contract.bench import Bench
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError, NoAnswerError

_TARGETS = ("/healthz", "/db", "/queries?queries=2", "/updates?queries=2", "/fortunes")
_ANSWER_SECONDS = 5.0
_LEEWAY_SECONDS = 1.0
_RECOVERY_SECONDS = 10.0
_IN_A_ROW = 20


@dataclass(frozen=True)
class Outage:
    """What the service did: a sentence for each wrong answer while the database was away, and
    the last thing that was wrong when it had been back for 10 s, if anything was."""

    during: tuple[str, ...]
    after: str | None


async def health(bench: Bench) -> None:
    """`/healthz` answers 200 while the service can reach its database.

    What it means: It answers something else although the database is there.

    Usual cause: The path is missing, or behind authentication.
    """
    reply = await bench.client.get("/healthz")
    if reply.status != 200:
        raise BrokenError(f"/healthz answered {reply.status}; must be 200")


async def lost(bench: Bench) -> None:
    """Without its database the service answers 5xx within 5 s, `/healthz` too.

    What it means: All connections were ended and no new ones allowed; then an answer was not
    5xx, came late, or did not come.

    Usual cause: A wait for the pool that is longer than 5 s; a health check that does not ask
    the database; an error that ends the process or the connection.
    """
    seen = await bench.once("outage", lambda: _outage(bench))
    if seen.during:
        raise BrokenError(seen.during[0])


async def recovers(bench: Bench) -> None:
    """When the database is back the service recovers by itself within 10 s.

    What it means: Requests still failed 10 s after connections were possible again.

    Usual cause: A connection made once at the start, or dead connections that stay in the pool.
    """
    seen = await bench.once("outage", lambda: _outage(bench))
    if seen.after:
        raise BrokenError(f"{seen.after}, {_RECOVERY_SECONDS:g} s after the database was back")


async def _outage(bench: Bench) -> Outage:
    during: list[str] = []
    async with bench.db.lost():
        for _ in range(2):  # first on connections that died, then without any
            found = await asyncio.gather(*(_failure(bench, target) for target in _TARGETS))
            during += [sentence for sentence in found if sentence]
            if during:
                break
    return Outage(tuple(during), await _recovery(bench))


async def _failure(bench: Bench, target: str) -> str | None:
    limit = _ANSWER_SECONDS + _LEEWAY_SECONDS
    try:
        reply = await bench.client.get(target, limit=limit)
    except NoAnswerError as error:
        return f"without its database: {error}; must answer 5xx within {_ANSWER_SECONDS:g} s"
    if 500 <= reply.status <= 599:
        return None
    return f"without its database {target} answered {reply.status}; must be 5xx"


async def _recovery(bench: Bench) -> str | None:
    """Ask until 20 answers in a row, over all paths, are 200; return the last fault if not."""
    end = time.monotonic() + _RECOVERY_SECONDS
    row, fault = 0, None
    while row < _IN_A_ROW:
        target = _TARGETS[row % len(_TARGETS)]
        try:
            reply = await bench.client.get(target, limit=_ANSWER_SECONDS)
            fault = None if reply.status == 200 else f"{target} still answers {reply.status}"
        except NoAnswerError as error:
            fault = str(error)
        row = 0 if fault else row + 1
        if fault:
            if time.monotonic() > end:
                return fault
            await asyncio.sleep(0.05)
    return None


CHECKS = (
    Check("health.answer", health),
    Check("database.lost", lost),
    Check("database.recovers", recovers),
)
