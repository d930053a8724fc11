"""`bakeoff table`: the eleven aspects of the ten frameworks."""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bakeoff.aspects.table import Table

WIDEST = 120


class TableFormat(StrEnum):
    """A form of the table."""

    text = "text"
    md = "md"
    csv = "csv"
    json = "json"


Format = Annotated[
    TableFormat,
    typer.Option("--format", help="text for people, md as the source had it, csv, or json."),
]


def table(form: Format = TableFormat.text) -> None:
    """Print what is known of each framework, aspect by aspect, with ratings and dates."""
    print_table(form)


def print_table(form: TableFormat = TableFormat.text) -> None:
    """Print the table of the evidence at hand to standard output."""
    from shutil import get_terminal_size

    from bakeoff.cli.formats import FORMATS

    width = min(get_terminal_size((110, 24)).columns, WIDEST)
    typer.echo(FORMATS[form.value](current_table(), width), nl=False)


def current_table() -> "Table":
    """Return the table of the shipped evidence and the user's own, as of today.

    Raises:
        EvidenceError: a file of it is wrong.
    """
    from bakeoff.aspects.table import build_table
    from bakeoff.evidence.source_table import load_source_table
    from bakeoff.evidence.store import load_evidence

    return build_table(load_evidence(), load_source_table(), date.today())
