"""`bakeoff export`: the whole site as files."""

import sys
from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="DIR", help="An empty or new folder.")]


def export(folder: Folder) -> None:
    """Write the site as files that work from a file system and from any web server."""
    from datetime import date

    from bakeoff.export.write import export_site
    from bakeoff.pages.site import load_site

    count = export_site(load_site(date.today()), folder)
    sys.stderr.write(f"bakeoff: {count} pages: {folder / 'index.html'}\n")
