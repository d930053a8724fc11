"""What a study is, and how one is run and written down.

A study starts every service anew several times, in random order, so that slow changes of the
machine fall on all alike; each start gives records, and all records of a framework its facts.
"""

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from typing import Any

from bakeoff.base.errors import BakeoffError
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.export import SCHEMA
from bakeoff.lab.generator import Generator, Load
from bakeoff.lab.lanes import Berth, Lane
from bakeoff.lab.machine import describe
from bakeoff.lab.measure import write_campaign
from bakeoff.lab.proof import expected_sizes
from bakeoff.lab.scenario import Scenario, find_scenario
from bakeoff.lab.statistics import Estimate
from bakeoff.lab.warmup import wake, warm
from bakeoff.services.service import Resources
from bakeoff.services.stage import Prepared, Stage
from bakeoff.services.upstream import build_go

Record = dict[str, Any]
Fact = dict[str, Any]
DRAIN_SECONDS = 2.0


@dataclass(frozen=True)
class Rig:
    """What a study measures with: a stage, and the load generator beside the services."""

    stage: Stage
    generator: Generator

    @contextmanager
    def running(
        self, prepared: Prepared, resources: Resources, scenarios: Sequence[Scenario]
    ) -> Iterator[Entrant]:
        """Start a service, warm it with `scenarios`, and stop it at the end."""
        entrant = Entrant(
            prepared.framework.id,
            prepared.framework,
            prepared.build,
            self.stage.server,
            prepared.template,
            resources,
        )
        entrant.start()
        try:
            berth = Berth(Lane(self.generator, ()))
            warmup = warm(entrant, scenarios, berth, Event())
            wake(entrant, scenarios, berth, Event(), warmup.mean)
            yield entrant
        finally:
            entrant.stop()

    def load(self, entrant: Entrant, scenario: Scenario) -> Load:
        """Put one load on a running service."""
        return self.generator.run(
            scenario, entrant.running().url, expected_sizes(scenario), drain_s=DRAIN_SECONDS
        )


@dataclass(frozen=True)
class Study:
    """`measure` one start of a service into records; `conclude` facts from all of them."""

    name: str
    title: str
    measure: Callable[[Rig, Prepared], Iterable[Record]]
    conclude: Callable[[Sequence[Record]], Iterable[Fact]]


def closed(name: str, path: str, connections: int, seconds: float) -> Scenario:
    """Return the published scenario `name` with another path, load and length."""
    base = find_scenario(name)
    request = replace(base.requests[0], path=path)
    return replace(base, connections=connections, seconds=seconds, requests=(request,))


def run_study(
    stage: Stage,
    study: Study,
    prepared: Sequence[Prepared],
    starts: int,
    command: str,
    tell: Callable[[str], None],
    folder: Path,
) -> Path:
    """Run a study on `prepared` and write its facts to `folder`; return the file.

    A service that fails is left out from then on, with its reason in the file.

    Raises:
        LabError: the load generator died, or the file cannot be written.
    """
    program = build_go(stage.run, "loadgen", Path(__file__).parents[1] / "loadgen", stage.say)
    began, started = time.monotonic(), _now()
    # to the minute: a second study of the day is another one
    name = f"{started[:10]}-{study.name}-{started[11:16].replace(':', '')}"
    records: dict[str, list[Record]] = {p.framework.id: [] for p in prepared}
    failures: dict[str, str] = {}
    done, total = 0, starts * len(prepared)
    with Generator(program, stage.cores.rest) as generator:
        rig = Rig(stage, generator)
        for start in range(1, starts + 1):
            order = random.Random(f"{study.name}/{start}").sample(prepared, len(prepared))  # noqa: S311
            for one in order:
                id_ = one.framework.id
                done += 1
                if id_ in failures:
                    continue
                try:
                    found = list(study.measure(rig, one))
                    records[id_] += [{"framework": id_, "start": start, **r} for r in found]
                except BakeoffError as error:
                    failures[id_] = str(error)
                left = (time.monotonic() - began) / done * (total - done)
                said = failures.get(id_, "measured")
                tell(f"start {start}: {one.framework.name}: {said}; {left / 60:.1f} min left")
    common = {"source": f"study {name}", "how": "measured", "environment": name, "command": command}
    facts = [
        common | {"framework": id_, "date": started[:10]} | fact
        for id_, found in records.items()
        if found and id_ not in failures
        for fact in study.conclude(found)
    ]
    document = {
        "schema": SCHEMA,
        "id": name,
        "started": started,
        "finished": _now(),
        "command": command,
        "settings": {"study": study.name, "starts": starts},
        "environment": {
            "id": name,
            **describe(stage.server, _entrants(stage, prepared), stage.cores),
        },
        "verdict": {"void": False, "reasons": [], "failures": failures},
        "facts": facts,
        "blocks": [record for found in records.values() for record in found],
    }
    return write_campaign(folder / f"{name}.json", document)


def interval(found: Estimate) -> list[float] | None:
    """Return an estimate's interval as facts write it."""
    return None if found.low is None or found.high is None else [found.low, found.high]


def _entrants(stage: Stage, prepared: Sequence[Prepared]) -> list[Entrant]:
    return [
        Entrant(p.framework.id, p.framework, p.build, stage.server, p.template, Resources())
        for p in prepared
    ]


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
