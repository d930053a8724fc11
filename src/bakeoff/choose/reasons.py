"""Why a framework stands where it does: what each aspect adds or takes, in points of utility.

The additive value model splits exactly: an aspect's part is its weight times the difference of
the framework's value to the mean of the others that are left (LineUp's stacked bars show the
same: Gratzl et al., IEEE TVCG 19(12), 2013).
"""

from dataclasses import dataclass
from statistics import fmean

from bakeoff.choose.situation import Situation

MOST = 3
WORTH_SAYING = 0.005


@dataclass(frozen=True)
class Reason:
    """One aspect's part; `points` of utility (0 to 1) against the mean of the others."""

    aspect: str
    text: str
    points: float


def reasons(situation: Situation, row: int) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Return the strongest reasons for and against one framework, MOST of each."""
    values = situation.expectations
    found = []
    for k, aspect in enumerate(situation.aspects):
        others = [line[k] for i, line in enumerate(values) if i != row]
        points = situation.weights[k] * (values[row][k] - fmean(others)) if others else 0.0
        cell = situation.cells[row][k]
        text = f"{aspect.title}: {cell.headline}" + (f" ({cell.rating})" if cell.rating else "")
        found.append(Reason(aspect.id, text, points))
    found.sort(key=lambda reason: reason.points)
    worst = tuple(r for r in found[:MOST] if r.points <= -WORTH_SAYING)
    best = tuple(r for r in reversed(found[-MOST:]) if r.points >= WORTH_SAYING)
    return best, worst
