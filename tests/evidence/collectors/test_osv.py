"""OSV: one fault counts once, a fix before the advisory is no delay, an unknown name is no zero."""

import datetime
import json
from typing import Any

import httpx
import pytest

from bakeoff.evidence.collectors.osv import Advisory, collect, merge
from bakeoff.evidence.errors import SourceError

QUERY = "/v1/query"
FLASK = "/v3/systems/pypi/packages/flask"


def test_advisories_of_24_months(source: Any, recorded: Any, context: Any, values: Any) -> None:
    answers = {QUERY: recorded("osv/flask.json"), FLASK: recorded("depsdev/flask.json")}
    collection = collect(context("flask"), source(answers))
    assert values(collection) == {
        # two records of one fault, one withdrawn, one too old
        ("flask", "advisories_24m"): 3,
        ("flask", "advisories_high_24m"): 1,
        ("flask", "advisories_unfixed_24m"): 1,
        # mended the day before it was published (0), and three days after in 3.1.1
        ("flask", "fix_days_median_24m"): 1.5,
    }
    (fix,) = [fact for fact in collection.facts if fact["metric"] == "fix_days_median_24m"]
    assert fix["note"].startswith("2 of 3 advisories have a dated fixed release, 1 of them on")


def test_a_name_that_osv_does_not_know_is_no_zero(source: Any, context: Any) -> None:
    with pytest.raises(SourceError, match="no advisory ever, or another name"):
        collect(context("flask"), source({QUERY: {}}))


def test_no_advisory_in_24_months_is_a_zero(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    old = {"vulns": recorded("osv/flask.json")["vulns"][-1:]}
    found = values(collect(context("flask"), source({QUERY: old})))
    assert found["flask", "advisories_24m"] == 0
    assert ("flask", "fix_days_median_24m") not in found


def test_without_the_days_of_releases_the_rest_is_told(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    def dead(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("No route to host", request=request)

    collection = collect(context("flask"), source({QUERY: recorded("osv/flask.json"), FLASK: dead}))
    assert values(collection)["flask", "advisories_24m"] == 3
    assert ("flask", "fix_days_median_24m") not in values(collection)
    assert collection.missing == (
        "Flask: time to a fixed release: api.deps.dev does not answer: No route to host",
    )


def test_of_the_standard_library_only_the_web_framework_counts(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    osv = source({QUERY: recorded("osv/stdlib.json")})
    collection = collect(context("go"), osv)
    assert values(collection)["go", "advisories_24m"] == 1
    assert ("go", "advisories_high_24m") not in values(collection)
    assert "Go: how grave: 1 of 1 advisories do not say" in collection.missing
    asked = json.loads(osv.asked[0].content)
    assert asked == {"package": {"name": "stdlib", "ecosystem": "Go"}}


def test_a_framework_of_many_packages_is_asked_for_by_all(source: Any, context: Any) -> None:
    osv = source({QUERY: {}})
    with pytest.raises(SourceError):
        collect(context("rails"), osv)
    names = {json.loads(request.content)["package"]["name"] for request in osv.asked}
    assert {"rails", "actionpack", "activerecord"} <= names


def test_all_pages_are_read(source: Any, recorded: Any, context: Any, values: Any) -> None:
    vulns = recorded("osv/flask.json")["vulns"]

    def page(request: httpx.Request) -> Any:
        if json.loads(request.content).get("page_token") == "more":
            return {"vulns": vulns[2:]}
        return {"vulns": vulns[:2], "next_page_token": "more"}

    answers = {QUERY: page, FLASK: recorded("depsdev/flask.json")}
    assert values(collect(context("flask"), source(answers)))["flask", "advisories_24m"] == 3


def test_records_that_share_a_name_with_a_third_are_one() -> None:
    day = datetime.date(2026, 1, 1)
    names = ({"A", "x"}, {"B", "y"}, {"C", "x", "y"}, {"D"})
    records = [Advisory(frozenset(n), day, frozenset(), frozenset()) for n in names]
    assert sorted(sorted(fault.ids) for fault in merge(records)) == [
        ["A", "B", "C", "x", "y"],
        ["D"],
    ]
