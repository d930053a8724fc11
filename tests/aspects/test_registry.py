"""Eleven aspects, each with all that it must publish."""

from datetime import date
from pathlib import Path

from bakeoff.aspects.document import document
from bakeoff.aspects.registry import ASPECTS
from bakeoff.aspects.table import build_table
from bakeoff.base.folders import data_folder
from bakeoff.evidence.metrics import find_metric
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

ROOT = Path(__file__).parents[2]


def test_there_is_an_aspect_for_each_row_of_the_source_in_its_order() -> None:
    rows = list(load_source_table().rows)
    assert [a.id for a in ASPECTS if a.id in rows] == rows


def test_each_says_what_it_asks_how_it_counts_and_what_it_does_not_tell() -> None:
    for aspect in ASPECTS:
        assert aspect.question.endswith("?")
        assert aspect.formula
        assert aspect.does_not_tell
        assert aspect.shelf_life > 0
        for metric in aspect.metrics:
            assert find_metric(metric.replace("SCENARIO", "json")), metric


def test_the_documentation_is_what_the_code_says() -> None:
    text = (ROOT / "docs" / "aspects.md").read_text(encoding="utf-8")
    assert text == document(), "renew it: python -m bakeoff.aspects.document > docs/aspects.md"


def test_shipped_cells_are_known_by_facts_or_unknown_with_a_reason() -> None:
    evidence = load_evidence([data_folder("evidence")])
    table = build_table(evidence, load_source_table(), date(2026, 11, 23))
    assert len(table.cells) >= 110
    for cell in table.cells.values():
        assert cell.facts or cell.unknown
        if cell.value is None:
            assert cell.unknown
            assert cell.would_tell
        if cell.rating:
            assert cell.facts
