"""What is in the tables: the seed's rows, and the fortune that is added in memory."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bakeoff.base.folders import data_folder

ADDED_ID = 0
ADDED_MESSAGE = "Additional fortune added at request time."


@dataclass(frozen=True)
class Truth:
    """What an answer is held to; None means that it is not held to it.

    `worlds` maps id to randomnumber, `fortunes` id to message (the table's rows, without the
    added one), `quotes` the number of a quote to its text.
    """

    worlds: Mapping[int, int] | None = None
    fortunes: Mapping[int, str] | None = None
    quotes: Mapping[int, str] | None = None


@cache
def seed_worlds() -> Mapping[int, int]:
    """Return the seed's worlds: id to random number, 10,000 rows."""
    return {int(id_): int(number) for id_, number in _rows("world")}


@cache
def seed_fortunes() -> Mapping[int, str]:
    """Return the seed's fortunes: id to message, 12 rows."""
    return {int(id_): message for id_, message in _rows("fortune")}


def page_of(fortunes: Mapping[int, str]) -> list[tuple[int, str]]:
    """Return the rows of the page for the table's `fortunes`: one added, sorted by message.

    The order is that of code points, as in TechEmpower's expected page: capitals before small
    letters, both before letters with accents.
    """
    rows = [*fortunes.items(), (ADDED_ID, ADDED_MESSAGE)]
    return sorted(rows, key=lambda row: row[1])


def _rows(table: str) -> list[list[str]]:
    file = data_folder("contract") / "seed" / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))
