"""The statements that a request may send to the database."""

from dataclasses import dataclass

from bakeoff.contract.bench import Bench
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.statements import Tally, count

_WARM_REQUESTS = 3
_REQUESTS = 10
_TRIES = 3


@dataclass(frozen=True)
class Budget:
    """What one request sends: `reads` statements that return `rows` rows in all, and from
    `least_writes` to `most_writes` statements that write `written` rows in all."""

    reads: int
    rows: int
    least_writes: int = 0
    most_writes: int = 0
    written: int = 0


async def hold_budget(bench: Bench, target: str, budget: Budget) -> Tally:
    """Send `target` a few times, one by one, and hold the statements to `budget`.

    Statements beyond the budget may belong to a connection that was just opened, so they are
    looked for again; a statement too few is one too few.

    Raises:
        BrokenError: statements or rows differ.
        SkippedError: they cannot be counted on this server.
    """
    for _ in range(_WARM_REQUESTS):
        await bench.answered(target)

    async def requests() -> None:
        for _ in range(_REQUESTS):
            await bench.answered(target)

    for attempt in range(1, _TRIES + 1):
        tally = await count(bench.db, requests)
        short = _shortage(tally, _REQUESTS, budget)
        if short:
            raise BrokenError(f"{target} {short}")
        excess = _excess(tally, _REQUESTS, budget)
        if not excess:
            return tally
        if attempt == _TRIES:
            raise BrokenError(f"{target} {excess}")
    raise AssertionError("unreachable")


def _shortage(tally: Tally, requests: int, budget: Budget) -> str | None:
    sent, rows = tally.calls("read"), tally.rows("read")
    if sent < budget.reads * requests:
        return (
            f"sent {_each(sent, requests, 'SELECT')} returning {_each(rows, requests, 'row')} "
            f"a request; must be {_must(budget)}"
        )
    writes = tally.calls("write")
    if writes < budget.least_writes * requests:
        return f"sent {_each(writes, requests, 'write')} a request; must be at least one"
    # A new number equal to the old one, one in ten thousand, need not be written.
    if tally.rows("write") < budget.written * requests * 0.98:
        written = _each(tally.rows("write"), requests, "row")
        return f"wrote {written} a request; must be {budget.written}"
    return None


def _excess(tally: Tally, requests: int, budget: Budget) -> str | None:
    sent, rows = tally.calls("read"), tally.rows("read")
    if sent != budget.reads * requests or rows != budget.rows * requests:
        return (
            f"sent {_each(sent, requests, 'SELECT')} returning {_each(rows, requests, 'row')} "
            f"a request; must be {_must(budget)} ({requests} requests: {tally.listed()})"
        )
    writes = tally.calls("write")
    if writes > budget.most_writes * requests:
        return (
            f"sent {_each(writes, requests, 'write')} a request; must be at most "
            f"{budget.most_writes} ({requests} requests: {tally.listed()})"
        )
    if tally.rows("write") > budget.written * requests:
        written = _each(tally.rows("write"), requests, "row")
        return f"wrote {written} a request; must be {budget.written}"
    if tally.calls("other"):
        return f"sent a statement that no endpoint needs: {tally.listed()}"
    return None


def _must(budget: Budget) -> str:
    if budget.reads == budget.rows:
        return f"{budget.reads} returning one row each" if budget.reads > 1 else "1 returning 1"
    return f"{budget.reads} returning {budget.rows}"


def _each(total: int, requests: int, noun: str) -> str:
    each = total / requests
    return f"{each:g} {noun}{'' if each == 1 else 's'}"
