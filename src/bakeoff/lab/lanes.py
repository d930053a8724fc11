"""Lanes: entrants are warmed and woken several at once, for nothing is measured yet.

Each lane has its own cores and load generator. A compiling runtime takes a minute of a core
in each start; beside it, on the other core, all others get warm. A third of a warm-up are
rests, so two entrants have a berth in each lane: one is loaded while the other rests.
"""

import contextlib
import heapq
import os
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import TypeVar

from bakeoff.base.errors import BakeoffError
from bakeoff.lab.cpu import process_tree
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.generator import Generator
from bakeoff.services.process import Process

Result = TypeVar("Result")

BERTHS = 2


class Turns:
    """Lets one at a time load a lane: of those who want to, the one of the lowest rank."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._wanted: list[int] = []
        self._taken = False

    @contextlib.contextmanager
    def turn(self, rank: int) -> Iterator[None]:
        """Wait for a turn and hold it; ranks of those who wait at once differ."""
        with self._changed:
            heapq.heappush(self._wanted, rank)
            self._changed.wait_for(lambda: not self._taken and self._wanted[0] == rank)
            heapq.heappop(self._wanted)
            self._taken = True
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()


@dataclass(frozen=True)
class Lane:
    """Cores that services are warmed on (all where empty), and the generator that does it."""

    generator: Generator
    cpus: tuple[int, ...]
    turns: Turns = field(default_factory=Turns)


class Berth:
    """An entrant's place in a lane. Who came first (`rank`) goes first.

    `waited` counts the seconds for which others were loaded in its place.
    """

    def __init__(self, lane: Lane, rank: int = 0) -> None:
        self._lane = lane
        self._rank = rank
        self.waited = 0.0

    @property
    def cpus(self) -> tuple[int, ...]:
        """The lane's cores, all where empty."""
        return self._lane.cpus

    @contextlib.contextmanager
    def turn(self) -> Iterator[Generator]:
        """Give the lane's generator, once nobody else is loaded there."""
        began = time.monotonic()
        with self._lane.turns.turn(self._rank):
            self.waited += time.monotonic() - began
            yield self._lane.generator


def drive_all(
    entrants: Sequence[Entrant],
    drive: Callable[[Entrant, Berth, threading.Event], Result],
    lanes: Sequence[Lane],
    home: tuple[int, ...],
    ready: Callable[[Entrant], None] | None = None,
) -> Iterator[tuple[Entrant, Result | BakeoffError]]:
    """Have `drive` load the entrants, in their order, as berths become free; yield what it gave.

    `ready` is called when an entrant has its berth. Each is on the cores `home` again when it
    is yielded. The event that `drive` gets is set where nobody waits for it any more.
    """
    free: SimpleQueue[Lane] = SimpleQueue()
    for lane in list(lanes) * BERTHS:
        free.put(lane)
    cancelled = threading.Event()

    def drive_one(entrant: Entrant, rank: int) -> Result:
        lane = free.get()
        try:
            if ready is not None:
                ready(entrant)
            pin(entrant.running().process, lane.cpus)
            result = drive(entrant, Berth(lane, rank), cancelled)
            pin(entrant.running().process, home)
            return result
        finally:
            free.put(lane)

    with ThreadPoolExecutor(len(lanes) * BERTHS) as pool:
        try:
            waiting = {pool.submit(drive_one, e, rank): e for rank, e in enumerate(entrants)}
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
