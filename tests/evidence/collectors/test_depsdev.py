"""deps.dev: versions by the day of their publication, the newest one's licence and advisories."""

from typing import Any

import httpx
import pytest

from bakeoff.evidence.collectors.depsdev import collect
from bakeoff.evidence.errors import SourceError

FLASK = "/v3/systems/pypi/packages/flask"
NEWEST = f"{FLASK}/versions/3.1.3"


@pytest.fixture
def answers(recorded: Any) -> dict[str, Any]:
    return {FLASK: recorded("depsdev/flask.json"), NEWEST: recorded("depsdev/flask-3.1.3.json")}


def test_what_a_registry_knows(source: Any, answers: Any, context: Any, values: Any) -> None:
    found = values(collect(context("flask"), source(answers)))
    assert {metric: value for (_, metric), value in found.items()} == {
        "first_stable_version": "1.0",
        "first_stable_date": "2018-04-26",
        "latest_version": "3.1.3",
        "latest_version_date": "2026-11-01",
        "newest_release_date": "2026-11-01",
        "stable_releases_24m": 5,
        "release_days_24m": 5,
        "feature_releases_24m": 1,
        "major_releases_24m": 0,
        "longest_gap_days_24m": 420,
        "median_days_between_releases_24m": 132.5,
        "major_releases_5y": 0,
        "versions_total": 9,
        "stable_versions": 8,
        "advisories_newest": 1,
        "licence": "BSD-3-Clause",
    }


def test_a_scope_is_escaped_in_the_address(source: Any, context: Any) -> None:
    site = source({})
    with pytest.raises(SourceError, match="does not know npm:@nestjs/core"):
        collect(context("nestjs"), site)
    assert site.asked[0].url.raw_path == b"/v3/systems/npm/packages/%40nestjs%2Fcore"


def test_what_it_does_not_know_is_not_asked_for(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    site = source(answers)
    found = collect(context("flask", "laravel", "go"), site)
    assert len(site.asked) == 2
    assert {key[0] for key in values(found)} == {"flask"}
    assert len(found.missing) == 2


def test_versions_taken_in_on_one_day_tell_no_first_date(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    for version in answers[FLASK]["versions"][:2]:
        version["publishedAt"] = "2018-04-26T10:00:00Z"
    found = values(collect(context("flask"), source(answers)))
    assert ("flask", "first_stable_date") not in found


def test_an_unrecognised_licence_is_unknown(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    answers[NEWEST]["licenses"] = ["non-standard"]
    found = collect(context("flask"), source(answers))
    assert ("flask", "licence") not in values(found)
    assert found.missing == ("Flask: deps.dev recognises no licence of it",)


def test_unchanged_pages_keep_the_facts(source: Any, answers: Any, context: Any) -> None:
    tagged = {
        page: httpx.Response(200, json=body, headers={"ETag": '"d"'})
        for page, body in answers.items()
    }
    before = collect(context("flask"), source(tagged))
    unchanged = dict.fromkeys(answers, httpx.Response(304))
    assert collect(context("flask"), source(unchanged)) == before
