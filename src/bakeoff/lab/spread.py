"""How much the starts of an entrant differ, learned from all entrants of a campaign.

Three to five starts tell little about one entrant's variance: with three, Student's factor is
4.3. But ten entrants on one machine have variances of a kind, and their distribution can be
learned from the campaign itself. Each variance is drawn towards the common one by as much as
they agree, and gets the degrees of freedom that this adds: the moderated t of Smyth, "Linear
models and empirical Bayes methods for assessing differential expression", Statistical
Applications in Genetics and Molecular Biology 3 (2004), sections 4 and 6.2.

That is wrong for an entrant unlike the others (Phipson et al., "Robust hyperparameter estimation
protects against hypervariable genes", Annals of Applied Statistics 10, 2016), and three starts
seldom tell which one is. So one whose variance is above the common one is both, by the odds that
Bayes' theorem gives: its error has a mixture of two t distributions, with the moderated spread
and with its own. Where entrants differ much in their variances, nothing is learned. All
functions are pure.
"""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bakeoff.lab.student import quantile, two_sided_p

# With fewer, whether they agree is a matter of chance.
MIN_ENTRANTS = 5
# Before its starts are seen an entrant is unlike the others with these odds, and then its variance
# is about so many times theirs. In eighteen campaigns of ten the likeliest odds were 0.07 for
# headlines, 0.15 for single scenarios (docs/decisions/0023).
UNLIKE_ODDS = 0.15
UNLIKE_TIMES = 10.0

Key = TypeVar("Key")


@dataclass(frozen=True)
class Spread:
    """A variance of log-ratios between starts, known with so many degrees of freedom.

    With probability `doubt` it is `own` in its place.
    """

    variance: float
    degrees: int
    doubt: float = 0.0
    own: "Spread | None" = None

    def tail(self, error: float) -> float:
        """Return how probable it is that one start is off by `error` (>= 0) or more."""
        if self.variance == 0:
            return 1.0 if error == 0 else 0.0
        tail = two_sided_p(error / math.sqrt(self.variance), self.degrees)
        return tail if self.own is None else tail + self.doubt * (self.own.tail(error) - tail)

    def reach(self, level: float) -> float:
        """Return the error that one start exceeds with probability 1 - `level`."""
        simple = quantile(level, self.degrees) * math.sqrt(self.variance)
        if self.own is None:
            return simple
        low, high = sorted((simple, self.own.reach(level)))
        for _ in range(30):
            middle = (low + high) / 2
            low, high = (middle, high) if self.tail(middle) > 1 - level else (low, middle)
        return high


def spread_of(logs: Sequence[float]) -> Spread:
    """Return the sample variance of at least two values, one for each start."""
    return Spread(statistics.variance(logs), len(logs) - 1)


def moderate(spreads: Mapping[Key, Spread]) -> dict[Key, Spread]:
    """Draw variances towards what they have in common, with the degrees that this adds.

    One that is above may be unlike the others: by how much that is to be believed, its own
    variance and degrees stay. Degrees are rounded down, and never more than all entrants have
    together. Fewer than MIN_ENTRANTS that vary at all are returned as they are.
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

    def moderated(spread: Spread) -> Spread:
        both = degrees + spread.degrees
        drawn = (degrees * variance + spread.degrees * spread.variance) / both
        doubt = _doubt(spread.variance / variance, spread.degrees, degrees)
        return Spread(drawn, min(most, int(both)), doubt, spread if doubt else None)

    return {key: moderated(spread) for key, spread in spreads.items()}


def _doubt(ratio: float, degrees: float, common: float) -> float:
    """Return how probable an entrant is unlike the others whose variance is `ratio` times theirs.

    By the densities of the F distribution with `degrees` and `common` degrees of freedom, at
    `ratio` and at what is left of it where UNLIKE_TIMES of it are its own.
    """
    if ratio <= 1:
        return 0.0
    tails = math.log1p(degrees * ratio / common)
    tails -= math.log1p(degrees * ratio / (common * UNLIKE_TIMES))
    odds = (degrees + common) / 2 * tails - degrees / 2 * math.log(UNLIKE_TIMES)
    return 1 / (1 + math.exp(-odds) / UNLIKE_ODDS)


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
