"""Intervals, comparisons and the number of starts, from values on the log scale.

The design is that of Kalibera & Jones, "Rigorous benchmarking in reasonable time" (ISMM 2013):
rounds are nested in starts, starts are the highest level that repeats. The mean of a start's
rounds is one observation, and the interval comes from the spread of those, so it holds both
levels' variance; the spreads of a campaign's entrants are moderated (lab/spread.py). All
functions are pure.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bakeoff.lab.spread import Key, Spread, moderate, spread_of

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
    logs: Mapping[str, Sequence[float]], first_stage: int | None = None
) -> dict[str, Estimate]:
    """Estimate the ratios of a campaign's entrants, with moderated spreads.

    With `first_stage` the number of starts was fixed by the variances of the first so many
    (see `starts_needed`): then those alone give the intervals, which makes them exact
    (Stein 1945); the variance of all would make them too narrow.
    """
    spreads = _moderated({name: values[:first_stage] for name, values in logs.items()})
    return {name: estimate(values, spread=spreads.get(name)) for name, values in logs.items()}


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


def tiers(logs: Mapping[str, Mapping[int, float]], level: float = LEVEL) -> dict[str, int]:
    """Put entrants into tiers, 1 the cheapest; who cannot be told apart from a tier's first
    member, with Holm's correction over all pairs, is in that tier.

    `logs` has a value for each start; a pair is compared over the starts that it shares.
    """
    means = {name: statistics.fmean(values.values()) for name, values in logs.items()}
    order = sorted(means, key=lambda name: (means[name], name))
    pairs = {
        (a, b): [logs[a][start] - logs[b][start] for start in logs[a] if start in logs[b]]
        for i, a in enumerate(order)
        for b in order[i + 1 :]
    }
    spreads = _moderated(pairs)
    p_values = {
        pair: differ_p(values, spreads[pair]) if pair in spreads else 1.0
        for pair, values in pairs.items()
    }
    adjusted = holm(p_values)
    result: dict[str, int] = {}
    leader, tier = "", 0
    for name in order:
        if not leader or adjusted[leader, name] < 1 - level:
            leader, tier = name, tier + 1
        result[name] = tier
    return result


def starts_needed(logs: Mapping[str, Sequence[float]], target: float, level: float = LEVEL) -> int:
    """Return how many starts give every entrant +-`target` (0.05: 5 %), from a first stage.

    Stein's two-stage procedure ("A two-sample test for a linear hypothesis whose power is
    independent of the variance", Annals of Mathematical Statistics 16, 1945): the number is
    fixed by the first stage's variances, never by looking at the intervals again and again,
    which would stop at those that are narrow by chance.
    """
    wanted = math.log1p(target)
    needed = [(spread.reach(level) / wanted) ** 2 for spread in _moderated(logs).values()]
    starts = max((len(values) for values in logs.values()), default=0)
    return max(2, starts, *map(math.ceil, needed))


def _moderated(logs: Mapping[Key, Sequence[float]]) -> dict[Key, Spread]:
    """Return the spreads of those with two starts or more."""
    return moderate({key: spread_of(values) for key, values in logs.items() if len(values) > 1})
