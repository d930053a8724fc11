"""The table for a terminal: frameworks down, as many aspects across as fit, block by block."""

from collections.abc import Iterator, Sequence
from textwrap import fill, wrap

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.aspects.table import Table
from bakeoff.cli.formats.as_markdown import notes

NARROWEST = 24
GAP = "  "


def render(table: Table, width: int) -> str:
    """Return the table in blocks of at most `width` columns."""
    empty = {aspect.id for aspect in table.empty_aspects()}
    shown = [aspect for aspect in table.aspects if aspect.id not in empty]
    first = max((len(column.name) for column in table.columns), default=0)
    across = max(1, (width - first) // (NARROWEST + len(GAP)))
    lines: list[str] = []
    for start in range(0, len(shown), across):
        lines += [*_block(table, shown[start : start + across], first, width), ""]
    lines += [fill(line, max(width, NARROWEST), subsequent_indent="  ") for line in notes(table)]
    return "\n".join(lines) + "\n"


def _block(table: Table, aspects: Sequence[Aspect], first: int, width: int) -> Iterator[str]:
    wide = max(NARROWEST, (width - first) // len(aspects) - len(GAP))
    yield _row(["", *(aspect.title.upper() for aspect in aspects)], first, wide)
    for column in table.columns:
        texts = [_cell(table.cell(aspect.id, column.id), wide) for aspect in aspects]
        for i in range(max(len(text) for text in texts)):
            name = column.name if i == 0 else ""
            parts = [text[i] if i < len(text) else "" for text in texts]
            yield _row([name, *parts], first, wide)


def _row(parts: Sequence[str], first: int, wide: int) -> str:
    cells = [parts[0].ljust(first), *(part.ljust(wide) for part in parts[1:])]
    return GAP.join(cells).rstrip()


def _cell(cell: Cell, wide: int) -> list[str]:
    lines = wrap(cell.headline, wide)
    if cell.unknown and cell.facts:
        lines.append("(rest unknown)")
    rest = [cell.rating, cell.date and cell.date[:7], "stale" if cell.stale else None]
    said = ", ".join(part for part in rest if part)
    return [*lines, *wrap(f"= {said}", wide, subsequent_indent="  ")] if said else lines
