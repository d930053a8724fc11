"""What the bench writes."""

import random

from bench.models import World
from bench.selectors import WORLDS, world_get, world_ids_random


def worlds_update_random(count: int) -> list[World]:
    """Read worlds one by one, give each a new random number, write them at once."""
    # In the order of their ids, so that two updates never wait for each other.
    ids = [world_get(world_id)[0] for world_id in sorted(world_ids_random(count))]
    worlds = [World(id=pk, random_number=random.randint(1, WORLDS)) for pk in ids]
    # One upsert from two arrays; `bulk_update` would build a CASE with a WHEN a row.
    World.objects.bulk_create(
        worlds,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["random_number"],
    )
    return worlds
