"""Intervals, comparisons and the number of starts, from values on the log scale.

The design is that of Kalibera & Jones, "Rigorous benchmarking in reasonable time" (ISMM 2013):
rounds are nested in starts, starts are the highest level that repeats. The mean of a start's
rounds is one observation, and the interval comes from the spread of those, so it holds both
levels' variance; how much they spread is learned from all entrants of a campaign
(lab/components.py). All functions are pure.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bakeoff.lab.components import sum_of
from bakeoff.lab.spread import Spread, spread_of

LEVEL = 0.95


@dataclass(frozen=True)
class Estimate:
    """A ratio with its interval at LEVEL, from `starts` independent starts.

    With one start there is no interval: `low` and `high` are then None.
    """

    ratio: float
    low: float | None
    high: float | None
    starts: int

    @property
    def half_width(self) -> float:
        """Half the interval relative to the ratio, on the log scale; 0.05 means +-5 %."""
        if self.low is None or self.high is None:
            return math.inf
        return math.exp(math.log(self.high / self.low) / 2) - 1


def estimate(logs: Sequence[float], level: float = LEVEL, spread: Spread | None = None) -> Estimate:
    """Estimate a ratio from its logarithms, one for each start.

    `spread` is the variance between starts where more is known of it than `logs` tell.

    Raises:
        ValueError: no value.
    """
    if not logs:
        raise ValueError("an estimate needs at least one start")
    mean = statistics.fmean(logs)
    if len(logs) == 1:
        return Estimate(math.exp(mean), None, None, 1)
    half = (spread or spread_of(logs)).reach(level) / math.sqrt(len(logs))
    return Estimate(math.exp(mean), math.exp(mean - half), math.exp(mean + half), len(logs))


def estimates(
    logs: Mapping[str, Mapping[int, float]], spreads: Mapping[str, Spread]
) -> dict[str, Estimate]:
    """Estimate ratios from their logarithms by start, and from how much starts differ."""
    return {
        name: estimate(list(values.values()), spread=spreads.get(name))
        for name, values in logs.items()
    }


def differ_p(differences: Sequence[float], spread: Spread) -> float:
    """Return the p-value of a t-test on the paired differences of logarithms, start by start.

    The yardstick, which both of a pair are divided by, falls out of them.
    """
    return spread.tail(abs(statistics.fmean(differences)) * math.sqrt(len(differences)))


def holm(p_values: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Adjust p-values for their number: Holm, "A simple sequentially rejective multiple test
    procedure", Scandinavian Journal of Statistics 6 (1979)."""
    adjusted: dict[tuple[str, str], float] = {}
    running = 0.0
    for rank, (pair, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        running = max(running, min(1.0, p * (len(p_values) - rank)))
        adjusted[pair] = running
    return adjusted


def tiers(
    logs: Mapping[str, Mapping[int, float]],
    own: Mapping[str, Spread],
    level: float = LEVEL,
) -> dict[str, int]:
    """Put entrants into tiers, 1 the cheapest; who cannot be told apart from a tier's first
    member, with Holm's correction over all pairs, is in that tier.

    `logs` has a value for each start; a pair is compared over the starts that it shares. `own` has
    how much each differs between starts, where more is known of it than a pair's values tell.
    """
    means = {name: statistics.fmean(values.values()) for name, values in logs.items()}
    order = sorted(means, key=lambda name: (means[name], name))
    pairs = {
        (a, b): [logs[a][start] - logs[b][start] for start in logs[a] if start in logs[b]]
        for i, a in enumerate(order)
        for b in order[i + 1 :]
    }

    def p_value(a: str, b: str) -> float:
        values = pairs[a, b]
        if values and a in own and b in own:
            return differ_p(values, sum_of(own[a], own[b]))
        return differ_p(values, spread_of(values)) if len(values) > 1 else 1.0

    adjusted = holm({pair: p_value(*pair) for pair in pairs})
    result: dict[str, int] = {}
    leader, tier = "", 0
    for name in order:
        if not leader or adjusted[leader, name] < 1 - level:
            leader, tier = name, tier + 1
        result[name] = tier
    return result


def starts_needed(
    spreads: Mapping[str, Spread], starts: int, target: float, level: float = LEVEL
) -> int:
    """Return how many starts give every entrant +-`target` (0.05: 5 %), after a first stage.

    Stein's two-stage procedure ("A two-sample test for a linear hypothesis whose power is
    independent of the variance", Annals of Mathematical Statistics 16, 1945): the number is
    fixed by the variances of the first stage's `starts`, never by looking at the intervals again
    and again, which would stop at those that are narrow by chance. Those variances then give
    the intervals, too, which makes them exact; those of all starts would make them too narrow.
    """
    wanted = math.log1p(target)
    needed = [(spread.reach(level) / wanted) ** 2 for spread in spreads.values()]
    return max(2, starts, *map(math.ceil, needed))
