"""What a service gives for more load, more workers and more connections.

- Load: throughput of one worker on one core at seven numbers of connections, and the Universal
  Scalability Law's coefficients (usl.py).
- Workers: CPU seconds a request with one worker and with two, at saturation. On a machine of few
  cores throughput itself tells how much the load generator and the database leave; what a
  request costs tells how far more cores would go: speed-up = workers x cost(1) / cost(workers).
- Overload: an open loop at twice the rate that saturates; does it still work at its capacity?
- Connections: 1,000 and 5,000 that were used once and are kept; how many are, and their memory.
- Memory: of each worker beyond the first.
"""

import math
import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bakeoff.lab.block import cost_of_load
from bakeoff.lab.cpu import cpu_seconds, memory_bytes, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.scenario import OPEN, Scenario
from bakeoff.lab.statistics import estimate
from bakeoff.lab.student import quantile
from bakeoff.lab.studies.connections import held
from bakeoff.lab.studies.study import DRAIN_SECONDS, Fact, Record, Rig, Study, closed, interval
from bakeoff.lab.studies.usl import fit
from bakeoff.services.stage import Prepared

PATH = "/fortunes"
LEVELS = (1, 2, 4, 8, 16, 32, 64)
WORKERS = 2
POOL = 16
SECONDS = 0.5
OVERLOAD = 2.0
OVERLOAD_SECONDS = 2.0
IDLE = (1000, 5000)
LEAST_GROWTH = 2**22


def measure(rig: Rig, prepared: Prepared) -> Iterator[Record]:
    """Measure one start with one worker, then one with WORKERS on all cores."""
    at_saturation = _scenario(LEVELS[-1])
    one = rig.stage.resources(1, POOL)
    with rig.running(prepared, one, [at_saturation]) as entrant:
        rates = {n: _rate(rig, entrant, _scenario(n)) for n in LEVELS}
        cost = _cost(rig, entrant, at_saturation)
        memory = memory_bytes(entrant.running().process)
        over = _overload(rig, entrant, max(rates.values()))
        idle = {f"held_{n}": held(entrant, n) for n in IDLE}
        yield {"workers": 1, "rates": rates, "cost": cost, "memory": memory, **over, **idle}
    # both conditions on the same cores: a second worker must not be paid by a second core's cache
    many = replace(rig.stage.resources(WORKERS, POOL), cpus=())
    single = replace(one, cpus=())
    for resources in (single, many):
        with rig.running(prepared, resources, [at_saturation]) as entrant:
            costs = [_cost(rig, entrant, at_saturation) for _ in range(3)]
            yield {
                "workers": resources.workers,
                "shared": True,
                "cost": statistics.geometric_mean(costs),
                "memory": memory_bytes(entrant.running().process),
            }


def conclude(records: Sequence[Record]) -> Iterable[Fact]:
    """Return the facts of one framework."""
    alone = [r for r in records if "rates" in r]
    laws = [fit(list(r["rates"]), list(r["rates"].values())) for r in alone]
    where = f"{PATH}, {LEVELS[0]} to {LEVELS[-1]} connections, one worker on one core"
    yield _mean("usl_contention", [law.contention for law in laws], where)
    yield _mean("usl_coherency", [law.coherency for law in laws], where)
    one, many = (_shared(records, workers) for workers in (1, WORKERS))
    ratios = [math.log(WORKERS * a["cost"] / b["cost"]) for a, b in zip(one, many, strict=True)]
    found = estimate(ratios)
    yield {
        "metric": "worker_speedup",
        "value": found.ratio,
        "interval": interval(found),
        "note": f"{found.starts} starts; {WORKERS} workers over one, from CPU seconds a request on "
        f"{PATH} at saturation, both on the same two cores",
    }
    each = [(b["memory"] - a["memory"]) / (WORKERS - 1) for a, b in zip(one, many, strict=True)]
    yield {"metric": "memory_per_worker", "value": max(0.0, statistics.median(each))}
    yield _mean(
        "overload_goodput",
        [r["goodput"] for r in alone],
        f"right answers at {OVERLOAD:g} times the saturating rate on {PATH}, over those at "
        "saturation",
    )
    most = IDLE[-1]
    kept = min(r[f"held_{most}"]["open"] for r in alone)
    yield {
        "metric": "idle_connections_held",
        "value": kept,
        "note": f"of {most:,} used once and kept, the worst of {len(alone)} starts",
    }
    rooms = [_per_gib(r) for r in alone]
    known = [room for room in rooms if room is not None]
    if known:
        yield {
            "metric": "idle_connections_per_gib",
            "value": statistics.median(known),
            "note": f"from the growth of memory between {IDLE[0]:,} and {most:,} connections",
        }


def _scenario(connections: int) -> Scenario:
    return closed("fortunes", PATH, connections, SECONDS)


def _rate(rig: Rig, entrant: Entrant, scenario: Scenario) -> float:
    load, _ = cost_of_load(entrant, scenario, rig.generator, drain_s=DRAIN_SECONDS)
    return load.completed / load.elapsed


def _cost(rig: Rig, entrant: Entrant, scenario: Scenario) -> float:
    load, used = cost_of_load(entrant, scenario, rig.generator, drain_s=DRAIN_SECONDS)
    return max(used, 1e-6) / max(load.completed, 1)


def _overload(rig: Rig, entrant: Entrant, saturation: float) -> Record:
    """Offer more than it can do; `goodput` is what it does, over what it can."""
    scenario = replace(
        _scenario(LEVELS[-1]), shape=OPEN, rate=OVERLOAD * saturation, seconds=OVERLOAD_SECONDS
    )
    load = rig.load(entrant, scenario)
    before = cpu_seconds(entrant.running().process)
    after = wait_until_quiet(entrant.running().process, limit=2.0)
    return {
        "goodput": load.completed / load.elapsed / saturation,
        "overload_failures": load.failures,
        "overload_rate": scenario.rate,
        "cpu_after_overload": after - before,
    }


def _shared(records: Sequence[Record], workers: int) -> list[Record]:
    return [r for r in records if r.get("shared") and r["workers"] == workers]


def _per_gib(record: Record) -> float | None:
    low, high = (record[f"held_{n}"] for n in IDLE)
    grown, more = high["memory"] - low["memory"], high["open"] - low["open"]
    # less is what a collector gives back or takes meanwhile, not what connections cost
    return more / (grown / 2**30) if grown > LEAST_GROWTH and more > 0 else None


def _mean(metric: str, values: Sequence[float], note: str) -> Fact:
    """Return the mean with Student's interval on the plain scale: values may be 0."""
    mean = statistics.fmean(values)
    ends = None
    if len(values) > 1:
        spread = statistics.stdev(values) / math.sqrt(len(values))
        half = quantile(0.95, len(values) - 1) * spread
        ends = [max(0.0, mean - half), mean + half]
    return {
        "metric": metric,
        "value": mean,
        "interval": ends,
        "note": f"{len(values)} starts; {note}",
    }


STUDY = Study(
    "scalability", "more load, more workers, more connections, overload", measure, conclude
)
