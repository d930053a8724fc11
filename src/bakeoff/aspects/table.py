"""The whole table: every aspect read for every framework."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bakeoff.aspects.aspect import Aspect, Cell, make_cell
from bakeoff.aspects.registry import ASPECTS
from bakeoff.evidence.source_table import Column, SourceTable, columns
from bakeoff.evidence.store import Evidence


@dataclass(frozen=True)
class Table:
    """Eleven aspects by ten frameworks (and the user's own), as of `today`."""

    columns: tuple[Column, ...]
    aspects: tuple[Aspect, ...]
    cells: Mapping[tuple[str, str], Cell]
    today: date

    def cell(self, aspect: str, framework: str) -> Cell:
        """Return the cell of `aspect` and `framework`, both by id."""
        return self.cells[aspect, framework]

    def empty_aspects(self) -> tuple[Aspect, ...]:
        """Return the aspects of which nothing is known for any framework."""
        return tuple(
            aspect
            for aspect in self.aspects
            if all(
                self.cell(aspect.id, c.id).unknown and not self.cell(aspect.id, c.id).facts
                for c in self.columns
            )
        )

    def machines(self) -> tuple[str, ...]:
        """Return the environments of the measured facts behind the headlines."""
        found = (f.environment for cell in self.cells.values() for f in cell.facts)
        return tuple(sorted({environment for environment in found if environment}))


def build_table(evidence: Evidence, source: SourceTable, today: date) -> Table:
    """Read every cell."""
    shown = columns(evidence, source)
    return Table(
        columns=shown,
        aspects=ASPECTS,
        cells={
            (aspect.id, column.id): make_cell(aspect, column.id, evidence, today)
            for aspect in ASPECTS
            for column in shown
        },
        today=today,
    )
