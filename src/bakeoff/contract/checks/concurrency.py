"""256 connections at once: bodies as right as one by one, the pool kept, the work done."""

import asyncio
import resource
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError, NoAnswerError, SkippedError
from bakeoff.contract.http import Reply
from bakeoff.contract.paths import DATABASE_ENDPOINTS, PARAMETER, wanted
from bakeoff.contract.randomness import too_many_repeats
from bakeoff.contract.rows import read_worlds
from bakeoff.contract.statements import Tally, count
from bakeoff.contract.truth import Truth

CONNECTIONS = 256
_LIMIT_SECONDS = 30.0
_SAMPLE_SECONDS = 0.004
# A connection that was just given back may be counted beside its successor for a moment.
_SHARE_OF_SAMPLES = 0.25


@dataclass(frozen=True)
class Load:
    """What was seen under 256 connections.

    `connections` are samples of the number of connections to the database, `tally` is None
    where statements cannot be counted, and `uncounted` says why.
    """

    replies: tuple[Reply, ...]
    connections: tuple[int, ...]
    tally: Tally | None
    uncounted: str


def targets(path: str) -> list[str]:
    """Return what the 256 connections ask for: N from 1 to 20 side by side, so that answers
    that were mixed up are of the wrong length."""
    if path in PARAMETER:
        return [f"{path}?{PARAMETER[path]}={k % 20 + 1}" for k in range(CONNECTIONS)]
    return [path] * CONNECTIONS * (1 if path == "/fortunes" else 2)


async def apply_load(bench: Bench, path: str) -> Load:
    """Ask for `path` on 256 connections at once; done once a run for each path.

    Raises:
        NoAnswerError: a request was not answered within 30 s.
        SkippedError: we may not open so many files.
    """
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if files < 2 * CONNECTIONS:
        raise SkippedError(f"needs {2 * CONNECTIONS} open files, {files} are allowed: ulimit -n")
    return await bench.once(f"load on {path}", lambda: _apply(bench, path))


async def _apply(bench: Bench, path: str) -> Load:
    replies: list[Reply] = []

    async def requests() -> None:
        replies.extend(await bench.client.many(targets(path), CONNECTIONS, _LIMIT_SECONDS))

    if path not in DATABASE_ENDPOINTS:
        await requests()
        return Load(tuple(replies), (), None, "")
    samples: list[int] = []
    tally, uncounted = None, ""
    try:
        tally = await count(bench.db, lambda: _sampled(bench, requests, samples))
    except SkippedError as error:
        uncounted = str(error)
        if not replies:
            await _sampled(bench, requests, samples)
    return Load(tuple(replies), tuple(samples), tally, uncounted)


async def _sampled(bench: Bench, action: Callable[[], Awaitable[None]], samples: list[int]) -> None:
    async def watch() -> None:
        while True:
            samples.append(await bench.db.connections())
            await asyncio.sleep(_SAMPLE_SECONDS)

    watching = asyncio.create_task(watch())
    try:
        await action()
    finally:
        watching.cancel()
        await asyncio.wait([watching])


async def _bodies(bench: Bench, path: str, truth: Truth | None = None) -> list[Reply]:
    load = await apply_load(bench, path)
    different = {(r.target, r.status, r.body): r for r in load.replies}
    for reply in different.values():
        try:
            hold(reply, truth)
        except BrokenError as error:
            raise BrokenError(f"under {CONNECTIONS} connections {error}") from None
    return list(load.replies)


async def plaintext(bench: Bench) -> None:
    """Under 256 simultaneous connections every body of `/plaintext` is right.

    What it means: A request failed, timed out, or got another body.

    Usual cause: A short queue of waiting connections (backlog), a limit of connections.
    """
    await _bodies(bench, "/plaintext")


async def json(bench: Bench) -> None:
    """Under 256 simultaneous connections every body of `/json` is right.

    What it means: A request failed, timed out, or got another body.

    Usual cause: A buffer that requests share.
    """
    await _bodies(bench, "/json")


async def db(bench: Bench) -> None:
    """Under 256 simultaneous connections every `/db` answers a row of the table by its own id.

    What it means: A request failed, timed out, got a row that is not in the table, or got the
    same row as too many others (by chance once in a hundred million runs).

    Usual cause: An object that requests share, or a wait for the pool that times out.
    """
    replies = await _bodies(bench, "/db", Truth(worlds=await bench.db.worlds()))
    fault = too_many_repeats([read_worlds(reply.body)[0][0] for reply in replies])
    if fault:
        raise BrokenError(f"under {CONNECTIONS} connections the ids of /db repeat: {fault}")


async def queries(bench: Bench) -> None:
    """Under 256 simultaneous connections every `/queries` answers its own N right rows.

    What it means: A request failed, timed out, or got rows that are not its own.

    Usual cause: A list or session that requests share, or a wait for the pool that times out.
    """
    await _bodies(bench, "/queries", Truth(worlds=await bench.db.worlds()))


async def updates(bench: Bench) -> None:
    """Under 256 simultaneous connections every `/updates` answers its own N rows.

    What it means: A request failed, timed out, or got rows that are not its own.

    Usual cause: As for `/queries`; a deadlock.
    """
    await _bodies(bench, "/updates")


async def fortunes(bench: Bench) -> None:
    """Under 256 simultaneous connections every page of `/fortunes` is right.

    What it means: A request failed, timed out, or got another page.

    Usual cause: A list that requests share, to which each adds its fortune.
    """
    await _bodies(bench, "/fortunes", Truth(fortunes=await bench.db.fortunes()))


async def upstream(bench: Bench) -> None:
    """Under 256 simultaneous connections every `/upstream` answers its own N quotes.

    What it means: A request failed, timed out, or got quotes that are not its own.

    Usual cause: A shared list; an HTTP client whose queue for a connection times out.
    """
    await _bodies(bench, "/upstream", Truth(quotes=await bench.quotes()))


async def pool(bench: Bench) -> None:
    """The service never has more than DB_POOL connections to its database.

    What it means: More were seen under 256 connections, in a quarter of the samples or more.

    Usual cause: DB_POOL given to each worker in place of a share, a pool that may overflow
    (`max_overflow`), a second pool, a connection of its own for each request.
    """
    for path in DATABASE_ENDPOINTS:
        samples = sorted((await apply_load(bench, path)).connections)
        if not samples:
            continue
        seen = samples[int(len(samples) * (1 - _SHARE_OF_SAMPLES))]
        if seen > bench.subject.pool:
            raise BrokenError(
                f"{path} under {CONNECTIONS} connections has {seen} connections to the "
                f"database; must be at most DB_POOL, {bench.subject.pool}"
            )


async def statements(bench: Bench) -> None:
    """Under 256 simultaneous connections each request still sends its own statements.

    What it means: The database counted fewer SELECTs or rows than the requests need.

    Usual cause: Simultaneous requests answered from one query, or gathered into one.
    """
    for path in DATABASE_ENDPOINTS:
        try:
            load = await apply_load(bench, path)
        except NoAnswerError:
            continue  # the check of this path's bodies says so
        if load.tally is None:
            raise SkippedError(load.uncounted)
        right = [reply for reply in load.replies if reply.status == 200]
        if path == "/fortunes":
            needed, rows = len(right), len(right) * len(await bench.db.fortunes())
        else:
            needed = rows = sum(wanted(reply.target) for reply in right)
        sent, returned = load.tally.calls("read"), load.tally.rows("read")
        if sent < needed or returned < rows:
            raise BrokenError(
                f"{path} under {CONNECTIONS} connections sent {sent} SELECTs returning "
                f"{returned} rows for {len(right)} requests; must be {needed} returning {rows}"
            )


CHECKS = (
    Check("concurrency.plaintext", plaintext),
    Check("concurrency.json", json),
    Check("concurrency.db", db),
    Check("concurrency.queries", queries),
    Check("concurrency.updates", updates),
    Check("concurrency.fortunes", fortunes),
    Check("concurrency.upstream", upstream),
    Check("concurrency.pool", pool),
    Check("concurrency.statements", statements),
)
