"""How many waits one worker holds at once.

A thousand connections each ask for one call of 50 ms to the upstream; the upstream itself
counts how many calls are open at once. That is a number of things waited for, not of requests
a second: a service that is short of CPU still holds what it has begun.
"""

import json
import math
import urllib.request
from collections.abc import Iterable, Sequence

from bakeoff.lab.errors import BlockFailedError
from bakeoff.lab.statistics import estimate
from bakeoff.lab.studies.study import Fact, Record, Rig, Study, closed, interval
from bakeoff.services.stage import Prepared

CONNECTIONS = 1000
SECONDS = 2.0
PATH = "/upstream?calls=1"


def measure(rig: Rig, prepared: Prepared) -> Iterable[Record]:
    """Load one start of a service with CONNECTIONS waits."""
    resources = rig.stage.resources(workers=1, pool=16)
    scenario = closed("upstream", PATH, CONNECTIONS, SECONDS)
    with rig.running(prepared, resources, [scenario]) as entrant:
        _upstream(rig, "/stats/reset", b"")
        load = rig.load(entrant, scenario)
        if not load.completed:
            raise BlockFailedError(load.first_error or "no answer under 1,000 connections")
        yield {
            "waits": _upstream(rig, "/stats")["max_in_flight"],
            "completed": load.completed,
            "failed": load.failures,
            "rate": load.completed / load.elapsed,
        }


def conclude(records: Sequence[Record]) -> Iterable[Fact]:
    """Return the number of waits, with its interval over starts."""
    found = estimate([math.log(r["waits"]) for r in records])
    rate = sum(r["rate"] for r in records) / len(records)
    failed = sum(r["failed"] for r in records)
    trouble = f"; {failed} requests failed" if failed else ""
    yield {
        "metric": "waits_per_worker",
        "value": found.ratio,
        "interval": interval(found),
        "note": f"{found.starts} starts; {CONNECTIONS} connections asked for one call of 50 ms "
        f"each, {rate:,.0f} answers/s{trouble}",
    }


def _upstream(rig: Rig, path: str, data: bytes | None = None) -> dict[str, int]:
    # the address is that of our own upstream on loopback
    with urllib.request.urlopen(rig.stage.upstream.url + path, data, timeout=5) as reply:  # noqa: S310
        body = reply.read()
    answer: dict[str, int] = json.loads(body) if body else {}
    return answer


STUDY = Study("waits", "50 ms waits that one worker holds at once", measure, conclude)
