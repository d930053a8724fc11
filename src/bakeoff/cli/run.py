"""`bakeoff run`: the main job, from nothing to a ranked answer."""

from typing import TYPE_CHECKING, Annotated

import typer

from bakeoff.cli.options import Postgres

if TYPE_CHECKING:
    from bakeoff.catalog.manifest import Framework
    from bakeoff.services.stage import Prepared, Stage

Budget = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Time for measuring: 5m, 1h. Default: three starts."),
]

WORKERS = 1
POOL = 16
# The fewest that give an interval worth showing.
STARTS = 3
SHORT = {"rounds": STARTS, "rounds_per_start": 1}


def run(budget: Budget = None, postgres: Postgres = None) -> None:
    """Check and measure what this machine can run, then print the table and the answer."""
    from datetime import date

    from bakeoff.choose.profile import load_profile
    from bakeoff.cli.console import out, say
    from bakeoff.cli.measure import print_results, run_campaign
    from bakeoff.cli.options import chosen, seconds
    from bakeoff.cli.pick import print_answer
    from bakeoff.cli.table import print_table
    from bakeoff.lab.scenario import default_scenarios
    from bakeoff.lab.settings import Settings
    from bakeoff.services.stage import set_stage

    wanted = seconds("--budget", budget) if budget else None
    frameworks, skipped = chosen(None)
    for line in skipped:
        say(line)
    with set_stage(WORKERS, postgres, say) as stage:
        prepared = [p for framework in frameworks for p in _checked(stage, framework)]
        if not prepared:
            say("no framework can be measured here: `bakeoff doctor` says what is missing")
            raise typer.Exit(1)
        settings = Settings(
            frameworks=tuple(p.framework.id for p in prepared),
            scenarios=default_scenarios(),
            workers=WORKERS,
            pool=POOL,
            **({"budget": wanted} if wanted else SHORT),
        )
        finished = run_campaign(stage, settings, prepared)
    out().rule("This campaign")
    print_results(finished.results, settings)
    out().rule("The table")
    print_table()
    out().rule("The answer for the default profile")
    print_answer(load_profile(), date.today())
    say(f"facts and blocks: {finished.file}")


def _checked(stage: "Stage", framework: "Framework") -> "list[Prepared]":
    """Build and check one framework; a service that breaks the contract is not measured."""
    from bakeoff.base.errors import BakeoffError
    from bakeoff.cli.console import say
    from bakeoff.contract.service import check_service
    from bakeoff.services.stage import prepare

    try:
        prepared = prepare(stage, framework)
        results = list(check_service(stage, prepared, WORKERS, POOL))
    except BakeoffError as error:
        say(f"{framework.name} is left out: {error}")
        return []
    failed = [result for result in results if result.outcome == "failed"]
    for result in failed:
        say(f"{framework.name}: {result.id}: {result.sentence}")
    say(f"{framework.name}: {len(results) - len(failed)} of {len(results)} checks passed")
    return [] if failed else [prepared]
