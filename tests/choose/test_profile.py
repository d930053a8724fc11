"""Profiles: what is read, and how a wrong one is refused."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.profile import DEFAULT, load_profile, parse_profile

ORDER = '[preferences]\norder = ["performance"]\n'


def test_the_default_profile_has_an_order_and_no_requirements() -> None:
    profile = load_profile()
    assert profile.name == "default"
    assert profile.aspects[0] == "performance"
    assert profile.constraints == {}


def test_the_default_profile_shows_every_constraint() -> None:
    text = DEFAULT.read_text(encoding="utf-8")
    for key in CONSTRAINTS:
        assert f"# {key} = " in text


def test_a_profile_is_read_whole() -> None:
    profile = parse_profile(
        """
        [constraints]
        languages = ["Python"]
        supported_until = 2027-12-31
        max_cpu_ratio = 10
        [preferences]
        order = ["maturity", ["community", "async"]]
        [team]
        languages = ["Python"]
        frameworks = ["Django"]
        """,
        "p.toml",
        "p",
    )
    assert profile.constraints["supported_until"] == date(2027, 12, 31)
    assert profile.order == (("maturity",), ("community", "async"))
    assert profile.aspects == ("maturity", "community", "async")
    assert profile.frameworks == ("Django",)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("[preferneces]", "profile: 'preferneces' is not known; did you mean 'preferences'?"),
        (
            ORDER + "[team]\nlanguage = []",
            "team: 'language' is not known; did you mean 'languages'",
        ),
        (
            ORDER + "[constraints]\nmax_cpu = 3",
            "constraints: 'max_cpu' is not known; did you mean 'max_cpu_ratio'?",
        ),
        (
            ORDER + "[constraints]\nmax_cpu_ratio = -1",
            "constraints.max_cpu_ratio: found -1, wanted a number above 0",
        ),
        (
            ORDER + '[constraints]\nsupported_until = "2027"',
            "constraints.supported_until: found '2027', wanted a date without quotes",
        ),
        (
            ORDER + '[constraints]\nunknown = "maybe"',
            "constraints.unknown: found 'maybe', wanted 'screen' or 'keep'",
        ),
        (
            '[preferences]\norder = ["preformance"]',
            "preferences.order: 'preformance' is not known; did you mean 'performance'?",
        ),
        ('[preferences]\norder = ["orm", ["orm"]]', "found 'orm', wanted each aspect once"),
        ("[preferences]\norder = []", "preferences.order: found [], wanted a list of aspects"),
        ("[preferences]\norder = [1]", "preferences.order: found 1, wanted a list of aspects"),
        ("[preferences]", "preferences: wanted either `order`"),
        ('[preferences]\norder = ["orm"]\nswings = {orm = 1}', "wanted either `order`"),
        ("[preferences]\nswings = {orm = 101}", "preferences.swings.orm: found 101, wanted"),
        ("[preferences]\nswings = {ormm = 1}", "'ormm' is not known; did you mean 'orm'?"),
        ("[preferences]\nswings = {orm = 0}", "wanted a number above 0 at least once"),
        ("preferences = 3", "preferences: found 3, wanted a table [preferences]"),
        (ORDER + '[team]\nlanguages = "Go"', "team.languages: found 'Go', wanted a list"),
        ("order = [", "not TOML"),
    ],
)
def test_a_wrong_profile_names_file_and_key_and_the_nearest(content: str, sentence: str) -> None:
    with pytest.raises(ProfileError) as caught:
        parse_profile(content, "p.toml", "p")
    assert str(caught.value).startswith("p.toml: ")
    assert sentence in str(caught.value)


def test_a_missing_file_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"none\.toml: cannot be read"):
        load_profile(tmp_path / "none.toml")
