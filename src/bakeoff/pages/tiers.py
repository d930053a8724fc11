"""Who can be told apart on an aspect: frameworks that cannot share a tier."""

from dataclasses import dataclass

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.aspects.table import Table
from bakeoff.evidence.store import Evidence

# a campaign's own tiers, from tests of all pairs start by start, are sharper than intervals
TIER = "tier"


@dataclass(frozen=True)
class Place:
    """A framework's tier (1 is best) of `of`, and the names of those that share it."""

    tier: int
    of: int
    tied: tuple[str, ...]

    @property
    def text(self) -> str:
        """The place in words: `2nd of 5`, `joint 2nd of 5`."""
        return f"{'joint ' if self.tied else ''}{_ordinal(self.tier)} of {self.of}"


def places(table: Table, evidence: Evidence, aspect: Aspect) -> dict[str, Place]:
    """Return the place of each framework whose value is known, the best first.

    Where one campaign compared them all, its tiers; else, going down from the best, a new tier
    begins with the first whose interval no longer meets that of the tier's first.
    """
    scale = aspect.scale
    cells = [table.cell(aspect.id, column.id) for column in table.columns]
    ranked = [(scale.position(c.value), c) for c in cells if scale and c.value is not None]
    ranked.sort(key=lambda item: -item[0])
    order = [cell for _, cell in ranked]
    numbers = _campaigns(evidence, aspect, order) or by_interval(order)
    names = {column.id: column.name for column in table.columns}
    order.sort(key=lambda cell: numbers[cell.framework])
    return {
        cell.framework: Place(
            tier=numbers[cell.framework],
            of=max(numbers.values()),
            tied=tuple(
                names[other.framework]
                for other in order
                if other is not cell and numbers[other.framework] == numbers[cell.framework]
            ),
        )
        for cell in order
    }


def _campaigns(evidence: Evidence, aspect: Aspect, cells: list[Cell]) -> dict[str, int]:
    if TIER not in aspect.metrics:
        return {}
    found: dict[str, int] = {}
    sources = {fact.source for cell in cells for fact in cell.facts[:1]}
    for cell in cells:
        fact = evidence.newest(cell.framework, TIER)
        if fact is None or fact.number is None or {fact.source} != sources:
            return {}  # tiers of one campaign say nothing of another's headlines
        found[cell.framework] = int(fact.number)
    return found


def by_interval(cells: list[Cell]) -> dict[str, int]:
    """Return the tier of each cell; they come with the best first."""
    found: dict[str, int] = {}
    head: tuple[float, float] | None = None
    for cell in cells:
        low, high = cell.interval or (cell.value or 0.0, cell.value or 0.0)
        if head is None or high < head[0] or low > head[1]:
            head = (low, high)
            found[cell.framework] = max(found.values(), default=0) + 1
        else:
            found[cell.framework] = max(found.values())
    return found


def _ordinal(number: int) -> str:
    teen = 10 <= number % 100 <= 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
