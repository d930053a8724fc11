"""Weights that agree with a profile: drawn evenly, since nothing more is known of them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bakeoff.choose.profile import Profile

if TYPE_CHECKING:
    from numpy import float32
    from numpy.random import Generator
    from numpy.typing import NDArray


def corners(profile: Profile) -> list[list[float]]:
    """Return the corners of the set of weights that a profile allows, one row each.

    Columns are `profile.aspects`. An order allows all weights that fall along it and sum
    to 1; equals share one weight. The corners of that set are the equal weights of the
    first group, of the first two, and so on, so its even mean is the rank-order centroid
    (Barron & Barrett, Management Science 42, 1996). Swings allow one point.
    """
    if profile.swings is not None:
        whole = sum(profile.swings.values())
        return [[profile.swings[aspect] / whole for aspect in profile.aspects]]
    sizes = [len(group) for group in profile.order]
    return [_equal(sum(sizes[: i + 1]), sum(sizes)) for i in range(len(sizes))]


def centroid(points: Sequence[Sequence[float]]) -> list[float]:
    """Return the mean of the weights, each equally likely."""
    return [sum(column) / len(points) for column in zip(*points, strict=True)]


def draw_weights(
    points: Sequence[Sequence[float]], draws: int, rng: "Generator"
) -> "NDArray[float32]":
    """Draw weights evenly from the simplex with these corners; shape (criteria, draws).

    Exponential numbers divided by their sum are even on the standard simplex (Devroye,
    Non-Uniform Random Variate Generation, 1986, ch. V.2); the corners map it onto ours.
    """
    import numpy as np

    vertices = np.asarray(points, dtype=np.float32)
    parts = rng.standard_exponential((len(points), draws), dtype=np.float32)
    parts /= parts.sum(axis=0)
    # einsum and not a BLAS product, whose threads cost more than they bring at this size
    weights: NDArray[float32] = np.einsum("gk,gn->kn", vertices, parts)
    return weights


def _equal(first: int, of: int) -> list[float]:
    return [1 / first if i < first else 0.0 for i in range(of)]
