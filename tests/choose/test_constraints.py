"""Hard requirements: who is screened by what, and what an unknown fact does."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.choose.constraints import Screened, Team, screen
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

DATA = Path(__file__).parents[1] / "evidence" / "data"
EVIDENCE = load_evidence([DATA])
COLUMNS = load_source_table(DATA / "claims" / "source-table.json").columns
TODAY = date(2026, 11, 23)


def screened(constraints: dict[str, object], team: Team | None = None) -> tuple[Screened, ...]:
    return screen(constraints, COLUMNS, EVIDENCE, team or Team((), ()), TODAY)


def out(constraints: dict[str, object], team: Team | None = None) -> set[str]:
    return {entry.framework for entry in screened(constraints, team)}


@pytest.mark.parametrize(
    ("constraints", "who"),
    [
        ({"languages": ["python"]}, {"go"}),
        ({"typing": ["static"]}, {"django", "fastapi"}),
        ({"databases": ["postgresql"]}, {"fastapi", "go"}),
        ({"databases": ["PostgreSQL", "Oracle"]}, {"django", "fastapi", "go"}),
        ({"supported_until": date(2027, 6, 1)}, {"fastapi", "go"}),
        ({"supported_until": date(2028, 6, 1)}, {"django", "fastapi", "go"}),
        ({"min_years_since_1_0": 15}, {"fastapi", "go"}),
        ({"max_cpu_ratio": 10}, {"django", "fastapi"}),
        ({"max_memory_mb": 100}, {"django", "fastapi"}),
        ({"min_professional_share": 0.13}, {"django", "go"}),
        ({"only": ["go"]}, {"django", "fastapi"}),
        ({"exclude": ["go"]}, {"go"}),
        ({}, set()),
    ],
)
def test_each_constraint_screens_who_does_not_meet_it(
    constraints: dict[str, object], who: set[str]
) -> None:
    assert out(constraints) == who


def test_the_reason_says_what_was_found() -> None:
    reasons = {s.framework: (s.reason, s.unknown) for s in screened({"max_cpu_ratio": 10})}
    assert reasons["django"] == ("its CPU over bare Go is 12", False)
    assert reasons["fastapi"] == ("its CPU over bare Go is not known", True)


def test_the_unknown_can_be_given_the_benefit_of_doubt() -> None:
    assert out({"max_cpu_ratio": 10, "unknown": "keep"}) == {"django"}


def test_no_1_0_is_known_and_not_missing() -> None:
    (entry,) = [s for s in screened({"min_years_since_1_0": 1}) if s.framework == "fastapi"]
    assert entry.reason == "no 1.0 is out, the newest version is 0.165.0"
    assert not entry.unknown


def test_an_unknown_names_its_reason_where_a_file_gives_one() -> None:
    (entry,) = [s for s in screened({"min_professional_share": 0.01}) if s.framework == "go"]
    assert entry.reason.endswith("is not known: net/http was not an option of the question.")


@pytest.mark.parametrize(
    ("wanted", "team", "who"),
    [
        ("language", Team(("Python",), ()), {"go"}),
        ("framework", Team(("Python",), ("FastAPI",)), {"django", "go"}),
        ("language", Team((), ("go",)), {"django", "fastapi"}),
    ],
)
def test_what_the_team_knows_can_be_required(wanted: str, team: Team, who: set[str]) -> None:
    assert out({"team_knows": wanted}, team) == who


def test_one_framework_can_be_screened_by_several() -> None:
    found = [s.constraint for s in screened({"languages": ["Go"], "max_cpu_ratio": 10})]
    assert found.count("max_cpu_ratio") == 2
    assert found.count("languages") == 2
