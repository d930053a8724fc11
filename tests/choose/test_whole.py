"""Reasons, turning points, renewals, relaxations and learning, on tables made by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff.aspects.registry import ASPECTS
from bakeoff.aspects.table import build_table
from bakeoff.base.folders import data_folder
from bakeoff.choose.address import profile_of, query_of
from bakeoff.choose.answer import Answer, choose
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.profile import (
    Profile,
    examples,
    load_example,
    load_profile,
    parse_profile,
    write_profile,
)
from bakeoff.choose.reasons import reasons
from bakeoff.choose.renewal import renewals
from bakeoff.choose.situation import Situation
from bakeoff.choose.team import Knowledge, learning_cost
from bakeoff.choose.turning import turning_points
from bakeoff.choose.values import Known
from bakeoff.evidence.source_table import Column, load_source_table
from bakeoff.evidence.store import load_evidence

DAY = date(2026, 11, 24)
EVIDENCE = load_evidence([data_folder("evidence")])
SOURCE = load_source_table()
TABLE = build_table(EVIDENCE, SOURCE, DAY)
PERFORMANCE, MATURITY = (
    next(a for a in ASPECTS if a.id == name) for name in ("performance", "maturity")
)


def situation(weights: tuple[float, float], *rows: tuple[float, float]) -> Situation:
    """Two aspects; frameworks named a, b, ... with these values."""
    columns = tuple(Column(name, name.upper(), "X") for name in "abcd"[: len(rows)])
    cell = TABLE.cell("performance", "go"), TABLE.cell("maturity", "go")
    return Situation(
        columns,
        (PERFORMANCE, MATURITY),
        weights,
        tuple(cell for _ in rows),
        tuple(tuple(Known(value) for value in row) for row in rows),
    )


def answer(text: str) -> Answer:
    return choose(parse_profile(text, "p", "p"), TABLE, EVIDENCE, DAY, draws=500)


def test_reasons_add_up_to_the_difference_from_the_others() -> None:
    here = situation((0.5, 0.5), (1.0, 0.2), (0.4, 0.6))
    best, worst = reasons(here, 0)
    assert [(r.aspect, round(r.points, 3)) for r in best] == [("performance", 0.3)]
    assert [(r.aspect, round(r.points, 3)) for r in worst] == [("maturity", -0.2)]
    a, b = here.utilities()
    assert sum(r.points for r in (*best, *worst)) == pytest.approx(a - b)


def test_the_turning_weight_is_where_both_are_level() -> None:
    # a - b = 0.6 w - 0.4 (1 - w) = 0 at w = 0.4: b is first once maturity weighs 60 %
    here = situation((0.5, 0.5), (1.0, 0.2), (0.4, 0.6))
    weights = [p for p in turning_points(here) if p.kind == "weight"]
    assert len(weights) == 1
    assert weights[0].framework == "b"
    assert weights[0].size == pytest.approx(0.1)


def test_who_is_dominated_has_no_turning_weight() -> None:
    here = situation((0.5, 0.5), (0.9, 0.9), (0.4, 0.6))
    assert not [p for p in turning_points(here) if p.kind == "weight"]


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=4))
def test_a_turning_weight_really_turns(rows: list[tuple[float, float]]) -> None:
    rows.sort(key=lambda row: -(0.5 * row[0] + 0.5 * row[1]))
    here = situation((0.5, 0.5), *rows)
    for point in turning_points(here):
        if point.kind != "weight":
            continue
        k = [a.id for a in here.aspects].index(point.aspect)
        for sign in (1, -1):
            weight = min(1.0, max(0.0, 0.5 + sign * point.size))
            weights = (weight, 1 - weight) if k == 0 else (1 - weight, weight)
            utilities = here.utilities(weights)
            names = [column.id for column in here.columns]
            if utilities[names.index(point.framework)] >= max(utilities) - 1e-9:
                break
        else:
            pytest.fail(f"{point} does not put {point.framework} first")


def test_only_what_is_not_known_can_be_renewed() -> None:
    here = situation((0.5, 0.5), (0.6, 0.5), (0.5, 0.5))
    assert renewals(here) == ()
    unknown = ((Known(None), Known(0.5)), (Known(0.5), Known(0.5)))
    found = renewals(Situation(here.columns, here.aspects, here.weights, here.cells, unknown))
    # a is first with 0.5 expected; any value below 0.5 puts b there
    assert found[0].framework == "a"
    assert found[0].chance == pytest.approx(0.5)


def test_the_requirement_that_kept_the_best_out_is_named() -> None:
    found = answer(
        '[constraints]\nlanguages = ["PHP"]\nmax_cpu_ratio = 2\n[preferences]\norder = ["orm"]'
    )
    assert found.ranking == ()
    assert found.verdict == "No framework meets all requirements: relax one of them."
    assert {r.constraint for r in found.relaxations} == {"languages", "max_cpu_ratio"}
    only = next(r for r in found.relaxations if r.constraint == "max_cpu_ratio")
    assert only.lets_in == ("laravel",)


def test_needs_screen_by_how_they_are_met() -> None:
    found = answer('[constraints]\nneeds = ["admin"]\n[preferences]\norder = ["learning"]')
    assert [entry.framework for entry in found.ranking] == ["django"]
    reason = next(s for s in found.screened if s.framework == "flask")
    assert reason.reason == "not built in or official: admin (package)"
    with pytest.raises(ProfileError, match="admin"):
        answer('[constraints]\nneeds = ["admn"]\n[preferences]\norder = ["learning"]')


def test_weeks_of_learning_grow_with_what_is_not_known() -> None:
    column = Column("django", "Django", "Python")
    nobody = learning_cost(column, [], 2, 240)
    pythons = learning_cost(column, [Knowledge("Python", 3, 2)], 2, 240)
    experts = learning_cost(column, [Knowledge("Django", 3, 2)], 2, 240)
    assert nobody is not None
    assert pythons is not None
    assert experts is not None
    assert (nobody.weeks, pythons.weeks, experts.weeks) == (20, 8, 0)
    assert learning_cost(column, [], 0, 240) is None


@pytest.mark.parametrize("name", sorted(examples()))
def test_an_example_survives_its_file_and_its_address(name: str) -> None:
    profile = load_example(name)
    assert parse_profile(write_profile(profile), "p", name) == profile
    again = profile_of(query_of(profile), name)
    assert (again.order, again.swings, again.knows, again.people) == (
        profile.order,
        profile.swings,
        profile.knows,
        profile.people,
    )
    assert again.constraints == profile.constraints


NAMES = st.permutations([aspect.id for aspect in ASPECTS])


@given(NAMES, st.integers(1, 11), st.integers(0, 99), st.floats(0.01, 1e6))
def test_any_profile_round_trips(order: list[str], count: int, people: int, memory: float) -> None:
    profile = Profile(
        name="yours",
        constraints={"max_memory_mb": memory, "needs": ["jobs", "admin"]},
        order=tuple((name,) for name in order[:count]),
        swings=None,
        languages=(),
        frameworks=(),
        people=people,
    )
    assert parse_profile(write_profile(profile), "p", "yours") == profile
    found = profile_of(query_of(profile))
    assert found.order == profile.order
    assert found.constraints["max_memory_mb"] == pytest.approx(memory, rel=1e-5)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("order", "performnce")], "did you mean 'performance'"),
        ([("bogus", "1")], "bogus"),
        ([("max_memory_mb", "much")], "max_memory_mb: found 'much'"),
        ([("max_memory_mb", "nan")], "max_memory_mb"),
        ([("supported_until", "soon")], "supported_until: found 'soon'"),
        ([("people", "-1")], "people"),
        ([("knows", "Python:9:1")], "level"),
    ],
)
def test_a_bad_address_names_its_key(pairs: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(ProfileError, match=said.replace("'", ".")):
        profile_of([*pairs, ("order", "orm")] if pairs[0][0] != "order" else pairs)


def test_the_default_answer_has_reasons_and_says_what_would_turn_it() -> None:
    found = choose(load_profile(), TABLE, EVIDENCE, DAY, draws=2000)
    first = found.ranking[0]
    assert first.reasons_for
    assert found.turning_points
    assert found.confidence == first.first
