"""OpenSSF Scorecard: the score is of the day on which it was made."""

from pathlib import Path
from typing import Any

import httpx
import pytest

from bakeoff.evidence.collectors.scorecard import collect
from bakeoff.evidence.errors import SourceError
from bakeoff.evidence.files import read_collection

PAGE = "/projects/github.com/expressjs/express"


def test_the_score_and_its_day(source: Any, recorded: Any, context: Any, tmp_path: Path) -> None:
    found = collect(context("express"), source({PAGE: recorded("scorecard/express.json")}))
    file = tmp_path / "2026-11-26-scorecard.json"
    file.write_text(found.text(context().today))
    (fact,) = read_collection(file)
    assert (fact.value, fact.unit, fact.date) == (8.3, "points", "2026-11-23")


@pytest.mark.parametrize(
    ("change", "reason"), [({"score": -1}, "could not run"), ({"repo": None}, "not of the form")]
)
def test_no_score_is_no_zero(
    source: Any, recorded: Any, context: Any, change: dict[str, Any], reason: str
) -> None:
    page = recorded("scorecard/express.json") | change
    with pytest.raises(SourceError, match=reason):
        collect(context("express"), source({PAGE: page}))


def test_a_project_that_it_does_not_look_at_is_named(
    source: Any, recorded: Any, context: Any
) -> None:
    answers = {PAGE: recorded("scorecard/express.json")}
    found = collect(context("express", "flask"), source(answers))
    assert found.missing == ("Flask: OpenSSF Scorecard does not look at its repository",)


def test_unchanged_pages_keep_the_facts(source: Any, recorded: Any, context: Any) -> None:
    page = httpx.Response(200, json=recorded("scorecard/express.json"), headers={"ETag": '"s"'})
    before = collect(context("express"), source({PAGE: page}))
    assert collect(context("express"), source({PAGE: httpx.Response(304)})) == before


def test_a_refusal_is_said(source: Any, context: Any) -> None:
    with pytest.raises(SourceError, match="answers 400 Bad Request"):
        collect(context("express"), source({PAGE: httpx.Response(400)}))
