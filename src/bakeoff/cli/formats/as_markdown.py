"""The table as Markdown, in the shape of the source's: a row an aspect, a column a framework."""

from bakeoff.aspects.aspect import Cell
from bakeoff.aspects.table import Table


def render(table: Table, width: int) -> str:
    """Return the table; each cell with its rating word and the date of its oldest fact."""
    del width
    lines = [
        "| Aspect | " + " | ".join(column.name for column in table.columns) + " |",
        "|" + "---|" * (len(table.columns) + 1),
    ]
    for aspect in table.aspects:
        cells = (_cell(table.cell(aspect.id, column.id)) for column in table.columns)
        lines.append(f"| {aspect.title} | " + " | ".join(cells) + " |")
    lines += ["", *(f"{line}  " for line in notes(table))]
    return "\n".join(lines) + "\n"


def notes(table: Table) -> list[str]:
    """Return the lines below a table: what is not known for anybody, and who measured."""
    lines = []
    for aspect in table.empty_aspects():
        cell = table.cell(aspect.id, table.columns[0].id)
        lines.append(f"{aspect.title}: unknown: {cell.unknown}.")
    machines = table.machines()
    if len(machines) > 1:
        lines.append(
            "Measured in more than one campaign, so tiers are not comparable between all: "
            + ", ".join(machines)
            + "."
        )
    elif machines:
        lines.append(f"Measured in campaign {machines[0]}.")
    lines.append(
        f"As of {table.today}. Stale: older than the aspect's shelf life. "
        "`bakeoff show ASPECT/FRAMEWORK` shows the facts behind a cell."
    )
    return lines


def _cell(cell: Cell) -> str:
    parts = [cell.headline]
    if cell.unknown and cell.facts:
        parts.append("rest unknown")
    if cell.rating:
        parts.append(f"**{cell.rating}**")
    if cell.date:
        parts.append(f"({cell.date}{', stale' if cell.stale else ''})")
    return "<br>".join(part.replace("|", "\\|") for part in parts)
