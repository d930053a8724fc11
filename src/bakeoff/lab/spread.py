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
# Degrees of freedom with which entrants may agree, one as probable as the next, besides as many as
# they have together.
AGREEMENT = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)

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
    variance and degrees stay. What is common is itself known with no more degrees than all
    entrants have together. An estimate's relative error has a variance of two over its degrees,
    so inverse degrees add. Degrees are rounded down. Fewer than MIN_ENTRANTS that vary at all are
    returned as they are.
    """
    sample = [spread for spread in spreads.values() if spread.variance > 0]
    if len(sample) < MIN_ENTRANTS:
        return dict(spreads)
    most = sum(s.degrees for s in sample)
    variance, degrees = _common(sample, most)
    added = 1 / (1 / degrees + 1 / most)

    def moderated(spread: Spread) -> Spread:
        own = spread.degrees
        drawn = (degrees * variance + own * spread.variance) / (degrees + own)
        doubt = _doubt(spread.variance / variance, own, degrees)
        return Spread(drawn, int(added + own), doubt, spread if doubt else None)

    return {key: moderated(spread) for key, spread in spreads.items()}


def _common(sample: Sequence[Spread], most: int) -> tuple[float, float]:
    """Return the variance that entrants have in common, and with how many degrees they agree.

    By likelihood: a variance over the common one has an F distribution (Wright & Simon, "A random
    variance model for detection of differential gene expression in small microarray experiments",
    Bioinformatics 19, 2003). Ten entrants do not tell how much they agree, so the mean over
    AGREEMENT is taken, of the inverse degrees. Smyth's moments of logarithms are thrown by the
    smallest of variances that are known with two degrees each.
    """
    logs = [math.log(spread.variance) for spread in sample]

    def likelihood(common: float, degrees: float) -> float:
        return sum(
            x - common + log_f(math.exp(x - common), s.degrees, degrees)
            for x, s in zip(logs, sample, strict=True)
        )

    def best(degrees: float) -> tuple[float, float]:
        # the logarithm of F has a log-concave density, so there is one maximum
        low, high = min(logs), max(logs)
        for _ in range(20):
            third = (high - low) / 3
            if likelihood(low + third, degrees) < likelihood(high - third, degrees):
                low += third
            else:
                high -= third
        return likelihood(low, degrees), low

    found = {d: best(d) for d in (*(d for d in AGREEMENT if d < most), float(most))}
    top = max(likely for likely, _ in found.values())
    weights = {d: math.exp(likely - top) for d, (likely, _) in found.items()}
    total = sum(weights.values())
    mean = sum(weight * found[d][1] for d, weight in weights.items()) / total
    return math.exp(mean), total / sum(weight / d for d, weight in weights.items())


def log_f(x: float, degrees: float, below: float) -> float:
    """Return the log density of the F distribution at x > 0."""
    beta = math.lgamma(degrees / 2) + math.lgamma(below / 2) - math.lgamma((degrees + below) / 2)
    share = degrees / below
    density = degrees / 2 * math.log(share) + (degrees / 2 - 1) * math.log(x)
    return density - (degrees + below) / 2 * math.log1p(share * x) - beta


def _doubt(ratio: float, degrees: float, common: float) -> float:
    """Return how probable an entrant is unlike the others whose variance is `ratio` times theirs.

    By the densities of F at `ratio` and at what is left of it where UNLIKE_TIMES are its own.
    """
    if ratio <= 1:
        return 0.0
    odds = log_f(ratio / UNLIKE_TIMES, degrees, common) - math.log(UNLIKE_TIMES)
    odds -= log_f(ratio, degrees, common)
    return 1 / (1 + math.exp(-odds) / UNLIKE_ODDS)
