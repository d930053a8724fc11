"""Warm-up: load until the cost of a request has settled.

Barrett et al., "Virtual machine warmup blows hot and cold" (OOPSLA 2017): warm-up cannot be
assumed, has to be looked at in each start, and sometimes never ends. So each start of each
service is driven through all scenarios in cycles until these get no cheaper and leave nothing
to be done behind them, with a limit; what has not settled by then is said, and still measured.
"""

import math
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bakeoff.lab.cpu import cpu_seconds, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.generator import Generator
from bakeoff.lab.proof import expected_sizes
from bakeoff.lab.scenario import Scenario

# Slices grow, so that the rests do not take most of a long warm-up. The shorter one of many
# scenarios must not make a cycle of one scenario too short to tell anything.
SLICE_SECONDS = 0.06
CYCLE_SECONDS = 0.4
SLICE_GROWTH = 1.2
LONGEST_SLICE_SECONDS = 0.4
SLICE_CONNECTIONS = 16
MIN_CYCLES = 4
REST_SECONDS = 0.15
REST_LIMIT_SECONDS = 2.0
# A JVM on one core compiles Spring for some 70 s (docs/method.md).
LIMIT_SECONDS = 90.0
TOLERANCE = 0.05
# Share of a cycle's CPU that may be used after its last answer: a compiler at work uses more.
BACKGROUND_SHARE = 0.1


@dataclass(frozen=True)
class Cycle:
    """One slice of each scenario: geometric mean of their costs (CPU seconds a request), and
    the CPU used in the rest after them, as a share of that under load."""

    cost: float
    background: float


@dataclass(frozen=True)
class Warmup:
    """How a warm-up went: `costs` are the cycles' geometric means of CPU seconds a request."""

    settled: bool
    seconds: float
    costs: tuple[float, ...]


def warm(
    entrant: Entrant,
    scenarios: Sequence[Scenario],
    generator: Generator,
    cancelled: threading.Event,
) -> Warmup:
    """Drive a service through `scenarios` until it has settled, the limit, or `cancelled`."""
    began = time.monotonic()
    cycles: list[Cycle] = []
    closed = [s for s in scenarios if not s.is_open]
    first = max(SLICE_SECONDS, CYCLE_SECONDS / len(closed))
    while True:
        length = min(first * SLICE_GROWTH ** len(cycles), max(first, LONGEST_SLICE_SECONDS))
        slices = [
            replace(s, seconds=length, connections=min(s.connections, SLICE_CONNECTIONS))
            for s in closed
        ]
        cycles.append(_cycle(entrant, slices, generator))
        settled, seconds = has_settled(cycles), time.monotonic() - began
        if settled or seconds > LIMIT_SECONDS or cancelled.is_set():
            return Warmup(settled, seconds, tuple(cycle.cost for cycle in cycles))


def has_settled(cycles: Sequence[Cycle]) -> bool:
    """Tell whether cycles no longer get cheaper, and leave no work behind.

    The last quarter of them (two at least) is compared with as many before it, since the
    longer a warm-up has taken the slower it still may fall; TOLERANCE allows for noise (a
    cycle's cost spreads by some 7 % on a virtual machine). A service that becomes dearer is
    no warm-up but a leak, which the drift of rounds shows. Compilers that wait for a pause
    (.NET's tiers) show in what is used while resting.
    """
    if len(cycles) < MIN_CYCLES:
        return False
    part = max(2, len(cycles) // 4)
    last = cycles[-part:]
    before = cycles[-2 * part : -part]
    change = math.log(_mean_cost(last) / _mean_cost(before))
    return change >= -TOLERANCE and max(c.background for c in cycles[-2:]) <= BACKGROUND_SHARE


def _mean_cost(cycles: Sequence[Cycle]) -> float:
    return statistics.geometric_mean(cycle.cost for cycle in cycles)


def _cycle(entrant: Entrant, scenarios: Sequence[Scenario], generator: Generator) -> Cycle:
    """Run one slice of each scenario, then let the service rest."""
    process = entrant.running().process
    began = cpu_seconds(process)
    costs = []
    for scenario in scenarios:
        used = cpu_seconds(process)
        load = generator.run(
            scenario, entrant.running().url, expected_sizes(scenario), timeout_s=3.0
        )
        used = wait_until_quiet(process, limit=0.05) - used
        costs.append(max(used, 1e-6) / max(load.completed, 1))
    loaded = cpu_seconds(process)
    # .NET compiles what became hot once nobody has asked for 0.1 s; let it.
    time.sleep(REST_SECONDS)
    rested = wait_until_quiet(process, limit=REST_LIMIT_SECONDS)
    return Cycle(statistics.geometric_mean(costs), (rested - loaded) / max(loaded - began, 1e-6))
