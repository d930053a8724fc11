"""Lanes: entrants are warmed several at once, for nothing is measured yet.

Each lane has its own cores and load generator. A compiling runtime takes a minute of a core
in each start; beside it, on the other core, all others get warm.
"""

import contextlib
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue

from bakeoff.base.errors import BakeoffError
from bakeoff.lab.cpu import process_tree
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.generator import Generator
from bakeoff.lab.scenario import Scenario
from bakeoff.lab.warmup import Warmup, warm
from bakeoff.services.process import Process


@dataclass(frozen=True)
class Lane:
    """Cores that services are warmed on (all where empty), and the generator that does it."""

    generator: Generator
    cpus: tuple[int, ...]


def warm_all(
    entrants: Sequence[Entrant],
    scenarios: Sequence[Scenario],
    lanes: Sequence[Lane],
    home: tuple[int, ...],
) -> Iterator[tuple[Entrant, Warmup | BakeoffError]]:
    """Warm `entrants`, in their order, as lanes become free; yield each when it is done.

    Each is on the cores `home` again when it is yielded.
    """
    free: SimpleQueue[Lane] = SimpleQueue()
    for lane in lanes:
        free.put(lane)
    cancelled = threading.Event()

    def warm_one(entrant: Entrant) -> Warmup:
        lane = free.get()
        try:
            pin(entrant.running().process, lane.cpus)
            warmup = warm(entrant, scenarios, lane.generator, cancelled)
            pin(entrant.running().process, home)
            return warmup
        finally:
            free.put(lane)

    with ThreadPoolExecutor(len(lanes)) as pool:
        try:
            waiting = {pool.submit(warm_one, entrant): entrant for entrant in entrants}
            for done in as_completed(waiting):
                yield waiting[done], _result(done)
        finally:
            cancelled.set()
            pool.shutdown(cancel_futures=True)


def pin(process: Process, cpus: Sequence[int]) -> None:
    """Move every thread of a process tree to `cpus`; nothing where that is empty."""
    if not cpus:
        return
    # What is started meanwhile inherits its parent's cores, old or new: so look twice.
    for _ in range(2):
        for pid in process_tree(process.root):
            with contextlib.suppress(OSError):
                for thread in os.listdir(f"/proc/{pid}/task"):  # noqa: PTH208
                    with contextlib.suppress(OSError):
                        os.sched_setaffinity(int(thread), cpus)


def _result(done: Future[Warmup]) -> Warmup | BakeoffError:
    try:
        return done.result()
    except BakeoffError as error:
        return error
