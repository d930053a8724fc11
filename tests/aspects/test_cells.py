"""Each aspect, from facts to a cell."""

import json
from datetime import date
from pathlib import Path

import pytest

from bakeoff.aspects.aspect import Cell, make_cell
from bakeoff.aspects.registry import ASPECTS
from bakeoff.evidence.store import Evidence, load_evidence

DATA = Path(__file__).parents[1] / "evidence" / "data"
TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    return load_evidence([DATA])


def cell(evidence: Evidence, aspect: str, framework: str, today: date = TODAY) -> Cell:
    return make_cell(next(a for a in ASPECTS if a.id == aspect), framework, evidence, today)


def made(tmp_path: Path, **facts: object) -> Evidence:
    (tmp_path / "collections").mkdir()
    content = {
        "schema": "bakeoff/collection/1",
        "source": "test",
        "collected_on": "2026-11-01",
        "facts": [
            {"framework": "x", "metric": m.replace("__", "."), "value": v, "how": "code"}
            for m, v in facts.items()
        ],
    }
    (tmp_path / "collections" / "c.json").write_text(json.dumps(content))
    return load_evidence([tmp_path])


def test_performance_is_the_ratio_to_bare_go_with_its_interval(evidence: Evidence) -> None:
    got = cell(evidence, "performance", "django")
    assert got.headline == "12.0x [11.4, 12.6] the CPU of bare Go"
    assert got.rating == "Moderate"
    assert (got.value, got.interval) == (12.0, (11.4, 12.6))
    assert (got.date, got.age, got.stale) == ("2026-11-20", 3, False)
    details = {d.label: d.text for d in got.details}
    assert details["tier"] == "2 in campaign 2026-11-20-first"
    assert details["p99 latency"] == "4 ms [3.50, 4.50], at 100 requests/s"
    assert details["memory, loaded"] == "250 MB"


def test_a_ratio_without_an_interval_says_so(tmp_path: Path) -> None:
    got = cell(made(tmp_path, cpu_ratio=2.5), "performance", "x")
    assert got.headline == "2.50x the CPU of bare Go (no interval)"


def test_performance_that_nobody_measured_is_unknown_and_says_what_to_do(
    evidence: Evidence,
) -> None:
    got = cell(evidence, "performance", "fastapi")
    assert (got.headline, got.value, got.rating, got.facts) == ("unknown", None, None, ())
    assert got.unknown == "no campaign at hand has measured it"
    assert got.would_tell == "`bakeoff measure --framework fastapi`"


def test_a_fact_of_tomorrow_is_of_today(evidence: Evidence) -> None:
    """West of Greenwich, in the evening: campaigns are dated in UTC."""
    got = cell(evidence, "performance", "django", date(2026, 11, 19))
    assert (got.date, got.age, got.stale) == ("2026-11-20", 0, False)


def test_a_fact_older_than_the_shelf_life_is_stale(evidence: Evidence) -> None:
    later = date(2027, 11, 23)
    assert cell(evidence, "performance", "go", later).stale
    assert cell(evidence, "community", "django").stale  # a survey of June 2025


def test_language_names_version_typing_and_who_knows_it(evidence: Evidence) -> None:
    got = cell(evidence, "language", "django")
    assert got.headline == "Python 3.13.0, gradual typing, 50.0 % of professionals"
    assert got.rating == "Widespread"
    assert cell(evidence, "language", "go").rating == "Common"


def test_a_runtime_of_another_name_is_what_the_language_runs_on(tmp_path: Path) -> None:
    got = cell(
        made(tmp_path, language="JavaScript", language_version="node 24.1.0"), "language", "x"
    )
    assert got.headline == "JavaScript on node 24.1.0"
    assert got.unknown


def test_community_takes_its_interval_from_the_number_asked(evidence: Evidence) -> None:
    got = cell(evidence, "community", "django")
    assert got.headline == "12.0 % of professionals, 200 contributors in a year"
    assert got.interval == pytest.approx((0.1138, 0.1265), abs=1e-4)
    assert got.rating == "Large"


def test_community_of_what_no_survey_asked_is_unknown_with_the_reason(evidence: Evidence) -> None:
    got = cell(evidence, "community", "go")
    assert got.value is None
    assert got.unknown == "net/http was not an option of the question."


def test_maturity_counts_from_1_0_and_ages_only_by_what_can_change(evidence: Evidence) -> None:
    got = cell(evidence, "maturity", "django")
    assert got.headline == "18.2 years since 1.0.0, supported until 2027-12-31"
    assert (got.rating, got.date) == ("Mature", "2026-11-01")
    assert cell(evidence, "maturity", "go").headline.endswith("no end of support announced")


def test_maturity_without_a_1_0_counts_as_zero_and_says_so(evidence: Evidence) -> None:
    got = cell(evidence, "maturity", "fastapi")
    assert got.headline == "0.165.0, no 1.0 in 8.0 years, support unknown"
    assert (got.value, got.rating) == (0.0, "Pre-1.0")


def test_maturity_after_the_end_of_support_is_ended(evidence: Evidence) -> None:
    assert cell(evidence, "maturity", "django", date(2028, 1, 1)).rating == "Ended"


def test_maturity_of_unknown_age_is_unknown_and_not_zero(tmp_path: Path) -> None:
    got = cell(made(tmp_path, latest_version="12.5.1"), "maturity", "x")
    assert (got.headline, got.value, got.rating) == ("12.5.1, age unknown", None, None)


def test_async_counts_the_requests_that_wait_by_littles_law(evidence: Evidence) -> None:
    got = cell(evidence, "async", "go")
    # 1,200 requests/s, each with 10 calls of 50 ms
    assert got.headline == "native; at least 600 waits at once"
    assert got.rating == "Native"
    assert got.value == pytest.approx(600)


def test_async_measured_directly_wins(tmp_path: Path) -> None:
    evidence = made(tmp_path, waits_per_worker=900, throughput__upstream=1200)
    assert cell(evidence, "async", "x").headline == "not documented; 900 waits at once"


def test_orm_states_the_whole_service_over_a_bare_driver(evidence: Evidence) -> None:
    got = cell(evidence, "orm", "django")
    assert got.headline == "Django ORM 6.1.3; 15.0x [14.4, 15.6] the CPU of a bare driver in Go"
    assert got.rating == "Moderate"
    assert len(got.facts) == 6


def test_orm_with_a_scenario_missing_keeps_the_name_and_no_value(tmp_path: Path) -> None:
    got = cell(made(tmp_path, orm="Jet", cpu_ratio__db=3, cpu_ratio__queries=3), "orm", "x")
    assert (got.headline, got.value) == ("Jet", None)
    assert "db, queries, updates, fortunes" in str(got.unknown)


@pytest.mark.parametrize(
    "aspect", ["learning", "scalability", "ecosystem", "builtin", "flexibility"]
)
def test_aspects_not_gathered_yet_say_so_and_what_would_tell(
    evidence: Evidence, aspect: str
) -> None:
    got = cell(evidence, aspect, "django")
    assert (got.headline, got.value) == ("unknown", None)
    assert got.unknown
    assert got.would_tell


def test_flexibility_and_learning_name_the_smallest_program(tmp_path: Path) -> None:
    counted = {"tokens": 72, "lines": 13, "files": 1, "config_lines": 2}
    facts = {f"smallest_{what}": number for what, number in counted.items()}
    small = made(tmp_path, code_tokens=1000, replaceable__orm="yes", **facts)
    (line,) = cell(small, "flexibility", "x").details
    assert line.label == "smallest program that answers"
    assert line.text == "72 tokens on 13 lines of 1 file, 2 lines of configuration"
    assert [fact.number for fact in line.facts] == [72, 13, 1, 2]
    (line,) = cell(small, "learning", "x").details
    assert (line.label, line.text) == ("smallest program that answers", "72 tokens")
