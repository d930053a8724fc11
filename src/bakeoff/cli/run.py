"""`bakeoff run`: the main job, from nothing to a ranked answer."""

from typing import TYPE_CHECKING, Annotated

import typer

from bakeoff.cli.options import Frameworks, Postgres

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bakeoff.catalog.manifest import Framework
    from bakeoff.services.stage import Prepared, Stage

Budget = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Time for measuring: 5m, 1h. Default: three starts."),
]

WORKERS = 1
POOL = 16


def run(framework: Frameworks = None, budget: Budget = None, postgres: Postgres = None) -> None:
    """Check and measure what this machine can run, then print the table and the answer."""
    from datetime import date

    from bakeoff.choose.profile import load_profile
    from bakeoff.cli.console import out, say
    from bakeoff.cli.measure import print_results, run_campaign
    from bakeoff.cli.options import chosen, seconds
    from bakeoff.cli.pick import print_answer
    from bakeoff.cli.table import print_table
    from bakeoff.lab.scenario import default_scenarios
    from bakeoff.lab.settings import FEWEST_STARTS, Settings
    from bakeoff.services.stage import set_stage

    short = {"rounds": FEWEST_STARTS, "rounds_per_start": 1}
    length = {"budget": seconds("--budget", budget)} if budget else short
    frameworks, skipped = chosen(framework)
    for line in skipped:
        say(line)
    with set_stage(WORKERS, postgres, say) as stage:
        prepared = list(_passing(stage, frameworks))
        if not prepared:
            say("no framework can be measured here: `bakeoff doctor` says what is missing")
            raise typer.Exit(1)
        settings = Settings(
            frameworks=tuple(p.framework.id for p in prepared),
            scenarios=default_scenarios(),
            workers=WORKERS,
            pool=POOL,
            **length,
        )
        finished = run_campaign(stage, settings, prepared)
    out().rule("This campaign")
    print_results(finished, settings)
    out().rule("The table")
    print_table()
    out().rule("The answer for the default profile")
    print_answer(load_profile(), date.today())
    say(f"facts and blocks: {finished.file}")


def _passing(stage: "Stage", frameworks: "Sequence[Framework]") -> "Iterator[Prepared]":
    """Build and check frameworks; a service that breaks the contract is not measured."""
    from bakeoff.cli.console import say
    from bakeoff.contract.service import check_all

    for checked in check_all(stage, frameworks, WORKERS, POOL):
        name = checked.framework.name
        if checked.prepared is None:
            say(f"{name} is left out: {checked.error}")
            continue
        for result in checked.failed:
            say(f"{name}: {result.id}: {result.sentence}")
        passed = len(checked.results) - len(checked.failed)
        say(f"{name}: {passed} of {len(checked.results)} checks passed")
        if not checked.failed:
            yield checked.prepared
