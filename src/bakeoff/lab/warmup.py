"""Warm-up: load until the cost of a request has settled.

Barrett et al., "Virtual machine warmup blows hot and cold" (OOPSLA 2017): warm-up cannot be
assumed, has to be looked at in each start, and sometimes never ends. So each start of each
service is driven through all scenarios in short slices until a cycle is no longer cheaper than
the ones before it, with a limit; what has not settled by then is said, and still measured.
"""

import math
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bakeoff.lab.cpu import cpu_seconds, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.generator import Generator
from bakeoff.lab.proof import expected_sizes
from bakeoff.lab.scenario import Scenario

SLICE_SECONDS = 0.06
SLICE_CONNECTIONS = 16
MIN_CYCLES = 4
REST_SECONDS = 0.15
REST_LIMIT_SECONDS = 2.0
LIMIT_SECONDS = 20.0
TOLERANCE = 0.05


@dataclass(frozen=True)
class Warmup:
    """How a warm-up went: `costs` are the cycles' geometric means of CPU seconds a request."""

    settled: bool
    seconds: float
    costs: tuple[float, ...]


def warm(entrant: Entrant, scenarios: Sequence[Scenario], generator: Generator) -> Warmup:
    """Drive a service through `scenarios` until its cost has settled, or the limit."""
    began = time.monotonic()
    costs: list[float] = []
    short = [
        replace(s, seconds=SLICE_SECONDS, connections=min(s.connections, SLICE_CONNECTIONS))
        for s in scenarios
        if not s.is_open
    ]
    while True:
        costs.append(_cycle(entrant, short, generator))
        seconds = time.monotonic() - began
        if has_settled(costs):
            return Warmup(True, seconds, tuple(costs))
        if seconds > LIMIT_SECONDS:
            return Warmup(False, seconds, tuple(costs))


def has_settled(costs: Sequence[float]) -> bool:
    """Tell whether the last two cycles were no cheaper than the two before, but for TOLERANCE.

    Warming makes a service cheaper; one dearer cycle is the machine's noise (a cycle's cost
    spreads by some 7 % on a virtual machine) or a leak, which the drift of rounds shows.
    """
    if len(costs) < MIN_CYCLES:
        return False
    before, last = (statistics.geometric_mean(part) for part in (costs[-4:-2], costs[-2:]))
    return math.log(last / before) >= -TOLERANCE


def _cycle(entrant: Entrant, scenarios: Sequence[Scenario], generator: Generator) -> float:
    """Run one slice of each scenario; return the geometric mean of their costs."""
    process = entrant.running().process
    costs = []
    for scenario in scenarios:
        used = cpu_seconds(process)
        load = generator.run(
            scenario, entrant.running().url, expected_sizes(scenario), timeout_s=3.0
        )
        used = wait_until_quiet(process, limit=0.05) - used
        costs.append(max(used, 1e-6) / max(load.completed, 1))
    # .NET compiles what became hot once nobody has asked for 0.1 s; let it.
    time.sleep(REST_SECONDS)
    wait_until_quiet(process, limit=REST_LIMIT_SECONDS)
    return statistics.geometric_mean(costs)
