"""Two formulas that aspects use."""

from collections.abc import Sequence
from math import exp, log, sqrt

Z95 = 1.959964


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return the 95 % interval of a share of `count` answers (Wilson, JASA 22, 1927).

    It covers sampling only: who did not answer is not in it.
    """
    square = Z95 * Z95
    centre = (share + square / (2 * count)) / (1 + square / count)
    half = sqrt(share * (1 - share) / count + square / (4 * count * count))
    half *= Z95 / (1 + square / count)
    return max(0.0, centre - half), min(1.0, centre + half)


def geometric_mean(numbers: Sequence[float]) -> float:
    """Return the geometric mean of positive numbers."""
    return exp(sum(log(n) for n in numbers) / len(numbers))
