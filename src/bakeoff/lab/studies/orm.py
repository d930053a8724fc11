"""What the ORM costs over the bare driver of its own language.

The same service answers the same paths twice, once through its ORM and once, under /driver, by
SQL on the driver (DRIVER_ROUTES=1): the same connections, serialiser, template and number of
statements. Blocks of both alternate within a start, in random order, so the ratio is paired.
"""

import math
import random
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bakeoff.lab.block import cost_of_load
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.errors import BlockFailedError
from bakeoff.lab.proof import Work, expected_sizes, expected_work, read_work
from bakeoff.lab.scenario import Scenario, find_scenario
from bakeoff.lab.statistics import estimate
from bakeoff.lab.studies.study import DRAIN_SECONDS, Fact, Record, Rig, Study, interval
from bakeoff.services.stage import Prepared

SCENARIOS = ("db", "queries", "updates", "fortunes")
SWITCH = (("DRIVER_ROUTES", "1"),)
PAIRS = 6
SECONDS = 0.25


def measure(rig: Rig, prepared: Prepared) -> Iterator[Record]:
    """Measure PAIRS of blocks of each scenario in one start."""
    resources = replace(rig.stage.resources(1, 16), variables=SWITCH)
    orm = [replace(find_scenario(name), seconds=SECONDS) for name in SCENARIOS]
    with rig.running(prepared, resources, [*orm, *map(on_driver, orm)]) as entrant:
        for scenario in orm:
            logs = [_pair(rig, entrant, scenario) for _ in range(PAIRS)]
            yield {"scenario": scenario.id, "log_ratio": statistics.fmean(logs), "pairs": logs}


def conclude(records: Sequence[Record]) -> Iterable[Fact]:
    """Return the ratio of each scenario, and their geometric mean start by start."""
    starts: dict[int, dict[str, float]] = {}
    for record in records:
        starts.setdefault(record["start"], {})[record["scenario"]] = record["log_ratio"]
    for name in SCENARIOS:
        yield _fact(f"orm_over_driver.{name}", [logs[name] for logs in starts.values()])
    whole = [statistics.fmean(logs.values()) for logs in starts.values()]
    yield _fact("orm_over_driver", whole)


def on_driver(scenario: Scenario) -> Scenario:
    """Return the scenario with its requests under /driver."""
    requests = tuple(replace(r, path=f"/driver{r.path}") for r in scenario.requests)
    return replace(scenario, requests=requests)


def _pair(rig: Rig, entrant: Entrant, scenario: Scenario) -> float:
    """Return the logarithm of the ORM's cost over the driver's, from two adjacent blocks."""
    pair = [scenario, on_driver(scenario)]
    costs: dict[bool, float] = {}
    for one in random.sample(pair, 2):
        costs[one is scenario] = _cost(rig, entrant, one, scenario)
    return math.log(costs[True] / costs[False])


def _cost(rig: Rig, entrant: Entrant, scenario: Scenario, proof: Scenario) -> float:
    """Return CPU seconds a request; status, length and work in the database are those of `proof`.

    Raises:
        BlockFailedError: answers were wrong, or made without the database.
    """
    server, database = entrant.server, entrant.running().database
    before: Work | None = None

    def ready() -> None:
        nonlocal before
        before = read_work(server, database)

    load, used = cost_of_load(
        entrant, scenario, rig.generator, ready, expected_sizes(proof), drain_s=DRAIN_SECONDS
    )
    after = read_work(server, database)
    if load.failures or not load.completed:
        raise BlockFailedError(f"{scenario.requests[0].path}: {load.first_error or 'no answer'}")
    if before is not None and after is not None:
        expected_work(proof, load).check(after.since(before))
    return max(used, 1e-6) / load.completed


def _fact(metric: str, logs: Sequence[float]) -> Fact:
    found = estimate(logs)
    return {
        "metric": metric,
        "value": found.ratio,
        "interval": interval(found),
        "note": f"{found.starts} starts of {PAIRS} pairs of blocks",
    }


STUDY = Study("orm", "the ORM's cost over the bare driver in the same service", measure, conclude)
