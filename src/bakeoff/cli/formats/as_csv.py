"""The table as CSV: one line a cell, for spreadsheets."""

import csv
import io

from bakeoff.aspects.table import Table

FIELDS = (
    "aspect",
    "framework",
    "headline",
    "rating",
    "value",
    "unit",
    "interval_low",
    "interval_high",
    "date",
    "age_days",
    "stale",
    "unknown",
)


def render(table: Table, width: int) -> str:
    """Return a line for each cell; an unknown number is an empty field, never 0."""
    del width
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for aspect in table.aspects:
        for column in table.columns:
            cell = table.cell(aspect.id, column.id)
            low, high = cell.interval or (None, None)
            said = (aspect.id, column.id, cell.headline, cell.rating)
            numbers = (cell.value, cell.unit, low, high)
            age = (cell.date, cell.age, str(cell.stale).lower())
            writer.writerow((*said, *numbers, *age, cell.unknown))
    return out.getvalue()
