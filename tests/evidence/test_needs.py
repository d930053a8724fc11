"""The needs matrix: read strictly, complete for the ten, and each entry a fact."""

import json
from pathlib import Path
from typing import Any

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.needs import NeedEntry, all_needs, load_needs, read_needs
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

SHIPPED = [data_folder("evidence")]


def a_file(folder: Path, **change: Any) -> Path:
    entries: list[dict[str, Any]] = [
        {
            "need": need.id,
            "kind": "built in",
            "source": "https://example.org/docs",
            "checked": "listed",
            "read_on": "2026-11-24",
            "note": "the module",
        }
        for need in all_needs()
    ]
    entries[0] |= change
    file = folder / "2026-11-24-mine.json"
    file.write_text(
        json.dumps({"schema": "bakeoff/needs/1", "framework": "mine", "entries": entries})
    )
    return file


def test_every_need_is_read(tmp_path: Path) -> None:
    read = read_needs(a_file(tmp_path))
    assert [entry.need for entry in read] == [need.id for need in all_needs()]
    assert read[0].file.endswith("2026-11-24-mine.json")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"need": "routng"}, "did you mean 'routing'"),
        ({"need": "validation"}, "routing: found 0, wanted one entry"),
        ({"kind": "somehow"}, "kind: found 'somehow', wanted one of built in"),
        ({"source": "a book"}, "source: found 'a book', wanted an address"),
        ({"kind": "package"}, "package: found nothing"),
        ({"package": "cran:shiny"}, "package: found 'cran:shiny'"),
        ({"read_on": "yesterday"}, "read_on: found 'yesterday'"),
        ({"checked": "read"}, "passage: found nothing"),
        ({"passage": "Routing is built in."}, "passage: found 'Routing is built in.'"),
        (
            {"kind": "package", "package": "npm:old", "released": "2024-01-01"},
            "wanted a package with a release in the 548 days before",
        ),
    ],
)
def test_a_wrong_entry_is_named(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    with pytest.raises(EvidenceError, match=said.replace("'", ".")):
        read_needs(a_file(tmp_path, **change))


@pytest.mark.parametrize("framework", [c.id for c in load_source_table().columns])
def test_the_ten_have_every_need_with_address_and_date(framework: str) -> None:
    matrix = load_needs(SHIPPED)
    entries = [matrix.entry(need.id, framework) for need in matrix.needs]
    assert all(isinstance(entry, NeedEntry) for entry in entries)
    assert len(load_needs(SHIPPED).entries) >= 300


def test_a_package_is_named_by_documentation_not_by_its_registry() -> None:
    for entry in load_needs(SHIPPED).entries.values():
        for registry in ("npmjs.com", "pypi.org", "rubygems.org", "packagist.org", "nuget.org"):
            assert registry not in entry.source, entry


def test_an_entry_is_a_fact_that_evidence_knows() -> None:
    fact = load_evidence(SHIPPED).newest("django", "need.admin")
    assert fact is not None
    assert (fact.text, fact.how) == ("built in", "documentation")
    assert fact.source.startswith("https://docs.djangoproject.com/")
