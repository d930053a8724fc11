"""From a name to the facts behind it."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.aspects.table import build_table
from bakeoff.cli.names import UnknownTargetError
from bakeoff.cli.show import describe
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

DATA = Path(__file__).parents[1] / "evidence" / "data"
EVIDENCE = load_evidence([DATA])
SOURCE = load_source_table(DATA / "claims" / "source-table.json")
TABLE = build_table(EVIDENCE, SOURCE, date(2026, 11, 23))


def shown(target: str) -> str:
    return "\n".join(describe(target, TABLE, EVIDENCE, SOURCE))


def test_a_cell_goes_down_to_source_date_environment_and_command() -> None:
    text = shown("performance/django")
    assert text.startswith("Performance, Django: 12.0x [11.4, 12.6] the CPU of bare Go")
    assert "value     12 ratio, 95 % interval 11.4 to 12.6" in text
    assert "age       3 days (2026-11-20, shelf life 180 days)" in text
    assert 'claimed   "Good" (the source table)' in text
    assert "measured, 2026-11-20, environment 2026-11-20-first" in text
    assert "source    campaign 2026-11-20-first" in text
    assert "again     bakeoff measure --budget 10m" in text
    assert "file      campaigns/2026-11-20-first.json" in text


def test_a_cell_may_be_named_either_way_round_and_in_the_sources_words() -> None:
    assert shown("Django/Performance") == shown("performance/django")
    assert shown("Project maturity/GO") == shown("maturity/go")


def test_an_unknown_cell_says_why_and_what_would_tell() -> None:
    text = shown("performance/fastapi")
    assert "unknown   no campaign at hand has measured it" in text
    assert "to know   `bakeoff measure --framework fastapi`" in text


def test_a_framework_shows_all_aspects_and_the_facts_that_none_uses() -> None:
    text = shown("django")
    for aspect in TABLE.aspects:
        assert aspect.title in text
    assert "Facts that no aspect uses" not in text or "database" in text


def test_an_aspect_shows_its_formula_its_thresholds_and_everybody() -> None:
    text = shown("ORM/Database support")
    assert "rating    Excellent (2): less than the work itself" in text
    assert "64 is unacceptable, 1 excellent, logarithmic between" in text
    for column in TABLE.columns:
        assert column.name in text


@pytest.mark.parametrize(
    ("target", "nearest"),
    [("performnce", "performance"), ("djagno", "django"), ("orm/fastpi", "fastapi")],
)
def test_an_unknown_name_names_the_nearest(target: str, nearest: str) -> None:
    with pytest.raises(UnknownTargetError, match=f"did you mean '{nearest}'"):
        shown(target)
