"""The alternatives that are left, as numbers: what reasons and turning points start from."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.choose.values import Known, expected
from bakeoff.evidence.source_table import Column


@dataclass(frozen=True)
class Situation:
    """Frameworks (rows, in the order of the answer) by aspects that count (columns).

    `weights` are the mean weights; `values` what is known of each framework on each aspect.
    """

    columns: tuple[Column, ...]
    aspects: tuple[Aspect, ...]
    weights: tuple[float, ...]
    cells: tuple[tuple[Cell, ...], ...]
    values: tuple[tuple[Known, ...], ...]

    @cached_property
    def expectations(self) -> list[list[float]]:
        """Return the value to expect of each framework on each aspect."""
        return [[expected(known) for known in row] for row in self.values]

    def utilities(self, weights: Sequence[float] | None = None) -> list[float]:
        """Return the utility to expect of each framework."""
        used = self.weights if weights is None else weights
        return [sum(w * v for w, v in zip(used, row, strict=True)) for row in self.expectations]
