"""From blocks to ratios, intervals, tiers and the campaign's verdict on itself; pure."""

import math
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bakeoff.lab.block import Block
from bakeoff.lab.components import Logs, headline_logs, own_spreads, ratio_spreads
from bakeoff.lab.statistics import Estimate, estimate, estimates, starts_needed, tiers

UNITS = ("yardstick", "yardstick-2")
VOID_LEVEL = 0.99
IDLE_SHARE = 0.05
TIMERS_SHARE = 0.01
DRIFT_SHARE = 0.05

Cost = Callable[[Block], float | None]


@dataclass(frozen=True)
class Results:
    """What a campaign has found so far.

    `ratios[entrant]` is the headline: the geometric mean over the scenarios; `by_scenario`
    has its parts, `database` the same for the database's CPU. `twin` compares the yardstick
    with itself; `deferred` and `drift` name those whose cost is to be distrusted; `void` says why
    the campaign does not count, if so.
    """

    ratios: Mapping[str, Estimate]
    by_scenario: Mapping[str, Mapping[str, Estimate]]
    database: Mapping[str, Mapping[str, Estimate]]
    tiers: Mapping[str, int]
    twin: Estimate | None
    failures: Mapping[str, Sequence[str]]
    deferred: Mapping[str, float]
    drift: Mapping[str, float]
    void: Sequence[str] = field(default=())


def cpu_cost(block: Block) -> float | None:
    """The logarithm of the service's CPU seconds a request."""
    return block.log_cost


def database_cost(block: Block) -> float | None:
    """The logarithm of the database's CPU seconds a request."""
    return block.log_database_cost


def analyse(
    blocks: Sequence[tuple[str, Block]], scenarios: Sequence[str], first_stage: int | None = None
) -> Results:
    """Compute the results of (session, block)s over the cost `scenarios`.

    `first_stage` is the number of starts whose variance decided how many there are.
    """
    logs = log_ratios(blocks, cpu_cost)
    whole = headline_logs(logs, scenarios)
    twin = _twin(logs, scenarios)
    others = {name: starts for name, starts in whole.items() if name not in UNITS}
    return Results(
        ratios=estimates(others, ratio_spreads(logs, scenarios, UNITS, first_stage)),
        by_scenario=_estimates(logs, first_stage),
        database=_estimates(log_ratios(blocks, database_cost), first_stage),
        tiers=tiers(others, own_spreads(logs, scenarios, UNITS)),
        twin=twin,
        failures=_failures(blocks),
        deferred=_deferred(blocks),
        drift=_drift(blocks, scenarios),
        void=tuple(_void(twin, blocks)),
    )


def log_ratios(blocks: Sequence[tuple[str, Block]], cost: Cost) -> Logs:
    """Return each entrant's log-ratio to the yardstick, by scenario and start: the mean of
    the start's rounds."""
    result: dict[str, dict[str, dict[int, float]]] = defaultdict(lambda: defaultdict(dict))
    for (entrant, scenario, start), values in round_logs(blocks, cost).items():
        result[entrant][scenario][start] = statistics.fmean(values)
    return result


def round_logs(
    blocks: Sequence[tuple[str, Block]], cost: Cost
) -> dict[tuple[str, str, int], list[float]]:
    """Return the log-ratio of each round, by (entrant, scenario, start), in their order.

    Within a lap (one scenario, one round, one session) the unit is the mean of the two
    yardsticks' log costs.
    """
    units: dict[tuple[str, int, str], list[float]] = defaultdict(list)
    for session, block in blocks:
        value = cost(block)
        if block.entrant in UNITS and value is not None:
            for where in (session, ""):
                units[block.scenario, block.round, where].append(value)
    rounds: dict[tuple[str, str, int], list[float]] = defaultdict(list)
    for session, block in blocks:
        value = cost(block)
        unit = units.get((block.scenario, block.round, session), [])
        if len(unit) < len(UNITS):  # the session was cut off before it had measured both
            unit = units.get((block.scenario, block.round, ""), [])
        if value is not None and len(unit) >= len(UNITS):
            key = (block.entrant, block.scenario, block.start)
            rounds[key].append(value - statistics.fmean(unit))
    return rounds


def more_starts(
    blocks: Sequence[tuple[str, Block]], scenarios: Sequence[str], target: float
) -> int:
    """Return how many starts in all give every headline the width `target` (Stein 1945)."""
    logs = log_ratios(blocks, cpu_cost)
    starts = max((len(v) for v in headline_logs(logs, scenarios).values()), default=0)
    return starts_needed(ratio_spreads(logs, scenarios, UNITS), starts, target)


def uncertain(results: Results, target: float) -> list[str]:
    """Return the entrants whose headline is not known within +-`target` (0.05: 5 %), the widest
    first."""
    widths = {name: ratio.half_width for name, ratio in results.ratios.items()}
    return sorted((n for n in widths if widths[n] > target), key=lambda n: (-widths[n], n))


def merge_histograms(parts: Iterable[Sequence[tuple[int, int]]]) -> list[tuple[int, int]]:
    """Add up sparse histograms of (microseconds, count)."""
    total: dict[int, int] = defaultdict(int)
    for part in parts:
        for value, count in part:
            total[value] += count
    return sorted(total.items())


def percentile(histogram: Sequence[tuple[int, int]], share: float) -> float:
    """Return the value in microseconds that `share` (0.99) of the counts do not exceed."""
    wanted = share * sum(count for _, count in histogram)
    seen = 0
    for value, count in histogram:
        seen += count
        if seen >= wanted:
            return float(value)
    return math.nan


def _estimates(logs: Logs, first_stage: int | None) -> dict[str, dict[str, Estimate]]:
    scenarios = {name for parts in logs.values() for name in parts}
    by_scenario = {
        name: estimates(
            headline_logs(logs, [name]), ratio_spreads(logs, [name], UNITS, first_stage)
        )
        for name in scenarios
    }
    return {
        entrant: {name: by_scenario[name][entrant] for name in parts}
        for entrant, parts in logs.items()
        if entrant not in UNITS
    }


def _twin(logs: Logs, scenarios: Sequence[str]) -> Estimate | None:
    whole = headline_logs(logs, scenarios)
    if not all(unit in whole for unit in UNITS):
        return None
    first, second = (whole[unit] for unit in UNITS)
    pairs = [second[start] - first[start] for start in first if start in second]
    return estimate(pairs, VOID_LEVEL) if pairs else None


def _void(twin: Estimate | None, blocks: Sequence[tuple[str, Block]]) -> Iterable[str]:
    if twin is None:
        yield "the yardstick was not measured twice in any start"
    elif twin.low is not None and twin.high is not None and not twin.low <= 1 <= twin.high:
        yield (
            f"the yardstick differs from itself: {twin.ratio:.3f} "
            f"[{twin.low:.3f}, {twin.high:.3f}] at {VOID_LEVEL:.0%}; the machine is too restless"
        )
    for session, block in blocks:
        if block.entrant in UNITS and block.failure:
            yield f"the yardstick failed in session {session}: {block.failure}"
            return


def _failures(blocks: Sequence[tuple[str, Block]]) -> dict[str, list[str]]:
    result: dict[str, list[str]] = defaultdict(list)
    for _, block in blocks:
        if block.failure:
            result[block.entrant].append(f"{block.scenario}, round {block.round}: {block.failure}")
    return dict(result)


def _deferred(blocks: Sequence[tuple[str, Block]]) -> dict[str, float]:
    """Return the share of CPU that was used while nobody asked, where it is suspicious.

    A service that puts its work off until its block is over looks cheap; the median of
    (idle CPU) / (CPU in the block before) tells. What ordinary timers take grows with the time
    between blocks, work put off does not: the slope of a straight line through both, up to
    TIMERS_SHARE of a core, is not counted.
    """
    idle: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    before: dict[str, float] = {}
    for _, block in blocks:
        if before.get(block.entrant):
            idle[block.entrant].append((block.idle_seconds, block.idle_cpu, before[block.entrant]))
        before[block.entrant] = block.cpu
    shares = {name: _put_off(parts) for name, parts in idle.items()}
    return {name: share for name, share in shares.items() if share > IDLE_SHARE}


def _put_off(parts: Sequence[tuple[float, float, float]]) -> float:
    seconds, cpu, _ = zip(*parts, strict=True)
    timers = 0.0
    if len(set(seconds)) > 1:
        slope, _ = statistics.linear_regression(seconds, cpu)
        timers = min(max(slope, 0.0), TIMERS_SHARE)
    return statistics.median((idle - timers * rest) / used for rest, idle, used in parts)


def _drift(blocks: Sequence[tuple[str, Block]], scenarios: Sequence[str]) -> dict[str, float]:
    """Return by how much the cost of an entrant changes from the first to the second half of a
    start's rounds, where that is certain (95 % over starts) and more than DRIFT_SHARE.

    A leak never settles, and late compilation goes on after warm-up: both show here.
    """
    changes: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for (entrant, scenario, start), values in round_logs(blocks, cpu_cost).items():
        half = len(values) // 2
        if half and scenario in scenarios:
            change = statistics.fmean(values[-half:]) - statistics.fmean(values[:half])
            changes[entrant][start].append(change)
    result = {}
    for entrant, starts in changes.items():
        found = estimate([statistics.fmean(parts) for parts in starts.values()])
        if found.low is None or found.high is None or found.low <= 1 <= found.high:
            continue
        if abs(math.log(found.ratio)) > DRIFT_SHARE and entrant not in UNITS:
            result[entrant] = found.ratio - 1
    return result
