"""The evidence that is shipped: complete, dated, sourced, and free of invented zeros."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.evidence.metrics import METRICS, SCENARIOS
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import Evidence, load_evidence

TEN = (
    "express",
    "django",
    "rails",
    "spring-boot",
    "flask",
    "laravel",
    "nestjs",
    "fastapi",
    "aspnetcore",
    "go",
)


@pytest.fixture(scope="module")
def shipped() -> Evidence:
    return load_evidence([data_folder("evidence")])


def test_every_file_can_be_read_and_is_named_by_its_date() -> None:
    files = [*data_folder("evidence").glob("c*s/*.json")]
    named = [f for f in files if f.parent.name != "claims"]
    assert named
    for file in named:
        assert re.match(r"\d{4}-\d{2}-\d{2}-", file.name)


def test_the_source_table_is_whole() -> None:
    table = load_source_table()
    assert tuple(column.id for column in table.columns) == TEN
    assert len(table.rows) == 11
    assert sum(len(claims) for claims in table.claims.values()) == 110
    assert table.claims["async"]["django"] == "No (Async via Channels)"
    assert table.claims["orm"]["fastapi"] == "SQLAlchemy (SQL), Tortoise ORM (async/await)"
    assert Counter(table.claims["performance"].values()) == {
        "Good": 6,
        "Excellent": 3,
        "Moderate": 1,
    }


@pytest.mark.parametrize(
    ("framework", "metric", "value"),
    [
        ("django", "survey_share_professional", 0.1166),
        ("django", "survey_respondents_professional", 19460),
        ("flask", "bus_factor_12m", 1),
        ("rails", "contributors_12m", 379),
        ("express", "first_stable_date", "2010-11-17"),
        ("aspnetcore", "support_ends", "2028-11-14"),
        ("django", "longest_support_ends", "2028-04-30"),
        ("fastapi", "latest_version", "0.165.0"),
        ("nestjs", "install_bytes", 11323580),
        ("go", "language_share_professional", 0.1736),
        ("flask", "async_support", "bolted on"),
    ],
)
def test_facts_are_those_of_their_sources(
    shipped: Evidence, framework: str, metric: str, value: object
) -> None:
    fact = shipped.newest(framework, metric)
    assert fact is not None
    assert fact.value == value


@pytest.mark.parametrize(
    ("framework", "metric", "reason"),
    [
        ("go", "survey_share_professional", "not an option"),
        ("django", "contributors_12m", "history"),
        ("fastapi", "first_stable_date", "no version from 1.0 on"),
        ("nestjs", "first_stable_date", "not usable"),
        ("flask", "support_ends", "no page"),
        ("express", "support_ends", "no end date is announced"),
        ("rails", "install_bytes", "not reachable"),
    ],
)
def test_what_is_unknown_says_why(
    shipped: Evidence, framework: str, metric: str, reason: str
) -> None:
    assert shipped.newest(framework, metric) is None
    assert reason in (shipped.why_unknown(framework, metric) or "")


def test_all_ten_have_facts(shipped: Evidence) -> None:
    for framework in TEN:
        assert len(shipped.facts(framework)) >= 20


def test_no_file_names_a_private_path_or_a_mirror() -> None:
    for file in data_folder("evidence").rglob("*.json"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"/work/|/root|/tmp/|/home/|mirror", text), file.name


def test_the_documentation_lists_every_metric_as_the_code_has_it() -> None:
    text = (Path(__file__).parents[2] / "docs" / "evidence.md").read_text(encoding="utf-8")
    for metric in METRICS:
        better = metric.better or ""
        assert f"| `{metric.name}` | {metric.title} | {metric.unit} | {better} |" in text
    assert ", ".join(f"`{scenario}`" for scenario in SCENARIOS) in text


def test_shares_lie_between_nothing_and_all(shipped: Evidence) -> None:
    for facts in shipped.history.values():
        for fact in facts:
            if fact.unit == "share" and fact.number is not None:
                assert 0 <= fact.number <= 1
                low, high = fact.interval or (fact.number, fact.number)
                assert low <= fact.number <= high


def test_collections_are_json_with_a_fact_a_line() -> None:
    # so that a diff shows which fact was added
    for file in (data_folder("evidence") / "collections").glob("*.json"):
        text = file.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line.startswith('  {"framework"')]
        assert len(lines) == len(json.loads(text)["facts"])
