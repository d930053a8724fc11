"""Asks OpenSSF Scorecard how a project guards its code: a weekly score from 0 to 10.

Documentation: https://api.securityscorecards.dev/ (its OpenAPI description: openapi.yaml in
github.com/ossf/scorecard-webapp); what is checked:
https://github.com/ossf/scorecard/blob/main/docs/checks.md. The score is of habits (review,
pinned dependencies, fuzzing), not of faults.
"""

from typing import Any

import httpx

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.asker import AbsentError, Asker
from bakeoff.evidence.collectors.collector import Collection, Collector, Context, Told, gather

HOST = "api.securityscorecards.dev"


def collect(context: Context, transport: httpx.BaseTransport | None = None) -> Collection:
    """Ask for every framework's repository.

    Raises:
        SourceError: the service does not answer.
    """
    with Asker(HOST, context.cache, transport=transport) as asker:
        return gather(
            "OpenSSF Scorecard, its REST API",
            None,
            context.frameworks,
            lambda framework: _score(framework, asker),
        )


def _score(framework: Framework, asker: Asker) -> Told:
    def keep(body: Any) -> dict[str, Any]:
        commit, version = body["repo"]["commit"], body["scorecard"]["version"]
        return {"day": body["date"], "score": body["score"], "commit": commit, "by": version}

    address = f"/projects/github.com/{framework.repository}"
    try:
        found = asker.get(address, keep).body
    except AbsentError:
        return Told(missing=("OpenSSF Scorecard does not look at its repository",))
    # a score below zero says that the checks could not be run
    if found["score"] < 0:
        return Told(missing=("OpenSSF Scorecard could not run its checks",))
    fact = {
        "framework": framework.id,
        "metric": "scorecard_score",
        "value": found["score"],
        "how": "repository",
        "date": found["day"][:10],
        "source": f"OpenSSF Scorecard, https://{HOST}{address}",
        "command": "bakeoff collect scorecard",
        "note": f"Scorecard {found['by']} on commit {found['commit']}",
    }
    return Told([fact])


COLLECTOR = Collector("scorecard", "OpenSSF Scorecard: how the code is guarded", collect)
