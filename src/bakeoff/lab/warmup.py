"""Warm-up: load until the cost of each scenario's requests has settled.

Barrett et al., "Virtual machine warmup blows hot and cold" (OOPSLA 2017): warm-up cannot be
assumed, has to be looked at in each start, and sometimes never ends. So each start of each
service is driven through all scenarios until none of them gets cheaper and nothing is left to
be done behind them, with a limit; what has not settled by then is said, and still measured.
"""

import math
import statistics
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from bakeoff.lab.block import cost_of_load
from bakeoff.lab.cpu import cpu_seconds, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.generator import Generator
from bakeoff.lab.scenario import Scenario

SLICE_SECONDS = 0.15
SLICE_LEAD_SECONDS = 0.06
# Fewer than in a block: what is in flight at a slice's end is waited for, and where a lane shares
# its core, more of them look like a fall that is none. A last cycle has a block's.
SLICE_CONNECTIONS = 16
MIN_SLICES = 4
# Slices between two rests: one scenario that is left alone is not worth a rest each time.
CYCLE_SLICES = 4
# Under load, over all scenarios: what a service does anew in its first thousands of requests,
# without any trend that could be seen in so few slices, is over by then.
MIN_SECONDS = 5.0
LIMIT_SECONDS = 90.0
# Of one scenario; that of the mean of k scenarios is smaller by the root of k, as its noise is
# (10 % a slice where a lane shares its core with generator and database).
TOLERANCE = 0.15
# A scenario that has become cheaper by a quarter is being compiled. Compilers go up in steps,
# with plateaus between that look settled: HotSpot's last begins after some 5,000 calls and
# takes its time. So it is asked that often, or for so many seconds, by how far it has fallen.
COMPILED = ((0.5, 10_000, 6.0), (0.25, 3_000, 2.0))
REST_SECONDS = 0.15
REST_LIMIT_SECONDS = 2.0
# Share of a cycle's CPU that may be used after its last answer: a compiler at work uses more.
BACKGROUND_SHARE = 0.1


@dataclass
class Course:
    """How a scenario's cost went: CPU seconds a request in each slice, and how much was asked."""

    costs: list[float] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0

    def add(self, cost: float, requests: int, seconds: float) -> None:
        """Add a slice; `requests` and `seconds` without its lead-in."""
        self.costs.append(cost)
        self.requests += requests
        self.seconds += seconds

    def change(self) -> float:
        """Return the log-ratio of the last quarter of the slices to as many before it.

        Two at least; the longer a warm-up has taken, the slower its cost still may fall.
        """
        part = max(2, len(self.costs) // 4)
        return _log_ratio(self.costs[-part:], self.costs[-2 * part : -part])

    def has_settled(self) -> bool:
        """Tell whether the cost no longer falls.

        A service that becomes dearer is no warm-up but a leak, which the drift of rounds shows.
        """
        if len(self.costs) < MIN_SLICES or self.change() < -TOLERANCE:
            return False
        # The median, as the very first slice holds what is done once: modules, caches.
        began = statistics.median(self.costs[:3])
        fallen = 1 - statistics.geometric_mean(self.costs[-2:]) / began
        return all(
            self.requests >= requests or self.seconds >= seconds
            for share, requests, seconds in COMPILED
            if fallen > share
        )


def unsettled(courses: Mapping[str, Course]) -> list[str]:
    """Return the scenarios that still get cheaper; all of them where only their mean does."""
    falling = [name for name, course in courses.items() if not course.has_settled()]
    if falling:
        return falling
    mean = statistics.fmean(course.change() for course in courses.values())
    return list(courses) if mean < -TOLERANCE / math.sqrt(len(courses)) else []


@dataclass(frozen=True)
class Warmup:
    """How a warm-up went: `costs` has each scenario's CPU seconds a request, slice by slice."""

    settled: bool
    seconds: float
    costs: Mapping[str, Sequence[float]]


def warm(
    entrant: Entrant,
    scenarios: Sequence[Scenario],
    generator: Generator,
    cancelled: threading.Event,
) -> Warmup:
    """Drive a service through `scenarios` until it has settled, the limit, or `cancelled`.

    What still falls is driven alone; at the end all are driven once more, since one
    scenario's compiled code may be thrown away when another comes.
    """
    began = time.monotonic()
    full = {s.id: replace(s, seconds=SLICE_SECONDS) for s in scenarios if not s.is_open}
    closed = {
        name: replace(s, connections=min(s.connections, SLICE_CONNECTIONS))
        for name, s in full.items()
    }
    courses = {name: Course() for name in closed}
    falling = list(closed)
    while True:
        whole = len(falling) == len(closed)
        repeats = max(1, CYCLE_SLICES // len(falling))
        slices = [closed[name] for _ in range(repeats) for name in falling]
        background = _cycle(entrant, slices, generator, courses)
        falling = unsettled(courses)
        settled = whole and not falling and background <= BACKGROUND_SHARE
        loaded = sum(c.seconds + SLICE_LEAD_SECONDS * len(c.costs) for c in courses.values())
        seconds = time.monotonic() - began
        over = seconds > LIMIT_SECONDS or cancelled.is_set()
        if over or (settled and loaded >= MIN_SECONDS):
            costs = {name: tuple(course.costs) for name, course in courses.items()}
            if not cancelled.is_set():
                _cycle(entrant, list(full.values()), generator, courses)
            return Warmup(settled, time.monotonic() - began, costs)
        falling = falling or list(closed)


def _cycle(
    entrant: Entrant,
    scenarios: Sequence[Scenario],
    generator: Generator,
    courses: Mapping[str, Course],
) -> float:
    """Run one slice of each scenario, then let the service rest.

    Returns the CPU that it used in the rest, as a share of that under load.
    """
    process = entrant.running().process
    began = cpu_seconds(process)
    for scenario in scenarios:
        load, cpu = cost_of_load(
            entrant, scenario, generator, lead=SLICE_LEAD_SECONDS, timeout_s=3.0
        )
        cost = max(cpu, 1e-6) / max(load.completed, 1)
        courses[scenario.id].add(cost, load.completed, load.elapsed)
    loaded = cpu_seconds(process)
    # .NET compiles what became hot once nobody has asked for 0.1 s; let it.
    time.sleep(REST_SECONDS)
    rested = wait_until_quiet(process, limit=REST_LIMIT_SECONDS)
    return (rested - loaded) / max(loaded - began, 1e-6)


def _log_ratio(costs: Sequence[float], before: Sequence[float]) -> float:
    return math.log(statistics.geometric_mean(costs) / statistics.geometric_mean(before))
