"""Who shares a tier: those that intervals, or the campaign's own tests, do not tell apart."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.aspects.aspect import Cell
from bakeoff.pages.site import Site, load_site
from bakeoff.pages.tiers import Place, by_interval


def cell(name: str, value: float, low: float | None = None, high: float | None = None) -> Cell:
    interval = None if low is None or high is None else (low, high)
    return Cell(
        "orm", name, "", None, value, "", interval, (), (), None, None, None, None, stale=False
    )


def test_a_tier_ends_where_an_interval_no_longer_meets_that_of_its_first() -> None:
    # b meets a, c meets b but not a; numbers without an interval tie only with their equals
    a, b, c = cell("a", 1.0, 0.8, 1.2), cell("b", 1.3, 1.1, 1.5), cell("c", 1.6, 1.4, 1.8)
    assert by_interval([a, b, c]) == {"a": 1, "b": 1, "c": 2}
    assert by_interval([cell("a", 5), cell("b", 5), cell("c", 4)]) == {"a": 1, "b": 1, "c": 2}
    # from the best of a scale on which more is better
    assert by_interval([c, b, a]) == {"c": 1, "b": 1, "a": 2}


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place(1, 4, ()), "1st of 4"),
        (Place(2, 4, ("Go",)), "joint 2nd of 4"),
        (Place(3, 12, ()), "3rd of 12"),
        (Place(11, 12, ()), "11th of 12"),
    ],
)
def test_a_place_in_words(place: Place, said: str) -> None:
    assert place.text == said


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    monkeypatch.setenv("BAKEOFF_CACHE", str(tmp_path))  # the shipped evidence alone
    return load_site(date(2026, 11, 26))


def test_ties_go_both_ways_and_the_unknown_have_no_place(site: Site) -> None:
    names = {column.id: column.name for column in site.table.columns}
    for aspect in site.table.aspects:
        found = site.places(aspect)
        for one, place in found.items():
            assert all(
                (other in place.tied) == (found[f].tier == place.tier)
                for f, other in names.items()
                if f in found and f != one
            )
        for column in site.table.columns:
            known = site.table.cell(aspect.id, column.id).value is not None
            assert (column.id in found) == known


def test_performance_has_the_campaigns_own_tiers(site: Site) -> None:
    aspect = next(a for a in site.table.aspects if a.id == "performance")
    for framework, place in site.places(aspect).items():
        fact = site.evidence.newest(framework, "tier")
        assert fact is not None
        assert fact.number == place.tier
