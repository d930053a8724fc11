"""Which cores the services get, and which the rest of a run."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Cores:
    """The service's cores, and those of database, load generator and upstream.

    Both are empty where the machine has one core: then nothing is pinned.
    """

    service: tuple[int, ...]
    rest: tuple[int, ...]


def split_cores(workers: int) -> Cores:
    """Give the services a core for each worker and leave at least one for the rest."""
    available = sorted(os.sched_getaffinity(0))
    if len(available) < 2:
        return Cores((), ())
    ours = min(workers, len(available) - 1)
    return Cores(tuple(available[:ours]), tuple(available[ours:]))
