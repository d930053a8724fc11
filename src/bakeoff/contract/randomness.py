"""Tell drawn numbers from made-up ones. Pure; None means that nothing speaks against chance.

Numbers are meant to be drawn uniformly from 1..10000. Each test here calls honest numbers
wrong with a chance of at most 1e-8, so that all the tests of a run together stay below one
false alarm in a million runs; each says how it comes to that.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import NormalDist

from bakeoff.contract.paths import WORLD_ROWS

FALSE_ALARM = 1e-8


def unevenness(numbers: Sequence[int], cells: int) -> str | None:
    """Pearson's chi-square over `cells` equal parts of 1..10000, and whether one stays empty.

    The limit is the quantile 1 - 1e-8 of chi-square with cells - 1 degrees of freedom in the
    approximation of Wilson and Hilferty (1931), which holds where a cell expects 20 or more.
    Numbers drawn without replacement vary less, which makes a false alarm rarer still. An
    empty part is named where cells * exp(-expected), a bound on its chance, is below 1e-8.
    """
    width = WORLD_ROWS // cells
    counts = Counter((number - 1) // width for number in numbers)
    expected = len(numbers) / cells
    empty = [cell for cell in range(cells) if not counts[cell]]
    if empty and cells * math.exp(-expected) < FALSE_ALARM:
        low, high = empty[0] * width + 1, (empty[0] + 1) * width
        return f"none of {len(numbers)} lies in {low}..{high}"
    statistic = sum((counts[cell] - expected) ** 2 / expected for cell in range(cells))
    if statistic <= _chi_square_limit(cells - 1):
        return None
    most, times = counts.most_common(1)[0]
    return (
        f"{times} of {len(numbers)} lie in {most * width + 1}..{(most + 1) * width}, "
        f"where about {expected:.0f} belong"
    )


def too_many_repeats(numbers: Sequence[int]) -> str | None:
    """Numbers drawn independently repeat now and then, as in the birthday problem.

    The number of equal pairs is about Poisson with mean n (n - 1) / 20000; the limit is where
    the tail falls below 1e-8.
    """
    pairs = sum(count * (count - 1) // 2 for count in Counter(numbers).values())
    mean = len(numbers) * (len(numbers) - 1) / 2 / WORLD_ROWS
    if pairs <= _poisson_limit(mean, FALSE_ALARM):
        return None
    value, times = Counter(numbers).most_common(1)[0]
    return (
        f"{times} of {len(numbers)} are {value}, and {pairs} pairs are equal, of about {mean:.0f}"
    )


def pattern(differences: Iterable[int]) -> str | None:
    """Find a difference that comes too often: a counter, a stride, an old number plus one.

    `differences` are of independent draws: each value comes with a chance of about 1/10000,
    so its count is about Poisson with mean n / 10000. The limit is where that tail falls below
    1e-8 / 20000, for as many values as a difference can have.
    """
    counts = Counter(differences)
    total = counts.total()
    if not total:
        return None
    value, times = counts.most_common(1)[0]
    if times <= _poisson_limit(total / WORLD_ROWS, FALSE_ALARM / (2 * WORLD_ROWS)):
        return None
    return f"{times} of {total} differ by {value}"


def gap_pattern(ids: Sequence[Sequence[int]]) -> str | None:
    """Find ids within a request that follow each other in steps, whatever their order.

    Of n different ids drawn from 10000 and sorted, a gap has a given size with a chance of at
    most n / 10000; the limit is as in `pattern`.
    """
    counts: Counter[int] = Counter()
    chance = 0.0
    for request in ids:
        ordered = sorted(request)
        counts.update(b - a for a, b in pairwise(ordered))
        chance = max(chance, len(request) / WORLD_ROWS)
    total = counts.total()
    if not total:
        return None
    value, times = counts.most_common(1)[0]
    if times <= _poisson_limit(total * chance, FALSE_ALARM / WORLD_ROWS):
        return None
    return f"{times} of {total} ids of the same request follow another at a distance of {value}"


def _chi_square_limit(freedom: int) -> float:
    z = NormalDist().inv_cdf(1 - FALSE_ALARM)
    spread = 2 / (9 * freedom)
    return float(freedom * (1 - spread + z * math.sqrt(spread)) ** 3)


def _poisson_limit(mean: float, alarm: float) -> int:
    """Return the least k with P(X > k) < alarm, X Poisson; Chernoff's bound, so on the safe side.

    P(X >= k) <= exp(k - mean) (mean / k)^k for k > mean.
    """
    k = math.floor(mean) + 1
    while k - mean + k * math.log(mean / k) > math.log(alarm):
        k += 1
    return k
