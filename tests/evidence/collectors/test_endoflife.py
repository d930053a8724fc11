"""endoflife.date: what is supported today, by its dates and not by the day its page was built."""

from typing import Any

import httpx
import pytest

from bakeoff.evidence.collectors.endoflife import collect
from bakeoff.evidence.errors import SourceError

PRODUCT = "/api/v1/products/"


def test_lines_and_their_ends(source: Any, recorded: Any, context: Any, values: Any) -> None:
    answers = {f"{PRODUCT}django": recorded("endoflife/django.json")}
    found = values(collect(context("django"), source(answers)))
    assert {metric: value for (_, metric), value in found.items()} == {
        # 7.0 is announced and not out; 5.1 is over by its date
        "support_cycle": "6.1",
        "support_cycle_released": "2026-08-05",
        "support_end_announced": True,
        "support_ends": "2027-12-31",
        "active_support_ends": "2027-04-30",
        "latest_version": "6.1.3",
        "latest_version_date": "2026-11-03",
        "longest_support_cycle": "5.2",
        "longest_support_ends": "2028-04-30",
        "lts_supported": True,
        "supported_cycles": 3,
        # 6.1, 6.0, 5.2, 5.1, 5.0 and 4.2
        "support_days_median": 513,
        # 4, 5 and 6: 4.0 came in December 2021
        "major_releases_5y": 3,
    }


def test_no_announced_end_is_unknown_and_says_so(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    collection = collect(context("go"), source({f"{PRODUCT}go": recorded("endoflife/go.json")}))
    found = values(collection)
    assert found["go", "support_end_announced"] is False
    assert found["go", "support_ends"] is None
    (fact,) = [fact for fact in collection.facts if fact["metric"] == "support_ends"]
    assert fact["note"] == "no end date is announced for 1.27"
    assert ("go", "active_support_ends") not in found
    assert ("go", "longest_support_ends") not in found
    assert found["go", "major_releases_5y"] == 0


def test_a_short_list_tells_no_five_years(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    page = recorded("endoflife/django.json")
    page["result"]["releases"] = page["result"]["releases"][:4]
    found = values(collect(context("django"), source({f"{PRODUCT}django": page})))
    assert ("django", "major_releases_5y") not in found


def test_a_framework_without_a_page_is_named(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    answers = {f"{PRODUCT}django": recorded("endoflife/django.json")}
    found = collect(context("django", "flask"), source(answers))
    assert found.missing == ("Flask: endoflife.date has no page for it",)
    assert not [key for key in values(found) if key[0] == "flask"]


def test_asp_net_core_is_supported_with_its_runtime(source: Any, context: Any) -> None:
    site = source({})
    with pytest.raises(SourceError, match="no page"):
        collect(context("aspnetcore"), site)
    assert site.asked[0].url.path == f"{PRODUCT}dotnet"


def test_unchanged_pages_keep_the_facts(
    source: Any, recorded: Any, context: Any, values: Any
) -> None:
    page = httpx.Response(200, json=recorded("endoflife/go.json"), headers={"ETag": '"g"'})
    before = collect(context("go"), source({f"{PRODUCT}go": page}))
    after = collect(context("go"), source({f"{PRODUCT}go": httpx.Response(304)}))
    assert values(after) == values(before)
