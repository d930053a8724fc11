"""Choose another instead if ...: the smallest change that turns the answer, computed.

For a weight: the others keep their proportions, so the utility of each framework is a straight
line in the weight and the crossing is exact. For a fact: by how much one value would have to
differ, everything else as it is (Triantaphyllou & Sanchez, "A sensitivity analysis approach
for some deterministic multi-criteria decision-making methods", Decision Sciences 28(1), 1997).
"""

from dataclasses import dataclass

from bakeoff.aspects.shown import in_unit, percent
from bakeoff.choose.situation import Situation

MOST = 4


@dataclass(frozen=True)
class TurningPoint:
    """What would put `framework` first; `kind` is weight or fact, `size` how far it is: the
    change of the weight, or of the value (0 to 1)."""

    framework: str
    kind: str
    aspect: str
    text: str
    size: float


def turning_points(situation: Situation) -> tuple[TurningPoint, ...]:
    """Return, for the frameworks below the first, the smallest change of each kind.

    The nearest come first, MOST frameworks at most.
    """
    found = [
        point
        for row in range(1, len(situation.columns))
        for point in (_weight(situation, row), _fact(situation, row))
        if point is not None
    ]
    found.sort(key=lambda point: point.size)
    names = list(dict.fromkeys(point.framework for point in found))[:MOST]
    return tuple(point for name in names for point in found if point.framework == name)


def _weight(situation: Situation, row: int) -> TurningPoint | None:
    """Return the smallest change of one weight that puts `row` above all others."""
    best: TurningPoint | None = None
    values, name = situation.expectations, situation.columns[row].name
    if len(situation.aspects) < 2:
        return None
    for k, aspect in enumerate(situation.aspects):
        now = situation.weights[k]
        wanted = _first_from(situation, values, row, k)
        if wanted is None or now >= 1:
            continue
        size = abs(wanted - now)
        if best is None or size < best.size:
            more = "more" if wanted > now else "less"
            text = (
                f"Choose {name} instead if {aspect.title} weighs {percent(wanted)} or {more} "
                f"(now {percent(now)})"
            )
            best = TurningPoint(situation.columns[row].id, "weight", aspect.id, text, size)
    return best


def _first_from(situation: Situation, values: list[list[float]], row: int, k: int) -> float | None:
    """Return the weight of aspect k nearest to now with which `row` is first; None if none is."""
    now = situation.weights[k]
    if now >= 1:
        return None
    low, high = 0.0, 1.0
    for other, line in enumerate(values):
        if other == row:
            continue
        differences = [a - b for a, b in zip(values[row], line, strict=True)]
        own = differences[k]
        rest = sum(
            w * d
            for i, (w, d) in enumerate(zip(situation.weights, differences, strict=True))
            if i != k
        ) / (1 - now)
        # t * own + (1 - t) * rest >= 0
        if own == rest:
            if rest < 0:
                return None
            continue
        crossing = rest / (rest - own)
        if own > rest:
            low = max(low, crossing)
        else:
            high = min(high, crossing)
    if low > high:
        return None
    return min(max(now, low), high)


def _fact(situation: Situation, row: int) -> TurningPoint | None:
    """Return the smallest change of one value of `row` that puts it first."""
    utilities = situation.utilities()
    gap = utilities[0] - utilities[row]
    best: TurningPoint | None = None
    for k, aspect in enumerate(situation.aspects):
        weight, cell = situation.weights[k], situation.cells[row][k]
        value = situation.expectations[row][k]
        if aspect.scale is None or cell.value is None or weight <= 0:
            continue
        wanted = value + gap / weight
        if wanted > 1 or (best is not None and wanted - value >= best.size):
            continue
        number = aspect.scale.number(wanted)
        shown, was = (in_unit(n, aspect.unit) for n in (number, cell.value))
        text = (
            f"Choose {situation.columns[row].name} instead if {aspect.title} were {shown} "
            f"(found: {was})"
        )
        best = TurningPoint(situation.columns[row].id, "fact", aspect.id, text, wanted - value)
    return best
