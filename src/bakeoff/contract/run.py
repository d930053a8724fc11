"""Run the checks on one service; the caller gets each result as it comes."""

import asyncio
import time
from collections.abc import Collection, Iterator
from difflib import get_close_matches

import psycopg

from bakeoff.contract.bench import Bench
from bakeoff.contract.check import Check, Outcome
from bakeoff.contract.check import CheckResult as CheckResult
from bakeoff.contract.checks import CHECKS
from bakeoff.contract.errors import BrokenError, ContractError, NoAnswerError, SkippedError
from bakeoff.contract.subject import Subject

# A service that hangs would keep each check waiting: after so many it is given up.
_SILENT_CHECKS = 3
_ALWAYS = "stop."


def known_checks(only: Collection[str] | None = None) -> tuple[Check, ...]:
    """Return the checks that `only` names, by id or by group (`queries`), in their order.

    Raises:
        ContractError: a name that is none; names the nearest.
    """
    if only is None:
        return CHECKS
    groups = {check.id.split(".")[0] for check in CHECKS}
    known = {check.id for check in CHECKS} | groups
    for name in only:
        if name not in known:
            near = get_close_matches(name, sorted(known), 1, cutoff=0.4)
            hint = f"did you mean {near[0]!r}?" if near else f"groups are {', '.join(groups)}."
            raise ContractError(f"no check {name!r}: {hint}")
    return tuple(c for c in CHECKS if c.id in only or c.id.split(".")[0] in only)


def run_checks(subject: Subject, only: Collection[str] | None = None) -> Iterator[CheckResult]:
    """Yield the result of each chosen check; all of them where `only` is None.

    The checks change the rows of the service's database. Those of the group `stop` run last
    and end the service.

    Raises:
        ContractError: the checks cannot be run: an unknown name, or database or upstream
            cannot be reached. What the service does wrong is a result, never an error.
    """
    checks = known_checks(only)
    with asyncio.Runner() as runner:
        bench = runner.run(Bench.open(subject))
        try:
            early = {
                check.id: runner.get_loop().create_task(_run(bench, check))
                for check in checks
                if check.early
            }
            silent = 0
            for check in checks:
                if silent >= _SILENT_CHECKS and not check.id.startswith(_ALWAYS):
                    yield CheckResult(check.id, check.title, "skipped", _gave_up(subject), 0.0)
                    continue
                task = early.get(check.id)
                result, answered = runner.run(_await(task) if task else _run(bench, check))
                silent = 0 if answered else silent + 1
                yield result
        finally:
            runner.run(bench.close())


async def _run(bench: Bench, check: Check) -> tuple[CheckResult, bool]:
    """Return the result, and whether the service gave a readable answer at all."""
    start = time.monotonic()
    outcome: Outcome = "passed"
    sentence, answered = "", True
    try:
        await check.run(bench)
    except BrokenError as error:
        outcome, sentence = "failed", str(error)
        answered = not isinstance(error, NoAnswerError)
    except SkippedError as error:
        outcome, sentence = "skipped", str(error)
    except psycopg.errors.InsufficientPrivilege as error:
        outcome, sentence = "skipped", f"the administrator may not do that: {_first(error)}"
    except (psycopg.errors.LockNotAvailable, psycopg.errors.QueryCanceled) as error:
        outcome = "failed"
        sentence = f"a transaction stays open when no request needs it: {_first(error)}"
    except psycopg.OperationalError as error:
        raise ContractError(f"the database went away during {check.id}: {error}") from error
    except psycopg.Error as error:
        outcome = "failed"
        sentence = f"the tables are not those of schema.sql, SQL for them fails: {_first(error)}"
    seconds = time.monotonic() - start
    return CheckResult(check.id, check.title, outcome, sentence, seconds), answered


async def _await(task: asyncio.Task[tuple[CheckResult, bool]]) -> tuple[CheckResult, bool]:
    return await task


def _first(error: psycopg.Error) -> str:
    return str(error).partition("\n")[0]


def _gave_up(subject: Subject) -> str:
    last = subject.log_tail().strip().splitlines()[-1:] or ["(nothing)"]
    return (
        f"the service gave no answer to {_SILENT_CHECKS} checks in a row; its log ends: {last[0]}"
    )
