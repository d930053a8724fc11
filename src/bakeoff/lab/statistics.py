"""Intervals, comparisons and the number of starts, from values on the log scale.

The design is that of Kalibera & Jones, "Rigorous benchmarking in reasonable time" (ISMM 2013):
rounds are nested in starts, starts are the highest level that repeats. The mean of a start's
rounds is one observation, and the interval comes from the spread of those, so it holds both
levels' variance. All functions are pure.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bakeoff.lab.student import quantile, two_sided_p

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


def estimate(
    logs: Sequence[float], level: float = LEVEL, first_stage: int | None = None
) -> Estimate:
    """Estimate a ratio from its logarithms, one for each start.

    With `first_stage` the number of starts was fixed by the variance of the first so many
    (see `starts_needed`): then that variance alone gives the interval, which makes it exact
    (Stein 1945); the variance of all would make it too narrow.

    Raises:
        ValueError: no value.
    """
    if not logs:
        raise ValueError("an estimate needs at least one start")
    mean = statistics.fmean(logs)
    if len(logs) == 1:
        return Estimate(math.exp(mean), None, None, 1)
    stage = logs[:first_stage] if first_stage else logs
    half = quantile(level, len(stage) - 1) * statistics.stdev(stage) / math.sqrt(len(logs))
    return Estimate(math.exp(mean), math.exp(mean - half), math.exp(mean + half), len(logs))


def differ_p(first: Sequence[float], second: Sequence[float]) -> float:
    """Return the p-value of a paired t-test on logarithms of the same starts.

    The yardstick, which both are divided by, falls out of the difference.
    """
    pairs = [a - b for a, b in zip(first, second, strict=True)]
    if len(pairs) < 2:
        return 1.0
    spread = statistics.stdev(pairs)
    mean = statistics.fmean(pairs)
    if spread == 0:
        return 1.0 if mean == 0 else 0.0
    return two_sided_p(mean / (spread / math.sqrt(len(pairs))), len(pairs) - 1)


def holm(p_values: Mapping[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """Adjust p-values for their number: Holm, "A simple sequentially rejective multiple test
    procedure", Scandinavian Journal of Statistics 6 (1979)."""
    adjusted: dict[tuple[str, str], float] = {}
    running = 0.0
    for rank, (pair, p) in enumerate(sorted(p_values.items(), key=lambda item: item[1])):
        running = max(running, min(1.0, p * (len(p_values) - rank)))
        adjusted[pair] = running
    return adjusted


def tiers(logs: Mapping[str, Sequence[float]], level: float = LEVEL) -> dict[str, int]:
    """Put entrants into tiers, 1 the cheapest; who cannot be told apart from a tier's first
    member, with Holm's correction over all pairs, is in that tier.

    `logs` has one value for each start, the same starts for all.
    """
    means = {name: statistics.fmean(values) for name, values in logs.items()}
    order = sorted(means, key=lambda name: (means[name], name))
    p_values = {
        (a, b): differ_p(logs[a], logs[b]) for i, a in enumerate(order) for b in order[i + 1 :]
    }
    adjusted = holm(p_values)
    result: dict[str, int] = {}
    leader, tier = "", 0
    for name in order:
        if not leader or adjusted[leader, name] < 1 - level:
            leader, tier = name, tier + 1
        result[name] = tier
    return result


def starts_needed(logs: Sequence[float], target: float, level: float = LEVEL) -> int:
    """Return how many starts give an interval of +-`target` (0.05: 5 %), from a first stage.

    Stein's two-stage procedure ("A two-sample test for a linear hypothesis whose power is
    independent of the variance", Annals of Mathematical Statistics 16, 1945): the number is
    fixed by the first stage's variance, never by looking at the interval again and again,
    which would stop at those that are narrow by chance.
    """
    first = len(logs)
    if first < 2:
        return 2
    spread = statistics.stdev(logs)
    wanted = math.log1p(target)
    return max(first, math.ceil((quantile(level, first - 1) * spread / wanted) ** 2))
