"""`bakeoff study`: what a campaign's rounds cannot tell."""

import shlex
from typing import Annotated

import typer

from bakeoff.cli.options import Frameworks, Into, Postgres

Name = Annotated[
    str, typer.Argument(metavar="STUDY", help="scalability, waits, or `list` to see them all.")
]
Starts = Annotated[int, typer.Option(min=2, help="Starts of each service; intervals need two.")]


def study(
    name: Name,
    framework: Frameworks = None,
    starts: Starts = 3,
    into: Into = None,
    postgres: Postgres = None,
) -> None:
    """Measure scalability, waits and the like: one service at a time, started several times."""
    from bakeoff.catalog.errors import UnknownNameError
    from bakeoff.cli.console import say
    from bakeoff.cli.options import chosen
    from bakeoff.lab.measure import campaigns_folder
    from bakeoff.lab.studies.registry import STUDIES
    from bakeoff.lab.studies.study import run_study
    from bakeoff.services.stage import prepare, set_stage

    if name == "list":
        for one in STUDIES.values():
            typer.echo(f"{one.name:12}  {one.title}")
        return
    if name not in STUDIES:
        raise UnknownNameError("study", name, sorted(STUDIES))
    frameworks, skipped = chosen(framework)
    for line in skipped:
        say(line)
    only = [part for one in framework or () for part in ("--framework", one)]
    command = shlex.join(["bakeoff", "study", name, *only, "--starts", str(starts)])
    with set_stage(1, postgres, say) as stage:
        prepared = [prepare(stage, f) for f in frameworks]
        folder = into or campaigns_folder()
        file = run_study(stage, STUDIES[name], prepared, starts, command, say, folder)
    say(f"facts: {file}")
