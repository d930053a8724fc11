"""The answer: order, tiers, ties, and how sure."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.aspects.table import build_table
from bakeoff.choose.answer import Answer, choose, tiers
from bakeoff.choose.profile import parse_profile
from bakeoff.evidence.source_table import load_source_table
from bakeoff.evidence.store import load_evidence

DATA = Path(__file__).parents[1] / "evidence" / "data"
EVIDENCE = load_evidence([DATA])
TODAY = date(2026, 11, 23)
TABLE = build_table(EVIDENCE, load_source_table(DATA / "claims" / "source-table.json"), TODAY)


def answer(profile: str, seed: int = 1) -> Answer:
    return choose(parse_profile(profile, "p.toml", "p"), TABLE, EVIDENCE, TODAY, seed=seed)


def test_the_cheaper_one_wins_where_only_cost_counts() -> None:
    got = answer('[preferences]\norder = ["performance"]\n[constraints]\nmax_cpu_ratio = 64')
    assert [(r.framework, r.tier) for r in got.ranking] == [("go", 1), ("django", 2)]
    assert got.ranking[0].first == 1
    assert got.verdict == "Go net/http: first in 100% of the draws, before Django in 100%."
    assert got.ranking[0].central == {"performance": pytest.approx(1)}
    assert [s.framework for s in got.screened] == ["fastapi"]


def test_what_is_not_known_keeps_an_answer_open() -> None:
    got = answer('[preferences]\norder = ["performance"]')
    entry = next(r for r in got.ranking if r.framework == "fastapi")
    assert entry.unknown == ("performance",)
    assert 0 < entry.first < 0.2  # go, at 1.5x, leaves little room above
    assert entry.tier == 2


def test_a_tie_is_called_a_tie() -> None:
    got = answer('[preferences]\norder = ["learning"]\n[constraints]\nexclude = ["fastapi"]')
    assert {r.tier for r in got.ranking} == {1}
    assert got.verdict.startswith("Too close to call: ")


def test_the_rest_of_the_verdicts() -> None:
    order = '[preferences]\norder = ["performance"]\n[constraints]\n'
    assert "only one" in answer(order + 'only = ["go"]').verdict
    none_left = answer(order + 'languages = ["COBOL"]')
    assert none_left.ranking == ()
    assert "No framework meets all requirements" in none_left.verdict


def test_what_the_team_must_learn_is_shown_and_changes_no_value() -> None:
    order = '[preferences]\norder = ["performance"]\n'
    plain, team = answer(order), answer(order + '[team]\nlanguages = ["Python"]')
    assert {r.framework: r.to_learn for r in team.ranking} == {
        "go": "Go and Go net/http",
        "django": "Django",
        "fastapi": "FastAPI",
    }
    assert [r.utility for r in plain.ranking] == [r.utility for r in team.ranking]
    assert plain.ranking[0].to_learn == ""


def test_the_mean_weights_are_shown() -> None:
    got = answer("[preferences]\nswings = { performance = 60, maturity = 40 }")
    assert got.mean_weights == {"performance": pytest.approx(0.6), "maturity": pytest.approx(0.4)}


def test_the_same_seed_gives_the_same_answer() -> None:
    profile = '[preferences]\norder = ["performance", "maturity", "learning"]'
    assert answer(profile) == answer(profile)
    assert answer(profile).ranking != answer(profile, seed=2).ranking


def test_tiers_begin_where_the_head_of_the_last_one_decides() -> None:
    # 1 is not told from 0, 2 is told from 0 but not from 1: the head counts
    wins = [[0, 0.6, 0.95, 0.99], [0.4, 0, 0.7, 0.95], [0.05, 0.3, 0, 0.8], [0.01, 0.05, 0.2, 0]]
    assert tiers([0, 1, 2, 3], wins) == [1, 1, 2, 2]
