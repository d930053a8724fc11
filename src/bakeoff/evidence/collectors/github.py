"""Asks GitHub what a project's repository tells: licence, archived or not, releases, people.

Documentation: https://docs.github.com/en/rest/repos/repos#get-a-repository,
https://docs.github.com/en/rest/releases/releases#list-releases,
https://docs.github.com/en/rest/commits/commits#list-commits. Its statistics of contributors
(/stats/contributors) are not used: they know the hundred busiest only.

Without a token GitHub takes 60 questions an hour, too few for ten projects. `GITHUB_TOKEN` from
the environment raises that; it needs no rights at all. It is sent to api.github.com, and is
never written, printed or kept.
"""

import os
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import httpx

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.asker import Asker
from bakeoff.evidence.collectors.collector import (
    Collection,
    Collector,
    Context,
    Fact,
    Told,
    gather,
)
from bakeoff.evidence.collectors.people import Commit, count, is_bot
from bakeoff.evidence.collectors.releases import cadence, stable, years_before

HOST = "api.github.com"
TOKEN = "GITHUB_TOKEN"  # noqa: S105 - the variable's name
ADVICE = f"; set {TOKEN} for more (it needs no rights), or ask again then"
LIST = "per_page=100"
METHOD = (
    "commits of the default branch, merges and bots left out; a person is a GitHub account, or "
    "an e-mail address where there is none; squash merges give one author a pull request"
)


def collect(
    context: Context,
    transport: httpx.BaseTransport | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Collection:
    """Ask for every framework's repository; first what is cheap, then people.

    Raises:
        SourceError: GitHub does not answer, or refuses.
    """
    token = environment.get(TOKEN, "").strip() or None
    advice = "" if token else ADVICE
    with Asker(HOST, context.cache, token=token, advice=advice, transport=transport) as asker:
        return gather(
            "GitHub, its REST API",
            None,
            context.frameworks,
            lambda framework: _repository(framework, asker),
            lambda framework: _releases(framework, asker, context.today),
            lambda framework: _people(framework, asker, context.today),
        )


def _repository(framework: Framework, asker: Asker) -> Told:
    def keep(body: Any) -> dict[str, Any]:
        licence = (body["license"] or {}).get("spdx_id")
        return {"archived": body["archived"], "licence": licence}

    found = asker.get(f"/repos/{framework.repository}", keep).body
    facts = [_fact(framework, "archived", found["archived"])]
    # GitHub's word for a licence text that it does not recognise
    if found["licence"] in (None, "NOASSERTION"):
        return Told(facts, ("GitHub does not recognise its licence",))
    return Told([*facts, _fact(framework, "licence", found["licence"])])


def _releases(framework: Framework, asker: Asker, today: date) -> Told:
    def keep(body: Any) -> list[list[Any]]:
        return [
            [release["tag_name"], release["published_at"], release["created_at"]]
            for release in body
            if not release["draft"] and not release["prerelease"]
        ]

    oldest = years_before(today, 5)
    found = []
    for page in _pages(asker, f"/repos/{framework.repository}/releases?{LIST}", keep):
        found += page
        # newest first, by the day on which the tagged commit was made
        if page and date.fromisoformat(page[-1][2][:10]) < oldest:
            break
    releases = stable((tag, published) for tag, published, _ in found)
    if not releases:
        return Told(missing=("it publishes no releases on GitHub (tags carry no date there)",))
    note = f"releases that the project published on GitHub, to {today}"
    facts = [_fact(framework, k, v, note) for k, v in cadence(releases, today).items()]
    return Told(facts)


def _people(framework: Framework, asker: Asker, today: date) -> Told:
    begin = years_before(today, 1)
    window = f"since={begin}T00:00:00Z&until={today}T00:00:00Z"
    address = f"/repos/{framework.repository}/commits?{LIST}&{window}"
    commits = [Commit(*entry) for page in _pages(asker, address, _commits) for entry in page]
    written = [c for c in commits if c.person and not (c.merge or is_bot(c))]
    note = f"{begin} to {today}: {METHOD}"
    facts = [_fact(framework, k, v, note) for k, v in count(written).items()]
    people = sorted({commit.person for commit in written})
    # a question for each person: too many without a token, or beyond what is left of the hour
    if asker.token is None:
        reason = f"who of its {len(people)} contributors is new: not asked without {TOKEN}"
        return Told(facts, (reason,))
    if asker.allowed is not None and asker.allowed < len(people):
        reason = f"who is new: {len(people)} questions, GitHub allows {asker.allowed} this hour"
        return Told(facts, (reason,))
    before = f"per_page=1&until={begin}T00:00:00Z"
    new = 0
    for person in people:
        query = str(httpx.QueryParams({"author": person}))
        earlier = f"/repos/{framework.repository}/commits?{before}&{query}"
        new += not asker.get(earlier, lasting=False).body
    return Told([*facts, _fact(framework, "new_contributors_12m", new, note)])


def _commits(body: Any) -> list[list[Any]]:
    kept = []
    for commit in body:
        account, author = commit["author"] or {}, commit["commit"]["author"] or {}
        merge = len(commit["parents"]) > 1
        kept.append([account.get("login"), account.get("type"), author.get("email"), merge])
    return kept


def _pages(asker: Asker, address: str, keep: Any) -> Iterator[list[Any]]:
    following: str | None = address
    while following:
        answer = asker.get(following, keep)
        yield answer.body
        following = answer.following


def _fact(framework: Framework, metric: str, value: object, note: str = "") -> Fact:
    return {
        "framework": framework.id,
        "metric": metric,
        "value": value,
        "how": "repository",
        "source": f"GitHub, {framework.repository} (https://github.com/{framework.repository})",
        "command": "bakeoff collect github",
        **({"note": note} if note else {}),
    }


COLLECTOR = Collector("github", "repositories: licence, archived, releases, people", collect)
