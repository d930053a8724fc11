"""How much the starts of an entrant differ, learned from all entrants of a campaign.

Three to five starts tell little about one entrant's variance: with three, Student's factor is
4.3. But ten entrants on one machine have variances of a kind, and their distribution can be
learned from the campaign itself. A variance below the common one is raised towards it by as
much as they agree, and its interval gets the degrees of freedom that this adds: the moderated t of
Smyth, "Linear models and empirical Bayes methods for assessing differential expression",
Statistical Applications in Genetics and Molecular Biology 3 (2004), sections 4 and 6.2. Where
entrants differ much in their variances, nothing is added. All functions are pure.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

# With fewer, whether they agree is a matter of chance.
MIN_ENTRANTS = 5

Key = TypeVar("Key")


@dataclass(frozen=True)
class Spread:
    """A variance of log-ratios between starts, known with so many degrees of freedom."""

    variance: float
    degrees: int


def spread_of(logs: Sequence[float]) -> Spread:
    """Return the sample variance of at least two values, one for each start."""
    return Spread(statistics.variance(logs), len(logs) - 1)


def moderate(spreads: Mapping[Key, Spread]) -> dict[Key, Spread]:
    """Raise low variances towards what they have in common, with the degrees that this adds.

    One that is above keeps its own variance and degrees: shrunk, intervals of an entrant whose
    starts differ more than others' hold the truth too seldom. Degrees are rounded down, and
    never more than all entrants have together. Fewer than MIN_ENTRANTS that vary at all are
    returned as they are.
    """
    sample = [spread for spread in spreads.values() if spread.variance > 0]
    if len(sample) < MIN_ENTRANTS:
        return dict(spreads)
    logs = [math.log(s.variance) - digamma(s.degrees / 2) + math.log(s.degrees / 2) for s in sample]
    mean = statistics.fmean(logs)
    # what the logarithms vary by beyond the sampling of each
    beyond = statistics.variance(logs) - statistics.fmean(trigamma(s.degrees / 2) for s in sample)
    most = sum(s.degrees for s in sample)
    if beyond > 0:
        degrees = 2 * trigamma_inverse(beyond)
        variance = math.exp(mean + digamma(degrees / 2) - math.log(degrees / 2))
    else:
        degrees, variance = float(most), math.exp(mean)
    return {
        key: spread
        if spread.variance > variance
        else Spread(
            (degrees * variance + spread.degrees * spread.variance) / (degrees + spread.degrees),
            min(most, int(degrees + spread.degrees)),
        )
        for key, spread in spreads.items()
    }


def digamma(x: float) -> float:
    """Return the derivative of log gamma at x > 0 (Abramowitz & Stegun, 6.3.5 and 6.3.18)."""
    total = 0.0
    while x < 10:
        total -= 1 / x
        x += 1
    square = 1 / (x * x)
    return total + math.log(x) - 0.5 / x - square * (1 / 12 - square * (1 / 120 - square / 252))


def trigamma(x: float) -> float:
    """Return the derivative of digamma at x > 0 (Abramowitz & Stegun, 6.4.6 and 6.4.12)."""
    total = 0.0
    while x < 10:
        total += 1 / (x * x)
        x += 1
    square = 1 / (x * x)
    return total + 1 / x + square / 2 + square / x * (1 / 6 - square * (1 / 30 - square / 42))


def trigamma_inverse(y: float) -> float:
    """Return x > 0 with trigamma(x) = y > 0, by bisection between 1e-3 and 1e6."""
    low, high = 1e-3, 1e6
    for _ in range(100):
        middle = math.sqrt(low * high)
        if trigamma(middle) > y:
            low = middle
        else:
            high = middle
    return high
