"""What a name on the command line means: a framework, an aspect, or a cell of the table."""

from difflib import get_close_matches

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.table import Table
from bakeoff.base.errors import BakeoffError
from bakeoff.evidence.source_table import Column


class UnknownTargetError(BakeoffError):
    """A name is neither a framework nor an aspect; names the nearest."""

    def __init__(self, name: str, known: list[str]) -> None:
        near = get_close_matches(name.lower(), known, 1, cutoff=0.4)
        hint = f"did you mean {near[0]!r}? " if near else ""
        super().__init__(f"{name!r}: no such framework or aspect: {hint}Known: {', '.join(known)}.")


def find_column(table: Table, name: str) -> Column | None:
    """Return the framework that `name` means: its id, its name, or the source's heading."""
    wanted = name.strip().lower()
    for column in table.columns:
        words = (column.id, column.name, column.heading or column.id)
        if wanted in {word.lower() for word in words}:
            return column
    return None


def find_aspect(table: Table, name: str) -> Aspect | None:
    """Return the aspect that `name` means: its id or its title."""
    wanted = name.strip().lower()
    return next((a for a in table.aspects if wanted in (a.id, a.title.lower())), None)


def find_target(table: Table, target: str) -> tuple[Aspect | None, Column | None]:
    """Return the aspect, the framework, or both of a cell `ASPECT/FRAMEWORK` (either order).

    Raises:
        UnknownTargetError: a part of `target` is neither; names the nearest.
    """
    aspect: Aspect | None = find_aspect(table, target)
    if aspect:
        return aspect, None
    column: Column | None = None
    for part in target.split("/", 1):
        found_column, found_aspect = find_column(table, part), find_aspect(table, part)
        column, aspect = column or found_column, aspect or found_aspect
        if not found_column and not found_aspect:
            known = [*(a.id for a in table.aspects), *(c.id for c in table.columns)]
            raise UnknownTargetError(part, known)
    return aspect, column
