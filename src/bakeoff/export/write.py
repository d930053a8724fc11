"""Writes the whole site as files, with links that work from a file system."""

import json
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from bakeoff.base.errors import BakeoffError
from bakeoff.base.files import write_whole
from bakeoff.choose.values import known
from bakeoff.pages.page import Link
from bakeoff.pages.routes import all_paths, page_at
from bakeoff.pages.site import Site

STATIC = Path(__file__).with_name("static")
PAGES_STATIC = Path(__file__).parents[1] / "pages" / "static"
# what only a server can do, in an export
LIVE = ("/live",)


class ExportError(BakeoffError):
    """The site cannot be written there."""


def export_site(site: Site, folder: Path) -> int:
    """Write every page, its twin and its table to `folder`; return the number of pages.

    Raises:
        ExportError: the folder is no folder, is not empty, or cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError(f"{folder} is not an empty folder; nothing is written over: name another")
    count = 0
    try:
        for path in all_paths(site):
            page = page_at(site, path)
            assert page is not None
            file = file_of(path)
            html = page.html(_links(file), exported=True)
            write_whole(folder / file, html)
            write_whole(folder / file.replace(".html", ".json"), page.json())
            if page.rows:
                write_whole(folder / file.replace(".html", ".csv"), page.csv())
            count += 1
        for source in (PAGES_STATIC, STATIC):
            shutil.copytree(source, folder / "static", dirs_exist_ok=True)
        text = json.dumps(_data(site), ensure_ascii=False)
        write_whole(folder / "static" / "data.js", f"window.bakeoffData = {text};\n")
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error}") from error
    return count


def file_of(path: str) -> str:
    """Return the file of a page's address: /aspects/orm is aspects/orm.html."""
    return f"{path.strip('/') or 'index'}.html"


def _links(file: str) -> Link:
    """Return what turns addresses into links relative to `file`."""
    here = posixpath.dirname(file) or "."

    def link(path: str) -> str:
        if path in LIVE:
            path = "/campaigns"
        target = path.strip("/") if path.startswith("/static/") else file_of(path)
        return posixpath.relpath(target, here)

    return link


def _data(site: Site) -> dict[str, object]:
    """Return what the questions need in the browser."""
    aspects = site.table.aspects
    return {
        "aspects": [{"id": a.id, "title": a.title} for a in aspects],
        "frameworks": list(_frameworks(site)),
    }


def _frameworks(site: Site) -> Iterator[dict[str, object]]:
    for column in site.table.columns:
        cells = [(site.table.cell(a.id, column.id), a.scale) for a in site.table.aspects]
        values = [known(cell, scale) for cell, scale in cells]
        memory = site.evidence.newest(column.id, "memory_loaded")
        ends = [
            str(fact.value)
            for metric in ("support_ends", "longest_support_ends")
            if (fact := site.evidence.newest(column.id, metric))
        ]
        entries = (
            (n.id, site.evidence.needs.entry(n.id, column.id)) for n in site.evidence.needs.needs
        )
        yield {
            "id": column.id,
            "name": column.name,
            "language": column.language,
            "page": file_of(f"/frameworks/{column.id}"),
            "seed": crc32(column.id.encode()),
            "known": [None if v.centre is None else [v.centre, v.spread] for v in values],
            "memory": memory.number / 1e6 if memory and memory.number else None,
            "until": max(ends, default=None),
            "needs": {need: entry.kind for need, entry in entries if entry},
        }
