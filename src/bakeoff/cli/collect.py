"""`bakeoff collect`: refresh what public sources and the code itself give."""

import re
from datetime import date
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
    """Ask sources for facts; one that does not answer leaves the last facts, with their age.

    Exit code 1 where a source failed. GITHUB_TOKEN in the environment lets GitHub answer more.
    """
    from bakeoff.base.files import write_new
    from bakeoff.base.folders import cache_folder
    from bakeoff.catalog.errors import UnknownNameError
    from bakeoff.catalog.manifest import shipped
    from bakeoff.cli.console import say
    from bakeoff.evidence.collectors.collector import Context
    from bakeoff.evidence.collectors.registry import COLLECTORS
    from bakeoff.evidence.errors import SourceError
    from bakeoff.evidence.store import default_folders

    if name == ["list"]:
        for collector in COLLECTORS.values():
            typer.echo(f"{collector.name:10}  {collector.title}")
        return
    wanted = list(dict.fromkeys(name or COLLECTORS))
    for one in wanted:
        if one not in COLLECTORS:
            raise UnknownNameError("source", one, sorted(COLLECTORS))
    own = cache_folder() / "collected"
    own.mkdir(parents=True, exist_ok=True)
    context = Context(shipped(), date.today(), own)
    folder = into or cache_folder() / "collections"
    kept = {folder, *(place / "collections" for place in default_folders())}
    rows, failed = [], False
    for one in wanted:
        try:
            found = COLLECTORS[one].collect(context)
        except SourceError as error:
            failed = True
            stay = _last(one, kept, context.today)
            say(f"{one}: not refreshed, {stay}: {error}")
            rows.append((one, "failed", f"{error}; {stay}"))
            continue
        file = write_new(folder / f"{context.today}-{one}.json", found.text(context.today))
        say(f"{one}: {len(found.facts)} facts: {file}")
        for line in found.missing:
            say(f"  not told: {line}")
        told = f"{len(found.missing)} not told" if found.missing else ""
        rows.append((one, f"{len(found.facts)} facts", told))
    if len(rows) > 1:
        for row in rows:
            typer.echo("{:10}  {:>9}  {}".format(*row).rstrip())
    if failed:
        raise typer.Exit(1)


def _last(source: str, folders: set[Path], today: date) -> str:
    """Say what stays in place of what a source did not tell, and how old that is."""
    from bakeoff.evidence.fact import age_in_days

    named = re.compile(rf"(\d{{4}}-\d\d-\d\d)-{source}(-\d+)?")
    stems = [file.stem for folder in folders for file in folder.glob("*.json")]
    days = [date.fromisoformat(found[1]) for stem in stems if (found := named.fullmatch(stem))]
    if not days:
        return "the facts at hand stay"
    age = age_in_days(max(days), today)
    return f"the last facts stay, {max(days)} ({age} day{'s' * (age != 1)} old)"
