"""`/db`: one row of `world` by a random id."""

from itertools import pairwise

from bakeoff.contract.bench import Bench
from bakeoff.contract.budget import Budget, hold_budget
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.fresh import hold_fresh
from bakeoff.contract.paths import WORLD_ROWS
from bakeoff.contract.randomness import pattern, too_many_repeats, unevenness
from bakeoff.contract.rows import read_worlds
from bakeoff.contract.truth import Truth

_DRAWS = 400


async def answer(bench: Bench) -> None:
    """`/db` answers one row of `world`, as it is in the table.

    What it means: Status, keys, types or the number differ from the table's row.

    Usual cause: Numbers as strings, the column's name (`randomnumber`) as the key, a list.
    """
    truth = Truth(worlds=await bench.db.worlds())
    for _ in range(5):
        await bench.right("/db", truth)


async def fresh(bench: Bench) -> None:
    """`/db` shows a row as it is now, also when somebody else changed it.

    What it means: After every row was changed by SQL, an old number was answered.

    Usual cause: Rows kept in the process or in a cache, a session that outlives its request, a
    transaction that stays open (repeatable read).
    """
    await hold_fresh(bench, ["/db"] * 200)


async def statements(bench: Bench) -> None:
    """`/db` sends one SELECT that returns one row, and no other statement.

    What it means: The database counted more or fewer statements or rows (pg_stat_statements;
    BEGIN, COMMIT and SET are not counted, nor is what opens a connection).

    Usual cause: Fewer: a cache. More: a ping before each use of a connection (pre-ping,
    test-on-borrow), a count first, relations loaded along.
    """
    await hold_budget(bench, "/db", Budget(reads=1, rows=1))


async def ids(bench: Bench) -> None:
    """`/db` draws its id uniformly from 1..10000 for each request.

    What it means: 400 ids do not look drawn: they repeat, leave a part of 1..10000 out, or
    follow a pattern. An honest service fails less than once in a million runs (three tests at
    1e-8 each).

    Usual cause: A fixed seed, a counter, a range that is too short.
    """
    drawn = [read_worlds((await bench.right("/db")).body)[0][0] for _ in range(_DRAWS)]
    fault = (
        too_many_repeats(drawn)
        or pattern((b - a) % WORLD_ROWS for a, b in pairwise(drawn))
        or unevenness(drawn, 10)
    )
    if fault:
        raise BrokenError(f"the ids of /db are not drawn from 1..10000: {fault}")


CHECKS = (
    Check("db.answer", answer),
    Check("db.fresh", fresh),
    Check("db.statements", statements),
    Check("db.ids", ids),
)
