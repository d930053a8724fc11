"""`/updates`: N rows read, given new random numbers, written in one transaction, answered."""

from itertools import pairwise

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.budget import Budget, hold_budget
from bakeoff.contract.check import Check
from bakeoff.contract.clamping import hold_clamped
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.paths import WORLD_ROWS
from bakeoff.contract.randomness import pattern, unevenness
from bakeoff.contract.rows import read_worlds

_AT_ONCE, _REQUESTS, _ROWS = 32, 48, 100


async def stored(bench: Bench) -> None:
    """`/updates` writes exactly the rows that it answers, with these numbers.

    What it means: After the answer the table holds another number for one of its rows, or a
    row changed that the answer does not list.

    Usual cause: No commit, a commit after the answer, or the answer shows what was read.
    """
    for count in (1, 20, 500):
        target = f"/updates?queries={count}"
        before = await bench.db.worlds()
        answered = dict(read_worlds((await bench.right(target)).body))
        after = await bench.db.worlds()
        for id_, number in answered.items():
            if after.get(id_) != number:
                raise BrokenError(
                    f"{target} answered randomNumber {number} for id {id_}; "
                    f"the table has {after.get(id_)} afterwards"
                )
        others = [i for i in before if before[i] != after.get(i) and i not in answered]
        if others or len(before) != len(after):
            raise BrokenError(
                f"{target} changed rows that it did not answer, such as id {(others or [0])[0]}"
            )


async def clamp(bench: Bench) -> None:
    """`queries` of `/updates` is clamped to 1..500; what is no integer counts as 1.

    What it means: A value outside, or no number, was answered by an error or by another count.

    Usual cause: As in `queries.clamp`; use the same conversion for both.
    """
    await hold_clamped(bench, "/updates")


async def transaction(bench: Bench) -> None:
    """`/updates` writes its rows in one transaction.

    What it means: The rows of one answer carry the marks of several transactions (xmin).

    Usual cause: Autocommit: each UPDATE is a transaction of its own.
    """
    before = await bench.db.worlds()
    answered = dict(read_worlds((await bench.right("/updates?queries=20")).body))
    changed = [id_ for id_, number in answered.items() if before.get(id_) != number]
    marks = await bench.db.rows(
        "SELECT count(DISTINCT xmin::text) FROM world WHERE id = ANY(%s)", (changed,)
    )
    if marks[0][0] > 1:
        raise BrokenError(
            f"/updates?queries=20 wrote its rows in {marks[0][0]} transactions; must be one"
        )


async def statements(bench: Bench) -> None:
    """`/updates?queries=20` sends 20 SELECTs of one row each and 1 to 20 writes of 20 rows.

    What it means: The database counted other statements or rows (pg_stat_statements; BEGIN,
    COMMIT and SET are not counted, nor is what opens a connection).

    Usual cause: Rows read by one SELECT for all, rows read again after the write (refresh,
    RETURNING is free), an ORM's `save` that looks first whether the row is there.
    """
    await hold_budget(
        bench,
        "/updates?queries=20",
        Budget(reads=20, rows=20, least_writes=1, most_writes=20, written=20),
    )


async def numbers(bench: Bench) -> None:
    """`/updates` draws each new number uniformly from 1..10000.

    What it means: 2,000 new numbers do not look drawn: a part of 1..10000 is left out, or they
    follow from the old number, the id or the number before. An honest service fails less than
    once in a million runs (four tests at 1e-8 each).

    Usual cause: One number for all rows of a request, the old number plus one, a short range.
    """
    drawn: list[int] = []
    from_old: list[int] = []
    from_id: list[int] = []
    steps: list[int] = []
    for _ in range(4):
        before = await bench.db.worlds()
        rows = read_worlds((await bench.right("/updates?queries=500")).body)
        drawn += [number for _, number in rows]
        from_old += [(number - before.get(id_, 0)) % WORLD_ROWS for id_, number in rows]
        from_id += [(number - id_) % WORLD_ROWS for id_, number in rows]
        steps += [(b[1] - a[1]) % WORLD_ROWS for a, b in pairwise(rows)]
    for differences, what in (
        (steps, "one new number and the next"),
        (from_old, "the old number and the new"),
        (from_id, "the id and the new number"),
    ):
        fault = pattern(differences)
        if fault:
            raise BrokenError(f"the new numbers of /updates are not drawn: {what}: {fault}")
    fault = unevenness(drawn, 50)
    if fault:
        raise BrokenError(f"the new numbers of /updates are not drawn from 1..10000: {fault}")


async def concurrent(bench: Bench) -> None:
    """Simultaneous `/updates` all succeed, and each row keeps a number that was answered.

    What it means: With 32 connections and 100 rows a request, a request failed, or a row holds
    a number that nobody was told.

    Usual cause: Deadlocks: rows are locked in another order by each request. Write them in the
    order of their ids, or in one statement.
    """
    target = f"/updates?queries={_ROWS}"
    told: dict[int, set[int]] = {}
    for reply in await bench.client.many([target] * _REQUESTS, _AT_ONCE, limit=30):
        if reply.status != 200:
            raise BrokenError(
                f"{target} answered {reply.status} while {_AT_ONCE} connections asked for it; "
                "must be 200 (deadlocks? write rows in the order of their ids)"
            )
        hold(reply)
        for id_, number in read_worlds(reply.body):
            told.setdefault(id_, set()).add(number)
    after = await bench.db.worlds()
    for id_, answers in told.items():
        if after.get(id_) not in answers:
            raise BrokenError(
                f"after simultaneous {target} row {id_} holds {after.get(id_)}; "
                f"the answers said {', '.join(map(str, sorted(answers)))}"
            )


CHECKS = (
    Check("updates.stored", stored),
    Check("updates.clamp", clamp),
    Check("updates.transaction", transaction),
    Check("updates.statements", statements),
    Check("updates.numbers", numbers),
    Check("updates.concurrent", concurrent),
)
