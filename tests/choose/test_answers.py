"""The example profiles' answers in docs/answers are those that the evidence gives."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.choose.profile import examples, load_example
from bakeoff.cli.pick import answer_for
from bakeoff.cli.record import record
from bakeoff.evidence.store import load_evidence

FOLDER = Path(__file__).parents[2] / "docs" / "answers"
DAY = date(2026, 11, 24)
EVIDENCE = load_evidence([data_folder("evidence")])


def text(name: str) -> str:
    profile = load_example(name)
    return "\n".join(record(profile, answer_for(profile, EVIDENCE, DAY), EVIDENCE, DAY)) + "\n"


def write_all() -> None:
    """Write them anew: `make answers`."""
    FOLDER.mkdir(exist_ok=True)
    for name in examples():
        (FOLDER / f"{name}.md").write_text(text(name), encoding="utf-8")


@pytest.mark.parametrize("name", sorted(examples()))
def test_an_answer_is_as_documented(name: str) -> None:
    found = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    assert text(name) == found, "the evidence has changed: `make answers` writes them anew"
