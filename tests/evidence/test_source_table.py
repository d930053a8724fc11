"""The source table's columns, and those of the user's own frameworks."""

import json
from pathlib import Path

import pytest

from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.source_table import columns, load_source_table
from bakeoff.evidence.store import load_evidence

DATA = Path(__file__).parent / "data"


def test_the_users_own_framework_stands_after_the_ten(tmp_path: Path) -> None:
    (tmp_path / "collections").mkdir()
    facts = [
        {"framework": "mine", "metric": "name", "value": "My Own", "how": "code"},
        {"framework": "mine", "metric": "language", "value": "Rust", "how": "code"},
        {"framework": "bare", "metric": "licence", "value": "MIT", "how": "code"},
    ]
    content = {"schema": "bakeoff/collection/1", "source": "me", "collected_on": "2026-11-01"}
    (tmp_path / "collections" / "c.json").write_text(json.dumps({**content, "facts": facts}))
    table = load_source_table(DATA / "claims" / "source-table.json")
    found = columns(load_evidence([DATA, tmp_path]), table)
    assert [c.id for c in found] == ["django", "fastapi", "go", "bare", "mine"]
    assert (found[-1].name, found[-1].language) == ("My Own", "Rust")
    assert (found[-2].name, found[-2].language) == ("bare", "unknown")


@pytest.mark.parametrize("content", ["{}", "[]", "no json", '{"schema": "other"}'])
def test_what_is_no_source_table_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "t.json"
    file.write_text(content)
    with pytest.raises(EvidenceError, match=r"t\.json"):
        load_source_table(file)
