"""`/queries`: N rows of `world`, each by a statement of its own."""

from itertools import pairwise

from bakeoff.contract.bench import Bench
from bakeoff.contract.budget import Budget, hold_budget
from bakeoff.contract.check import Check
from bakeoff.contract.clamping import hold_clamped
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.fresh import hold_fresh
from bakeoff.contract.paths import WORLD_ROWS
from bakeoff.contract.randomness import gap_pattern, pattern, unevenness
from bakeoff.contract.rows import read_worlds
from bakeoff.contract.truth import Truth


async def answer(bench: Bench) -> None:
    """`/queries?queries=N` answers a list of N different rows, as they are in the table.

    What it means: Status, keys, types, number of rows or the numbers differ from the table.

    Usual cause: An object in place of a list for N = 1, the same id drawn twice, numbers as
    strings.
    """
    truth = Truth(worlds=await bench.db.worlds())
    for count in (1, 2, 20, 500):
        await bench.right(f"/queries?queries={count}", truth)


async def clamp(bench: Bench) -> None:
    """`queries` of `/queries` is clamped to 1..500; what is no integer counts as 1.

    What it means: A value outside, or no number, was answered by an error or by another count.

    Usual cause: The framework's validation answers 400 or 422, or a parser takes `1e3` or
    `1.5` for a number: read the parameter as text and convert it by hand.
    """
    await hold_clamped(bench, "/queries")


async def fresh(bench: Bench) -> None:
    """`/queries` shows rows as they are now, also when somebody else changed them.

    What it means: After every row was changed by SQL, an old number was answered.

    Usual cause: An identity map, query cache or second-level cache that outlives a request.
    """
    await hold_fresh(bench, ["/queries?queries=500"] * 2 + ["/queries?queries=20"] * 16)


async def statements(bench: Bench) -> None:
    """`/queries?queries=20` sends 20 SELECTs of one row each, and no other statement.

    What it means: The database counted more or fewer statements or rows (pg_stat_statements;
    BEGIN, COMMIT and SET are not counted, nor is what opens a connection).

    Usual cause: Fewer: one SELECT with IN or ANY for all ids, a cache, an identity map that
    answers an id drawn twice. More: a ping or a count.
    """
    await hold_budget(bench, "/queries?queries=20", Budget(reads=20, rows=20))


async def ids(bench: Bench) -> None:
    """`/queries` draws its ids uniformly from 1..10000 for each request.

    What it means: 3,500 ids do not look drawn: they leave a part of 1..10000 out, follow each
    other in steps, or two requests have too many in common. An honest service fails less than
    once in a million runs (four tests at 1e-8 each; of 500 and 500 ids, 25 are common on
    average, with a standard deviation below 5, and 80 are allowed).

    Usual cause: A range that is too short, a block of neighbouring rows, a generator seeded
    anew with the time or the process id.
    """
    short = [await _ids(bench, 20) for _ in range(25)]
    long = [await _ids(bench, 500) for _ in range(6)]
    drawn = [id_ for request in long for id_ in request]
    shared = max(len(set(a) & set(b)) for place, a in enumerate(long) for b in long[place + 1 :])
    fault = (
        gap_pattern(short)
        or pattern((b[0] - a[0]) % WORLD_ROWS for a, b in pairwise(short))
        or unevenness(drawn, 100)
        or (f"two requests for 500 have {shared} ids in common" if shared > 80 else None)
    )
    if fault:
        raise BrokenError(f"the ids of /queries are not drawn from 1..10000: {fault}")


async def _ids(bench: Bench, count: int) -> list[int]:
    reply = await bench.right(f"/queries?queries={count}")
    return [id_ for id_, _ in read_worlds(reply.body)]


CHECKS = (
    Check("queries.answer", answer),
    Check("queries.clamp", clamp),
    Check("queries.fresh", fresh),
    Check("queries.statements", statements),
    Check("queries.ids", ids),
)
