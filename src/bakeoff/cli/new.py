"""`bakeoff new`: a framework's service as the beginning of a project."""

from pathlib import Path
from typing import Annotated

import typer

Name = Annotated[str, typer.Argument(metavar="FRAMEWORK", help="One of ours, such as fastapi.")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is not there yet.")]


def new(framework: Name, folder: Folder) -> None:
    """Copy a framework's service as a starter that runs by itself, without bakeoff."""
    from bakeoff.catalog.manifest import find
    from bakeoff.cli.console import say
    from bakeoff.services.starter import make_starter

    make_starter(find(framework), folder)
    say(f"{folder} is ready: its README.md has the three commands")
