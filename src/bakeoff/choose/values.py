"""What is known of each framework on each aspect, as a value between 0 and 1."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.statistics import Z95

# a measurement that states no interval is believed within this factor either way, 95 %: it
# says nothing of its error, and two starts of one program may well differ by a third
UNSTATED = 1.5


@dataclass(frozen=True)
class Known:
    """A value: normal around `centre` with standard deviation `spread`, then cut to [0, 1].

    Where nothing is known (`centre` None) every value from 0 to 1 is as likely as any
    other: ignorance shows as uncertainty, and is neither good nor bad.
    """

    centre: float | None
    spread: float = 0.0


def known(cell: Cell, scale: Scale | None) -> Known:
    """Return the value of a cell on its aspect's scale, with what its interval leaves open.

    A measurement is taken as normal on the axis of its scale (so on the logarithm where
    the scale is logarithmic), its standard deviation from the 95 % interval; one that
    states none is believed within a factor of UNSTATED. Other numbers are taken as they are.
    """
    if cell.value is None or scale is None:
        return Known(None)
    interval = cell.interval
    if interval is None and any(f.number is not None and f.how == "measured" for f in cell.facts):
        interval = (cell.value / UNSTATED, cell.value * UNSTATED)
    if interval is None or (scale.logarithmic and interval[0] <= 0):
        return Known(scale.position(cell.value))
    low, high = interval
    width = log(high / low) if scale.logarithmic else high - low
    ends = (scale.unacceptable, scale.excellent)
    whole = log(ends[1] / ends[0]) if scale.logarithmic else ends[1] - ends[0]
    return Known(scale.position(cell.value), abs(width / whole) / (2 * Z95))


def expected(known: Known) -> float:
    """Return the value to expect, from 0 to 1; one half where nothing is known."""
    return 0.5 if known.centre is None else min(1.0, max(0.0, known.centre))


def matrix(cells: Sequence[Sequence[Cell]], aspects: Sequence[Aspect]) -> list[list[Known]]:
    """Return the values of frameworks (rows of cells) on aspects (columns)."""
    return [
        [known(cell, aspect.scale) for cell, aspect in zip(row, aspects, strict=True)]
        for row in cells
    ]
