"""Change every row behind the service's back, and look whether it shows at once."""

import secrets

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.paths import WORLD_ROWS
from bakeoff.contract.rows import read_worlds
from bakeoff.contract.truth import Truth

_CONNECTIONS = 16
# How far the numbers are moved on. Two checks move them one after the other: a second move that
# undid the first would show the first rows again, and a cache of them would pass.
_MOVES = range(1, WORLD_ROWS // 2)


async def hold_fresh(bench: Bench, targets: list[str]) -> None:
    """Read `targets`, change all worlds by SQL, read again: every row must be the new one.

    The new number is the old one moved on, round the end of the range: never the same.

    Raises:
        BrokenError: a row is answered that is no more.
    """
    await bench.client.many(targets, _CONNECTIONS)
    old = await bench.db.worlds()
    await bench.db.rows(
        "UPDATE world SET randomnumber = (randomnumber - 1 + %s) %% 10000 + 1",
        (secrets.choice(_MOVES),),
    )
    new = await bench.db.worlds()
    for reply in await bench.client.many(targets, _CONNECTIONS):
        hold(reply)
        for id_, number in read_worlds(reply.body):
            if number == new.get(id_):
                continue
            if number == old.get(id_):
                raise BrokenError(
                    f"{reply.target} answered randomNumber {number} for id {id_} after the row "
                    f"was changed to {new.get(id_)}; rows must not be cached"
                )
            hold(reply, Truth(worlds=new))
