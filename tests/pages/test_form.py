"""The form says all that a profile can say, and what it says is the profile again."""

from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bakeoff.aspects.registry import ASPECTS
from bakeoff.choose.address import profile_of, query_of
from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.profile import Profile, examples, load_example, load_profile, make_profile
from bakeoff.evidence.needs import all_needs
from bakeoff.pages.form import profile_in, query
from bakeoff.pages.routes import page_at
from bakeoff.pages.site import Site, load_site

IDS = [aspect.id for aspect in ASPECTS]


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(date(2026, 11, 26))


class Form(HTMLParser):
    """What a browser without scripts would send when the form is submitted untouched."""

    def __init__(self) -> None:
        super().__init__()
        self.pairs: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self._select, self._first = "", False
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        got = dict(attrs)
        self._inside = self._inside or (tag == "form" and got.get("id") == "questions")
        name = got.get("name") or ""
        if not self._inside:
            return
        self.names |= {name} if name else set()
        if tag == "select":
            self._select, self._first = name, True
            self.pairs.append((name, ""))
        elif tag == "option":
            if self._first or "selected" in got:  # without a selected one, browsers take the first
                self.pairs[-1] = (self._select, got.get("value") or "")
            self._first = False
        elif tag == "input":
            ticked = got.get("type") not in ("checkbox", "radio") or "checked" in got
            self.pairs += [(name, got.get("value") or "")] if ticked else []

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"


def submitted(site: Site, profile: Profile) -> Form:
    """Return the form as the front shows it for a profile."""
    page = page_at(site, "/", query_of(profile))
    assert page is not None
    form = Form()
    form.feed(page.html(lambda p: p))
    return form


def sets(profile: Profile) -> dict[str, object]:
    """Requirements without the order of names, which boxes do not keep."""
    return {
        key: sorted(value) if isinstance(value, list) else value
        for key, value in profile.constraints.items()
    }


def same(one: Profile, other: Profile) -> bool:
    """Are they the same but for the order of names that are equals?"""
    left, right = (
        (
            *(sets(p), [sorted(group) for group in p.order], p.swings, p.knows, p.people),
            *(p.languages, p.frameworks),
        )
        for p in (one, other)
    )
    return left == right


def test_every_key_of_a_profile_has_its_field(site: Site) -> None:
    names = submitted(site, load_profile()).names
    assert set(CONSTRAINTS) <= names
    assert {f"rank.{a}" for a in IDS} | {f"swing.{a}" for a in IDS} <= names
    assert {"by", "team.1.what", "team.1.level", "team.1.people", "people"} <= names
    assert {"languages_known", "frameworks_known"} <= names


@pytest.mark.parametrize("name", sorted(examples()))
def test_an_example_survives_the_form(site: Site, name: str) -> None:
    profile = load_example(name)
    assert same(profile_in(submitted(site, profile).pairs), profile)


NAMES = st.text("abcXYZ ,:%~#+é", min_size=1, max_size=8).map(str.strip).filter(bool)
LISTS = st.lists(NAMES, min_size=1, max_size=3, unique_by=str.lower)
NUMBERS = st.floats(1e-3, 1e6)
NEEDS = st.lists(st.sampled_from([n.id for n in all_needs()]), min_size=1, max_size=4, unique=True)
REQUIREMENTS = st.fixed_dictionaries(
    {},
    optional={
        key: {
            "needs": NEEDS,
            "needs_any": NEEDS,
            "supported_until": st.dates(date(2026, 1, 1), date(2040, 1, 1)),
            "team_knows": st.sampled_from(["language", "framework"]),
            "unknown": st.sampled_from(["screen", "keep"]),
        }.get(key, LISTS if CONSTRAINTS[key].kind == "list" else NUMBERS)
        for key in CONSTRAINTS
    },
)
ORDERS = st.lists(st.sampled_from(IDS), min_size=1, unique=True).flatmap(
    lambda ids: st.lists(st.booleans(), min_size=len(ids), max_size=len(ids)).map(
        lambda tied: {"order": _tied(ids, tied)}
    )
)
SWINGS = st.dictionaries(st.sampled_from(IDS), st.floats(0.01, 100), min_size=1).map(
    lambda swings: {"swings": swings}
)
KNOWLEDGE = st.fixed_dictionaries(
    {"what": NAMES, "level": st.integers(1, 3), "people": st.integers(1, 999)}
)
TEAMS = st.fixed_dictionaries(
    {},
    optional={
        "languages": LISTS,
        "frameworks": LISTS,
        "people": st.integers(0, 999),
        "knows": st.lists(KNOWLEDGE, max_size=3),
    },
)


def _tied(ids: list[str], tied: list[bool]) -> list[list[str]]:
    groups: list[list[str]] = []
    for name, joins in zip(ids, tied, strict=True):
        if groups and joins:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(REQUIREMENTS, st.one_of(ORDERS, SWINGS), TEAMS)
def test_any_profile_survives_its_address_and_the_form(
    site: Site, constraints: dict[str, object], preferences: dict[str, object], team: object
) -> None:
    whole = {"constraints": constraints, "preferences": preferences, "team": team}
    profile = make_profile(whole, "p.toml", "p")
    again = profile_of(query_of(profile))
    assert (again.constraints, again.order) == (profile.constraints, profile.order)
    assert same(again, profile)
    found = profile_in(submitted(site, profile).pairs)
    assert same(found, profile)
    assert query(found) == query(profile_in(list(query_of(found))))


def test_the_switch_says_which_half_of_the_form_counts() -> None:
    form = [("rank.orm", "1"), ("rank.async", "1"), ("swing.orm", "40"), ("swing.learning", "100")]
    assert query(profile_in([("by", "order"), *form])) == "order=orm~async"
    assert query(profile_in([("by", "swings"), *form])) == "swing.orm=40&swing.learning=100"


def test_what_nobody_cares_about_does_not_count() -> None:
    form = [("by", "order"), ("rank.orm", "3"), ("rank.async", "0")]
    assert profile_in(form).order == (("orm",),)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ([("by", "order"), ("rank.orm", "0")], "Nothing matters yet"),
        ([("by", "swings"), ("swing.orm", "")], "Nothing matters yet"),
        ([("by", "swings"), ("swing.orm", "0")], "above 0"),
        ([("by", "dice")], "by: found 'dice', wanted order or swings"),
        ([("by", "swings"), ("swing.orm", "101")], "from 0 to 100"),
        ([("team.1.what", "Go"), ("team.1.level", "9")], "level"),
        ([("team.1.who", "Ann")], r"team.1.what"),
    ],
)
def test_a_wrong_field_is_named(pairs: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(ProfileError, match=said):
        profile_in(pairs)


def test_a_row_of_the_team_needs_no_more_than_a_name() -> None:
    found = profile_in([("team.2.what", "Python"), ("team.1.level", "3")])
    assert query(found).endswith("&knows=Python:2:1&people=1")
