"""Writes the whole site as files, with links that work from a file system."""

import json
import posixpath
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

from bakeoff.base.errors import BakeoffError
from bakeoff.base.files import write_whole
from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.choose.profile import load_profile
from bakeoff.choose.values import known
from bakeoff.pages.entries import compare_page
from bakeoff.pages.page import Link, Page
from bakeoff.pages.routes import all_paths, page_at
from bakeoff.pages.schemas import KINDS, schema, schema_path
from bakeoff.pages.site import Site

STATIC = Path(__file__).with_name("static")
PAGES_STATIC = Path(__file__).parents[1] / "pages" / "static"
# what only a server can do, in an export
LIVE = ("/live",)
TWINS = (".json", ".csv", ".md")
# numbers that requirements ask for; p99 is apart, its worst counts
NUMBERS = (
    *("cpu_ratio", "memory_loaded", "start_seconds", "survey_share_professional"),
    "waits_per_worker",
)


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
            page = _page(site, path)
            file = file_of(path)
            html = page.html(_links(file), exported=True)
            write_whole(folder / file, html)
            write_whole(folder / file.replace(".html", ".json"), page.json())
            if page.rows:
                write_whole(folder / file.replace(".html", ".csv"), page.csv())
            if page.text:
                write_whole(folder / file.replace(".html", ".md"), page.text)
            count += 1
        for kind in KINDS:
            write_whole(folder / schema_path(kind).lstrip("/"), schema(kind))
        for source in (PAGES_STATIC, STATIC):
            shutil.copytree(source, folder / "static", dirs_exist_ok=True)
        text = json.dumps(data_of(site), ensure_ascii=False)
        write_whole(folder / "static" / "data.js", f"window.bakeoffData = {text};\n")
    except OSError as error:
        raise ExportError(f"{folder} cannot be written: {error}") from error
    return count


def _page(site: Site, path: str) -> Page:
    """Return a page as files have it: a comparison of all, whose columns a script hides."""
    if path == "/compare":
        return compare_page(site, [c.id for c in site.table.columns], len(site.table.columns))
    page = page_at(site, path)
    assert page is not None
    return page


def file_of(path: str) -> str:
    """Return the file of a page's address: /aspects/orm is aspects/orm.html."""
    return f"{path.strip('/') or 'index'}.html"


def _links(file: str) -> Link:
    """Return what turns addresses into links relative to `file`."""
    here = posixpath.dirname(file) or "."

    def link(path: str) -> str:
        path, mark, anchor = path.partition("#")
        if path in LIVE:
            path = "/campaigns"
        whole = path.startswith("/static/") or path.endswith(TWINS)
        target = path.strip("/") if whole else file_of(path)
        return posixpath.relpath(target, here) + mark + anchor

    return link


def data_of(site: Site) -> dict[str, object]:
    """Return what the questions need in the browser: static/profile.js reads it."""
    aspects = site.table.aspects
    return {
        "today": site.today.isoformat(),
        "aspects": [{"id": a.id, "title": a.title} for a in aspects],
        "constraints": list(CONSTRAINTS),
        "order": load_profile().order,
        "frameworks": list(_frameworks(site)),
    }


def _frameworks(site: Site) -> Iterator[dict[str, object]]:
    for column in site.table.columns:
        cells = [(site.table.cell(a.id, column.id), a.scale) for a in site.table.aspects]
        values = [known(cell, scale) for cell, scale in cells]
        numbers = {metric: _number(site, column.id, metric) for metric in NUMBERS}
        latencies = site.evidence.family(column.id, "latency_p99")
        numbers["latency_p99"] = max((fact.number or 0.0 for fact in latencies), default=None)
        databases = _text(site, column.id, ("orm_databases",))
        needs = (
            (n.id, _text(site, column.id, (f"need.{n.id}",))) for n in site.evidence.needs.needs
        )
        yield {
            "id": column.id,
            "name": column.name,
            "language": column.language,
            "page": file_of(f"/frameworks/{column.id}"),
            "seed": crc32(column.id.encode()),
            "known": [None if v.centre is None else [v.centre, v.spread] for v in values],
            "cells": {
                cell.aspect: cell.headline + (f" ({cell.rating})" if cell.rating else "")
                for cell, _ in cells
            },
            "numbers": numbers,
            "typing": _text(site, column.id, ("typing",)),
            "licence": _text(site, column.id, ("licence",)),
            "databases": [d.strip() for d in databases.split(",")] if databases else None,
            "until": _text(site, column.id, ("support_ends", "longest_support_ends")),
            "first": _text(site, column.id, ("first_stable_date",)),
            "latest": _text(site, column.id, ("latest_version",)),
            "names": _number(site, column.id, "code_names"),
            "needs": {need: kind for need, kind in needs if kind},
        }


def _number(site: Site, framework: str, metric: str) -> float | None:
    fact = site.evidence.newest(framework, metric)
    return fact.number if fact else None


def _text(site: Site, framework: str, metrics: Sequence[str]) -> str | None:
    """Return the greatest of the newest facts of these metrics, as a text."""
    facts = (site.evidence.newest(framework, metric) for metric in metrics)
    return max((str(fact.value) for fact in facts if fact), default=None)
