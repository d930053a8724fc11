"""A cell shows nothing that no fact supports."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from bakeoff.aspects.aspect import Cell
from bakeoff.aspects.table import build_table
from bakeoff.base.folders import data_folder
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

EVIDENCE = load_evidence([data_folder("evidence")])
TABLE = build_table(EVIDENCE, load_source_table(), date(2026, 11, 24))
MOST_UNKNOWN = 11
NUMBER = re.compile(r"\d")


def unsupported(cell: Cell) -> str:
    """Return what a cell shows without a fact, empty where all is supported."""
    if NUMBER.search(cell.headline) and not cell.facts:
        return f"the headline {cell.headline!r} has no fact"
    if cell.value is not None and not cell.facts:
        return "the value has no fact"
    for detail in cell.details:
        if not detail.facts:
            return f"the detail {detail.label!r} has no fact"
    for fact in cell.all_facts:
        if fact not in EVIDENCE.history.get((fact.framework, fact.metric), ()):
            return f"{fact.metric} is not in the evidence"
        if fact.framework != cell.framework:
            return f"{fact.metric} is a fact of {fact.framework}"
    return ""


@pytest.mark.parametrize("column", TABLE.columns, ids=lambda column: column.id)
def test_every_cell_stands_on_facts(column: object) -> None:
    for aspect in TABLE.aspects:
        cell = TABLE.cell(aspect.id, column.id)  # type: ignore[attr-defined]
        assert not unsupported(cell), (aspect.id, unsupported(cell))


def test_a_made_up_cell_is_found_out() -> None:
    cell = TABLE.cell("performance", "django")
    assert unsupported(replace(cell, facts=()))
    wrong = replace(cell.facts[0], value=1.0)
    assert unsupported(replace(cell, facts=(wrong,)))
    assert unsupported(replace(TABLE.cell("ecosystem", "go"), facts=cell.facts))


def test_facts_are_in_the_files_that_they_name() -> None:
    for name in {fact.file for cell in TABLE.cells.values() for fact in cell.all_facts}:
        whole = json.loads((data_folder("evidence") / name).read_text(encoding="utf-8"))
        assert whole["schema"].startswith("bakeoff/")


def test_few_cells_are_unknown_and_each_says_what_would_tell() -> None:
    unknown = [cell for cell in TABLE.cells.values() if cell.headline == "unknown"]
    assert len(TABLE.cells) == 110
    assert len(unknown) <= MOST_UNKNOWN
    assert all(cell.unknown and cell.would_tell for cell in unknown)
