"""What the bench reads."""

import random
from operator import itemgetter
from typing import TypedDict

from bench.models import Fortune, World

WORLDS = 10_000
ADDITIONAL_FORTUNE = "Additional fortune added at request time."

# Built once: `get` clones it, so a read neither selects columns nor makes a model anew.
_world_rows = World.objects.values_list("id", "random_number")


class FortuneRow(TypedDict):
    id: int
    message: str


def world_ids_random(count: int) -> list[int]:
    return random.sample(range(1, WORLDS + 1), count)


def world_get(world_id: int) -> tuple[int, int]:
    """The id and the random number of one world, in a query of its own."""
    return _world_rows.get(pk=world_id)


def fortune_list() -> list[FortuneRow]:
    """All fortunes and one more, sorted by message."""
    return with_additional(list(Fortune.objects.values("id", "message")))


def with_additional(fortunes: list[FortuneRow]) -> list[FortuneRow]:
    fortunes.append({"id": 0, "message": ADDITIONAL_FORTUNE})
    fortunes.sort(key=itemgetter("message"))
    return fortunes
