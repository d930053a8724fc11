"""Lanes: entrants are warmed and woken several at once, for nothing is measured yet.

Each lane has its own cores and load generator. A compiling runtime takes a minute of a core
in each start; beside it, on the other core, all others get warm.
"""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from queue import SimpleQueue
from typing import TypeVar

from bakeoff.base.errors import BakeoffError
from bakeoff.lab.cpu import process_tree
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.generator import Generator
from bakeoff.services.process import Process

Result = TypeVar("Result")


@dataclass(frozen=True)
class Lane:
    """Cores that services are warmed on (all where empty), and the generator that does it."""

    generator: Generator
    cpus: tuple[int, ...]


def drive_all(
    entrants: Sequence[Entrant],
    drive: Callable[[Entrant, Generator, threading.Event], Result],
    lanes: Sequence[Lane],
    home: tuple[int, ...],
    ready: Callable[[Entrant], None] | None = None,
) -> Iterator[tuple[Entrant, Result | BakeoffError]]:
    """Have `drive` load the entrants, in their order, as lanes become free; yield what it gave.

    `ready` is called when an entrant's turn has come. Each is on the cores `home` again when it
    is yielded. The event that `drive` gets is set where nobody waits for it any more.
    """
    free: SimpleQueue[Lane] = SimpleQueue()
    for lane in lanes:
        free.put(lane)
    cancelled = threading.Event()

    def drive_one(entrant: Entrant) -> Result:
        lane = free.get()
        try:
            if ready is not None:
                ready(entrant)
            pin(entrant.running().process, lane.cpus)
            result = drive(entrant, lane.generator, cancelled)
            pin(entrant.running().process, home)
            return result
        finally:
            free.put(lane)

    with ThreadPoolExecutor(len(lanes)) as pool:
        try:
            waiting = {pool.submit(drive_one, entrant): entrant for entrant in entrants}
            for done in as_completed(waiting):
                result: Result | BakeoffError
                try:
                    result = done.result()
                except BakeoffError as error:
                    result = error
                yield waiting[done], result
        finally:
            cancelled.set()
            pool.shutdown(cancel_futures=True)


class Waiting:
    """Who is warm and waits for others, and when each was last asked.

    Lanes share it: who is taken is not given to another before its time has come again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: dict[str, float] = {}

    def add(self, name: str) -> None:
        """Count the seconds of an entrant from now on."""
        with self._lock:
            self._since[name] = time.monotonic()

    def take(self, seconds: float) -> str | None:
        """Return who has waited longest, if for `seconds` at least; its time begins anew."""
        with self._lock:
            name = min(self._since, key=lambda n: self._since[n], default=None)
            now = time.monotonic()
            if name is None or now - self._since[name] < seconds:
                return None
            self._since[name] = now
            return name


def takes(seconds: Collection[float], lanes: int) -> float:
    """Return about how long so many lanes need for works that take `seconds` each."""
    return max([sum(seconds) / lanes, *seconds])


def warming_order(seconds: Mapping[str, float], sleepers: Collection[str], lanes: int) -> list[str]:
    """Return the order in which to warm services that take so long.

    Who fills half a lane begins, so that no lane waits for it at the end. `sleepers` come last:
    what compiles falls asleep while it waits for the others. The slowest first each time.
    """
    half = sum(seconds.values()) / lanes / 2

    def turn(name: str) -> tuple[bool, bool, float, str]:
        return seconds[name] <= half, name in sleepers, -seconds[name], name

    return sorted(seconds, key=turn)


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
