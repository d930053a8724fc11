"""GitHub: facts of a repository, cheap ones first; people only as far as the hour reaches."""

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

from bakeoff.evidence.collectors.github import collect
from bakeoff.evidence.collectors.people import Commit, count, is_bot
from bakeoff.evidence.errors import SourceError
from bakeoff.evidence.files import read_collection

REPOSITORY = "/repos/expressjs/express"
COMMITS = f"{REPOSITORY}/commits"
EARLIER = f"{COMMITS}?per_page=1&until=2025-11-26T00:00:00Z&author="
TOKEN = {"GITHUB_TOKEN": "ghp_s3cretS3cretS3cret"}


@pytest.fixture
def answers(recorded: Callable[[str], Any]) -> dict[str, Any]:
    following = {"Link": f'<https://api.github.com{COMMITS}?page=2>; rel="next"', "ETag": '"c1"'}
    return {
        REPOSITORY: recorded("github/repository.json"),
        f"{REPOSITORY}/releases": recorded("github/releases.json"),
        f"{COMMITS}?page=2": recorded("github/commits-2.json"),
        f"{EARLIER}ada": [{"sha": "0"}],
        f"{EARLIER}cy%40example.org": [],
        COMMITS: lambda _: httpx.Response(
            200, json=recorded("github/commits-1.json"), headers=following
        ),
    }


def test_what_a_repository_tells(
    source: Any, answers: Any, context: Any, values: Any, tmp_path: Path
) -> None:
    found = collect(context("express"), source(answers), TOKEN)
    express = {metric: value for (_, metric), value in values(found).items()}
    assert express == {
        "archived": False,
        "licence": "MIT",
        # 5.2.0 is newest; the beta does not count
        "latest_version": "5.2.0",
        "latest_version_date": "2026-10-01",
        "newest_release_date": "2026-10-01",
        # since 2024-11-26: 4.20.0, 5.1.0, 5.1.1 and 5.2.0
        "stable_releases_24m": 4,
        "release_days_24m": 4,
        "feature_releases_24m": 3,
        "major_releases_24m": 0,
        "longest_gap_days_24m": 282,
        "median_days_between_releases_24m": 205,
        # 5.0.0 of September 2024
        "major_releases_5y": 1,
        # Ada wrote three, Cy (who has no account) one; a merge and a bot are left out
        "commits_12m": 4,
        "contributors_12m": 2,
        "regular_contributors_12m": 0,
        "top_author_share_12m": 0.75,
        "bus_factor_12m": 1,
        "new_contributors_12m": 1,
    }
    file = tmp_path / "2026-11-26-github.json"
    file.write_text(found.text(context().today))
    assert len(read_collection(file)) == len(express)


def test_the_window_is_twelve_months(source: Any, answers: Any, context: Any) -> None:
    github = source(answers)
    collect(context("express"), github, TOKEN)
    asked = [request.url.params for request in github.asked if "since" in request.url.params]
    window = ("2025-11-26T00:00:00Z", "2026-11-26T00:00:00Z")
    assert [(query["since"], query["until"]) for query in asked] == [window]


def test_unchanged_commits_cost_nothing_and_keep_the_facts(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    before = collect(context("express"), source(answers), TOKEN)

    def unchanged(request: httpx.Request) -> httpx.Response:
        assert request.headers["If-None-Match"] == '"c1"'
        return httpx.Response(304)

    after = collect(context("express"), source(answers | {COMMITS: unchanged}), TOKEN)
    assert values(after) == values(before)


def test_what_is_asked_about_a_person_is_not_kept(
    source: Any, answers: Any, context: Any, tmp_path: Path
) -> None:
    earlier = httpx.Response(200, json=[{"sha": "0"}], headers={"ETag": '"p"'})
    collect(context("express"), source(answers | {f"{EARLIER}ada": earlier}), TOKEN)
    kept = [json.loads(file.read_text())["address"] for file in tmp_path.rglob("*.json")]
    assert len(kept) == 1
    assert "author=" not in kept[0]


def test_without_a_token_nobody_asks_a_question_a_person(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    github = source(answers)
    found = collect(context("express"), github, {})
    assert values(found)["express", "contributors_12m"] == 2
    assert ("express", "new_contributors_12m") not in values(found)
    assert "2 contributors is new: not asked without GITHUB_TOKEN" in found.missing[0]
    assert not [request for request in github.asked if "author=" in str(request.url)]
    assert not [request for request in github.asked if "Authorization" in request.headers]


def test_nor_where_the_hour_does_not_suffice(
    source: Any, answers: Any, context: Any, values: Any, recorded: Any
) -> None:
    left = {"X-RateLimit-Remaining": "1"}
    page = httpx.Response(200, json=recorded("github/commits-2.json"), headers=left)
    found = collect(context("express"), source(answers | {COMMITS: page}), TOKEN)
    assert ("express", "new_contributors_12m") not in values(found)
    assert found.missing == ("Express: who is new: 2 questions, GitHub allows 1 this hour",)


def test_the_limit_leaves_what_was_told_before(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    reset = str(int(time.time()) + 1800)
    limits = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": reset}
    full = httpx.Response(403, json={"message": "API rate limit exceeded"}, headers=limits)
    github = source(answers | {COMMITS: full, f"{REPOSITORY.replace('express', 'x')}": None})
    found = collect(context("express", "flask"), github, {})
    assert values(found)["express", "licence"] == "MIT"
    assert ("express", "contributors_12m") not in values(found)
    (limit,) = [line for line in found.missing if "allows no more until" in line]
    assert limit.startswith("Express, Flask: ")
    assert "set GITHUB_TOKEN" in limit


def test_tags_are_no_releases(source: Any, answers: Any, context: Any, values: Any) -> None:
    found = collect(context("express"), source(answers | {f"{REPOSITORY}/releases": []}), TOKEN)
    assert ("express", "stable_releases_24m") not in values(found)
    assert any("publishes no releases on GitHub" in line for line in found.missing)


def test_a_list_that_is_too_short_tells_no_pace(
    source: Any, answers: Any, context: Any, values: Any, recorded: Any
) -> None:
    short = recorded("github/releases.json")[:2]
    found = collect(context("express"), source(answers | {f"{REPOSITORY}/releases": short}), TOKEN)
    assert values(found)["express", "latest_version"] == "5.2.0"
    assert ("express", "major_releases_5y") not in values(found)
    assert ("express", "stable_releases_24m") not in values(found)


def test_an_unknown_licence_is_unknown(
    source: Any, answers: Any, context: Any, values: Any
) -> None:
    body = answers[REPOSITORY] | {"license": {"spdx_id": "NOASSERTION"}}
    found = collect(context("express"), source(answers | {REPOSITORY: body}), TOKEN)
    assert ("express", "licence") not in values(found)
    assert "Express: GitHub does not recognise its licence" in found.missing


def test_an_answer_of_another_form_is_said(source: Any, answers: Any, context: Any) -> None:
    found = collect(context("express"), source(answers | {REPOSITORY: {"message": "?"}}), TOKEN)
    assert any("not of the form known to us" in line for line in found.missing)


def test_a_dead_github_is_one_sentence(source: Any, context: Any) -> None:
    def dead(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("No route to host", request=request)

    github = source({REPOSITORY: dead, "/repos/pallets/flask": dead})
    with pytest.raises(SourceError) as caught:
        collect(context("express", "flask"), github, {})
    assert str(caught.value) == "api.github.com does not answer: No route to host"


@pytest.mark.parametrize("status", [200, 401, 403, 404, 500])
def test_the_token_is_in_nothing_that_is_written_or_said(
    status: int,
    source: Any,
    answers: Any,
    context: Any,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    secret = TOKEN["GITHUB_TOKEN"]
    sent = []

    # a server that repeats what it was sent, in the body and in its headers
    def echo(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers["Authorization"])
        body = answers[REPOSITORY] | {"message": sent[-1]}
        return httpx.Response(status, json=body, headers={"ETag": '"r"', "X-Echo": sent[-1]})

    caplog.set_level("DEBUG")
    try:
        found = collect(context("express"), source(answers | {REPOSITORY: echo}), TOKEN)
        said = found.text(context().today) + "\n".join(found.missing)
    except SourceError as error:
        said = repr(error)
    written = "".join(file.read_text() for file in tmp_path.rglob("*") if file.is_file())
    printed = capfd.readouterr()
    assert sent[0] == f"Bearer {secret}"
    for text in (said, written, caplog.text, printed.out, printed.err):
        assert secret not in text
    if status == 200:
        assert json.loads(next((tmp_path / "api.github.com").glob("*.json")).read_text())


@pytest.mark.parametrize(
    ("login", "kind", "email", "bot"),
    [
        ("renovate[bot]", "Bot", None, True),
        ("gopherbot", "User", "gobot@golang.org", True),
        ("rails-bot", "User", None, True),
        (None, None, "49699333+dependabot[bot]@users.noreply.github.com", True),
        ("talbot", "User", None, False),
        (None, None, "ada@example.org", False),
    ],
)
def test_programs_are_no_people(
    login: str | None, kind: str | None, email: str | None, bot: bool
) -> None:
    assert is_bot(Commit(login, kind, email, False)) is bot


def test_the_bus_factor_is_the_fewest_who_wrote_half() -> None:
    by = {"a": 4, "b": 3, "c": 3, "d": 2}
    commits = [Commit(who, "User", None, False) for who, n in by.items() for _ in range(n)]
    assert count(commits)["bus_factor_12m"] == 2


def test_a_year_without_commits_has_nobody_and_no_shares() -> None:
    assert count([]) == {"commits_12m": 0, "contributors_12m": 0, "regular_contributors_12m": 0}
