"""Which evidence, if renewed, would most likely change the answer.

The chance that knowing one cell's value exactly, all else as expected, puts another framework
first: the partial perfect information of value-of-information analysis (Howard, "Information
value theory", IEEE Trans. Systems Science and Cybernetics 2, 1966), for one cell at a time.
"""

from dataclasses import dataclass
from statistics import NormalDist

from bakeoff.choose.situation import Situation
from bakeoff.choose.values import Known

MOST = 3
WORTH_SAYING = 0.02


@dataclass(frozen=True)
class Renewal:
    """A cell, and the chance that renewing it changes who is first."""

    aspect: str
    framework: str
    chance: float
    text: str


def renewals(situation: Situation) -> tuple[Renewal, ...]:
    """Return the cells whose renewal would most likely change the first, MOST of them."""
    utilities = situation.utilities()
    if len(utilities) < 2:
        return ()
    found = []
    for i, column in enumerate(situation.columns):
        for k, aspect in enumerate(situation.aspects):
            chance = _chance(situation, utilities, i, k)
            if chance < WORTH_SAYING:
                continue
            cell = situation.cells[i][k]
            state = "unknown" if cell.value is None else "stale" if cell.stale else "uncertain"
            how = f": {cell.would_tell}" if cell.value is None and cell.would_tell else ""
            text = (
                f"{aspect.title} of {column.name} is {state}; knowing it would change the first "
                f"with a chance of {chance:.0%}{how}"
            )
            found.append(Renewal(aspect.id, column.id, chance, text))
    found.sort(key=lambda renewal: -renewal.chance)
    return tuple(found[:MOST])


def _chance(situation: Situation, utilities: list[float], i: int, k: int) -> float:
    known, weight = situation.values[i][k], situation.weights[k]
    if weight <= 0 or (known.centre is not None and known.spread <= 0):
        return 0.0
    rest = utilities[i] - weight * situation.expectations[i][k]
    rival = max(u for j, u in enumerate(utilities) if j != i)
    border = (rival - rest) / weight  # the value with which i is level with the best other
    above = _above(known, border)
    return 1 - above if i == 0 else above


def _above(known: Known, border: float) -> float:
    """Return the chance that the value, cut to [0, 1], lies above `border`."""
    if border >= 1 or border < 0:
        return float(border < 0)
    if known.centre is None:
        return 1 - border
    return 1 - NormalDist(known.centre, known.spread).cdf(border)
