"""Measure prepared services side by side: the campaign with all that it needs."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.files import write_new
from bakeoff.base.folders import cache_folder
from bakeoff.lab.campaign import Campaign
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.errors import LabError
from bakeoff.lab.events import Listener
from bakeoff.lab.export import Report, export, unsettled
from bakeoff.lab.generator import Generator
from bakeoff.lab.lanes import Lane
from bakeoff.lab.machine import describe
from bakeoff.lab.results import UNITS, Results
from bakeoff.lab.settings import Settings
from bakeoff.lab.store import Store
from bakeoff.services.stage import Prepared, Stage
from bakeoff.services.upstream import build_go


@dataclass(frozen=True)
class Finished:
    """A campaign that has ended: its results, in how many starts an entrant had not settled
    after warm-up, and the file that its facts were written to."""

    results: Results
    unsettled: Mapping[str, int]
    file: Path


def campaigns_folder() -> Path:
    """Return the folder of the user's own campaigns."""
    return cache_folder() / "campaigns"


def measure(
    stage: Stage,
    settings: Settings,
    prepared: Sequence[Prepared],
    unit: Prepared,
    command: str,
    tell: Listener,
    folder: Path | None = None,
) -> Finished:
    """Measure `prepared` against `unit`, the yardstick, and write the facts to a file.

    The file goes to `folder`, by default that of the user's own campaigns. Where the same
    command was interrupted before, it goes on from what was kept.

    Raises:
        LabError: the load generator or the store failed; what was measured is kept.
    """
    program = build_go(stage.run, "loadgen", Path(__file__).with_name("loadgen"), stage.say)
    folder = folder or campaigns_folder()
    entrants = _entrants(stage, settings, prepared, unit)
    contents = {e.name: e.build.folder.name for e in entrants} | {"loadgen": program.parts[-3]}
    key = settings.key(contents)
    store = Store(folder / "unfinished" / f"{key}.sqlite")
    try:
        about = store.open_campaign(
            {
                "id": f"{time.strftime('%Y-%m-%d-%H%M', time.gmtime())}-{key}",
                "began": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
                "command": command,
                "environment": describe(stage.server, entrants, stage.cores),
            }
        )
        cores = stage.cores
        with Generator(program, cores.rest) as first, Generator(program, cores.rest) as second:
            lanes = [Lane(first, cores.service)]
            if cores.rest:
                lanes.append(Lane(second, cores.rest))
            campaign = Campaign(settings, entrants, lanes, store, stage.run.id, tell)
            used, began = time.process_time(), time.monotonic()
            results = campaign.run()
            share = (time.process_time() - used) / (time.monotonic() - began)
        report = Report(about, settings, {e.name: e for e in entrants}, results, store, share)
        file = write_campaign(folder / f"{about['id']}.json", export(report))
        rough = unsettled(store)
    finally:
        store.close()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{store.path}{suffix}").unlink(missing_ok=True)
    return Finished(results, rough, file)


def write_campaign(path: Path, document: object) -> Path:
    """Write a campaign's file whole or not at all; return its path, with a number if taken.

    Raises:
        LabError: it cannot be written.
    """
    try:
        return write_new(path, json.dumps(document, indent=1) + "\n")
    except OSError as error:
        raise LabError(
            f"{path} cannot be written: {error}; the blocks are kept: make room, then give "
            "the same command again"
        ) from error


def _entrants(
    stage: Stage, settings: Settings, prepared: Sequence[Prepared], unit: Prepared
) -> list[Entrant]:
    resources = stage.resources(settings.workers, settings.pool)
    named = [*((p.framework.id, p) for p in prepared), *((name, unit) for name in UNITS)]
    names = [name for name, _ in named]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise LabError(f"two frameworks are called {', '.join(sorted(twice))}: change one's id")
    return [
        Entrant(name, p.framework, p.build, stage.server, p.template, resources)
        for name, p in named
    ]
