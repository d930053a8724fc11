"""SMAA-2: how often each alternative is first, second, ... over all that is not known.

Lahdelma & Salminen, "SMAA-2: Stochastic Multicriteria Acceptability Analysis for Group
Decision Making", Operations Research 49(3), 2001. Weights and measurements are drawn
together; the names below are those of the paper.

The draws of an alternative depend on the seed and its own name alone. So an alternative
that joins or leaves changes nothing in the utilities of the others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING
from zlib import crc32

from bakeoff.choose.values import Known
from bakeoff.choose.weights import draw_weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

DRAWS = 10_000
# measurements are drawn from this many equally likely values: an inverse distribution
# function in a table, some five times faster than drawing normal numbers
STRATA = 1024
# confidence factors take one pass for each alternative: fewer draws, +-1 % at most
CONFIDENCE_DRAWS = 2_000


@dataclass(frozen=True)
class Smaa:
    """The answer of SMAA-2, in the order of the alternatives that were given.

    `acceptability[i][r]`: share of draws in which i has rank r + 1, where the rank is one
    more than the number of those with higher utility. `central[i]`: mean of the weights
    that make i first, None where none do. `confidence[i]`: how often i is first with
    those weights. `wins[i][j]`: share of draws in which i has a higher utility than j.
    `utility[i]`: mean utility, from 0 to 1.
    """

    acceptability: list[list[float]]
    central: list[list[float] | None]
    confidence: list[float | None]
    wins: list[list[float]]
    utility: list[float]


def smaa(
    names: Sequence[str],
    values: Sequence[Sequence[Known]],
    corners: Sequence[Sequence[float]],
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> Smaa:
    """Draw weights and measurements and count ranks.

    Args:
        names: the alternatives; they choose the draws, so they are to be distinct.
        values: for each alternative, what is known on each criterion.
        corners: the corners of the set of weights (see `weights.corners`).
        draws: how many; acceptabilities are right to about 1 / sqrt(draws), 1 % here.
        seed: the same seed gives the same answer.
    """
    import numpy as np

    weights = draw_weights(corners, draws, np.random.Generator(np.random.SFC64([seed, 0])))
    count = len(names)
    utilities = np.empty((count, draws), dtype=np.float32)
    kept = np.empty((count, len(weights), min(draws, CONFIDENCE_DRAWS)), dtype=np.float32)
    for i, (name, row) in enumerate(zip(names, values, strict=True)):
        bits = np.random.SFC64([seed, crc32(name.encode())])
        _draw_utility(row, weights, bits, utilities[i], kept[i])
    ranks, wins = ranks_and_wins(utilities)
    acceptability = [
        (np.bincount(ranks[i], minlength=count + 1)[1:] / draws).tolist() for i in range(count)
    ]
    first = ranks == 1
    often = first.sum(axis=1)
    central = np.einsum("in,kn->ik", first.astype(np.float32), weights)
    central /= np.maximum(often, 1)[:, None]
    confidence = _confidence(kept, central)
    return Smaa(
        acceptability=acceptability,
        central=[central[i].tolist() if often[i] else None for i in range(count)],
        confidence=[float(confidence[i]) if often[i] else None for i in range(count)],
        wins=wins,
        utility=utilities.mean(axis=1, dtype=np.float64).tolist(),
    )


def _draw_utility(
    row: Sequence[Known],
    weights: "Floats",
    bits: "np.random.SFC64",
    utility: "Floats",
    kept: "Floats",
) -> None:
    """Draw an alternative's values, put their weighted sums into `utility`.

    The first values go to `kept`, for the confidence factors. Sums are added up criterion
    by criterion in one order for all, so that rounding never puts a dominated alternative
    above the one that dominates it (a BLAS product might).
    """
    import numpy as np

    draws = utility.shape[0]
    drawn = np.empty(draws, dtype=np.float32)
    utility[:] = 0
    for k, known in enumerate(row):
        if known.centre is not None and known.spread <= 0:
            drawn[:] = min(1.0, max(0.0, known.centre))
        else:
            # random bits cut to STRATA, a power of two: even, and cheaper than bounded
            # integers; all are below STRATA, so the mode clips nothing and saves a check
            picks = bits.random_raw(-(-draws // 4)).view(np.uint16)[:draws] & (STRATA - 1)
            _strata(known).take(picks, out=drawn, mode="clip")
        kept[k] = drawn[: kept.shape[1]]
        np.multiply(drawn, weights[k], out=drawn)
        np.add(utility, drawn, out=utility)


def _strata(known: Known) -> "Floats":
    """Return STRATA equally likely values of what is known, cut to [0, 1]."""
    import numpy as np

    if known.centre is None:
        return ((np.arange(STRATA, dtype=np.float32) + 0.5) / STRATA).astype(np.float32)
    table = np.float32(known.centre) + np.float32(known.spread) * _normal()
    return np.clip(table, 0, 1, out=table)


@cache
def _normal() -> "Floats":
    import numpy as np

    standard = NormalDist()
    return np.array([standard.inv_cdf((i + 0.5) / STRATA) for i in range(STRATA)], dtype=np.float32)


def ranks_and_wins(utilities: "Floats") -> "tuple[NDArray[np.int8], list[list[float]]]":
    """Return ranks (1 is best, equals share the better rank) and shares of pairwise wins."""
    import numpy as np

    count, draws = utilities.shape
    ranks = np.ones((count, draws), dtype=np.int8)
    wins = [[0.0] * count for _ in range(count)]
    for i in range(count):
        for j in range(i + 1, count):
            better, worse = utilities[i] > utilities[j], utilities[i] < utilities[j]
            ranks[j] += better
            ranks[i] += worse
            wins[i][j] = int(np.count_nonzero(better)) / draws
            wins[j][i] = int(np.count_nonzero(worse)) / draws
    return ranks, wins


def _confidence(drawn: "Floats", central: "Floats") -> "Floats":
    """Return, for each alternative, how often it is first with its own central weights."""
    import numpy as np

    count = len(drawn)
    # utilities[i, j]: of alternative j under the central weights of i
    utilities = np.einsum("ik,jkn->ijn", central, drawn)
    own = utilities[np.arange(count), np.arange(count)]
    is_first: Floats = (own >= utilities.max(axis=1)).mean(axis=1, dtype=np.float32)
    return is_first
