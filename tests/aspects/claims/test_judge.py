"""A word is confirmed, refuted or undecided by the cell's value and facts."""

from dataclasses import replace
from datetime import date

import pytest

from bakeoff.aspects.claims.judge import judge, judge_all
from bakeoff.aspects.claims.words import WORDS
from bakeoff.aspects.table import build_table
from bakeoff.base.folders import data_folder
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

EVIDENCE = load_evidence([data_folder("evidence")])
SOURCE = load_source_table()
TABLE = build_table(EVIDENCE, SOURCE, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("value", "interval", "verdict"),
    [
        (1.5, (1.4, 1.6), "confirmed"),  # within
        (9.0, (8.5, 9.5), "refuted"),  # outside
        (2.0, (1.5, 2.5), "undecided"),  # on both sides of the bound
        (None, None, "undecided"),
    ],
)
def test_a_measured_word_is_decided_by_its_whole_interval(
    value: float | None, interval: tuple[float, float] | None, verdict: str
) -> None:
    cell = replace(TABLE.cell("performance", "go"), value=value, interval=interval)
    assert judge(cell, "Excellent", EVIDENCE).verdict == verdict


def test_a_word_that_cannot_fail_decides_nothing() -> None:
    found = judge(TABLE.cell("builtin", "go"), "Web Framework", EVIDENCE)
    assert found.verdict == "undecided"


def test_django_has_asynchronous_views() -> None:
    found = judge(TABLE.cell("async", "django"), "No (Async via Channels)", EVIDENCE)
    assert found.verdict == "refuted"
    assert "docs.djangoproject.com" in found.sentence


def test_every_claim_has_a_meaning_and_a_verdict() -> None:
    for aspect, claims in SOURCE.claims.items():
        assert set(claims.values()) <= set(WORDS[aspect])
    verdicts = judge_all(TABLE, SOURCE, EVIDENCE)
    assert len(verdicts) == 110
    assert all(v.facts or v.verdict == "undecided" for v in verdicts)
    assert all(v.sentence.endswith(".") and len(v.sentence) > 10 for v in verdicts)
