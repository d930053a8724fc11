"""The table in each format, as it is printed for a small folder of evidence.

The snapshots are of 23 November 2026, at 100 columns; nothing else in them is fixed by
hand. To renew them after an intended change, delete them and run this file twice: a
missing snapshot is written and the test fails once.
"""

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from bakeoff.aspects.table import build_table
from bakeoff.cli.formats import FORMATS
from bakeoff.cli.table import TableFormat
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

DATA = Path(__file__).parents[1] / "evidence" / "data"
SNAPSHOTS = Path(__file__).parent / "snapshots"
TABLE = build_table(
    load_evidence([DATA]),
    load_source_table(DATA / "claims" / "source-table.json"),
    date(2026, 11, 23),
)


def matches(name: str, printed: str) -> None:
    file = SNAPSHOTS / name
    if not file.exists():
        file.write_text(printed, encoding="utf-8")
        pytest.fail(f"{name} was missing and is written now: look at it")
    assert printed == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "md", "csv"])
def test_the_table_is_printed_as_the_snapshot_has_it(form: str) -> None:
    matches(f"table.{form}", FORMATS[form](TABLE, 100))


def test_text_keeps_within_the_terminal() -> None:
    for width in (80, 100, 120):
        assert max(len(line) for line in FORMATS["text"](TABLE, width).splitlines()) <= width


def test_a_narrow_terminal_gets_more_blocks() -> None:
    assert FORMATS["text"](TABLE, 40).count("PROJECT MATURITY") == 1
    assert "Django" in FORMATS["text"](TABLE, 20)


def test_csv_has_a_line_a_cell_and_no_number_where_none_is_known() -> None:
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](TABLE, 0))))
    assert len(rows) == 33
    cells = {(row["aspect"], row["framework"]): row for row in rows}
    assert cells["performance", "django"]["value"] == "12.0"
    assert cells["performance", "fastapi"]["value"] == ""
    assert cells["performance", "fastapi"]["unknown"] == "no campaign at hand has measured it"


def test_json_reaches_every_fact() -> None:
    document = json.loads(FORMATS["json"](TABLE, 0))
    assert document["schema"] == "bakeoff/table/1"
    assert len(document["aspects"]) == 11
    cells = {(cell["aspect"], cell["framework"]): cell for cell in document["cells"]}
    fact = cells["performance", "django"]["facts"][0]
    assert fact["metric"] == "cpu_ratio"
    assert fact["interval"] == [11.4, 12.6]
    assert fact["command"] == "bakeoff measure --budget 10m"
    assert cells["performance", "fastapi"]["value"] is None


def test_markdown_has_the_shape_of_the_source() -> None:
    lines = FORMATS["md"](TABLE, 0).splitlines()
    assert lines[0] == "| Aspect | Django | FastAPI | Go net/http |"
    assert [line.split("|")[1].strip() for line in lines[2:13]] == [a.title for a in TABLE.aspects]
    assert all(line.count(" | ") == 3 for line in lines[2:13])


def test_every_format_can_be_asked_for() -> None:
    assert {form.value for form in TableFormat} == set(FORMATS)
