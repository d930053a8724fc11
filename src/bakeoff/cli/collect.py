"""`bakeoff collect`: refresh what public sources and the code itself give."""

from pathlib import Path
from typing import Annotated

import typer

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SOURCE]...", help="Which sources; `list` shows them. Default: all."),
]
Into = Annotated[
    Path | None, typer.Option(help="Folder for the facts. Default: your own, in the cache.")
]


def collect(name: Names = None, into: Into = None) -> None:
    """Ask sources for facts; one that does not answer leaves the last facts, with their age."""
    from datetime import date

    from bakeoff.base.files import write_new
    from bakeoff.base.folders import cache_folder
    from bakeoff.catalog.errors import UnknownNameError
    from bakeoff.catalog.manifest import shipped
    from bakeoff.cli.console import say
    from bakeoff.evidence.collectors.collector import Context
    from bakeoff.evidence.collectors.registry import COLLECTORS
    from bakeoff.evidence.errors import SourceError

    if name == ["list"]:
        for collector in COLLECTORS.values():
            typer.echo(f"{collector.name:10}  {collector.title}")
        return
    wanted = name or list(COLLECTORS)
    for one in wanted:
        if one not in COLLECTORS:
            raise UnknownNameError("source", one, sorted(COLLECTORS))
    own = cache_folder() / "collected"
    own.mkdir(parents=True, exist_ok=True)
    context = Context(shipped(), date.today(), own)
    answered = 0
    for one in wanted:
        try:
            found = COLLECTORS[one].collect(context)
        except SourceError as error:
            say(f"{one}: not refreshed, the last facts stay: {error}")
            continue
        folder = into or cache_folder() / "collections"
        file = write_new(folder / f"{context.today}-{one}.json", found.text(context.today))
        answered += 1
        say(f"{one}: {len(found.facts)} facts: {file}")
        for line in found.missing:
            say(f"  not told: {line}")
    if not answered:
        raise typer.Exit(1)
