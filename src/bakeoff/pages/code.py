"""The same endpoint in every framework, side by side, its lines linked to the checks they meet."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from bakeoff.base.folders import data_folder
from bakeoff.pages.page import Page, address
from bakeoff.pages.site import Site

ENDPOINTS = Path(__file__).with_name("endpoints.toml")


@dataclass(frozen=True)
class Met:
    """A check of the contract, and the line (from 1) that meets it; `anchor` names the line."""

    check: str
    line: int
    anchor: str


@dataclass(frozen=True)
class Source:
    """One file of one service, highlighted; `meets` are the checks that its lines meet."""

    framework: str
    name: str
    file: str
    meets: tuple[Met, ...]
    text: str
    html: Markup = field(compare=False)


@dataclass(frozen=True)
class CodeView:
    """The files that answer one group of endpoints, in each framework."""

    group: str
    title: str
    checks: tuple[str, ...]
    groups: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


@cache
def groups() -> dict[str, dict[str, Any]]:
    """Return the groups of endpoints, as endpoints.toml has them."""
    return tomllib.loads(ENDPOINTS.read_text(encoding="utf-8"))


def code_page(site: Site, group: str) -> Page:
    """Return the sources of one group."""
    about = groups()[group]
    sources = [
        source
        for framework, files in about["files"].items()
        for source in _sources(site, framework, tuple(files), about["lines"].get(framework, ()))
    ]
    view = CodeView(
        group=group,
        title=str(about["title"]),
        checks=tuple(map(str, about["checks"])),
        groups=tuple((key, str(value["title"])) for key, value in groups().items()),
        sources=tuple(sources),
    )
    return Page(f"/code/{group}", f"Code: {view.title}", "code.html", view)


def source_file(framework: str, file: str) -> Path:
    """Return where a file of a service lies."""
    return data_folder("frameworks") / framework / file


def _sources(
    site: Site, framework: str, files: Sequence[str], wanted: Sequence[Sequence[str]]
) -> list[Source]:
    texts = {f: source_file(framework, f).read_text(encoding="utf-8-sig") for f in files}
    met: dict[str, list[Met]] = {file: [] for file in files}
    for check, part in wanted:
        found = first_line(texts, part)
        if found:
            anchor = f"{framework}-{Path(found[0]).stem}-{check}"
            met[found[0]].append(Met(check, found[1], anchor))
    return [
        Source(
            framework=framework,
            name=site.name(framework),
            file=file,
            meets=tuple(met[file]),
            text=text,
            html=_linked(_highlighted(file, text), met[file]),
        )
        for file, text in texts.items()
    ]


def first_line(texts: dict[str, str], part: str) -> tuple[str, int] | None:
    """Return file and line (from 1) of the first line that has `part`."""
    for file, text in texts.items():
        for number, line in enumerate(text.split("\n"), 1):
            if part in line:
                return file, number
    return None


def _linked(html: Markup, met: Sequence[Met]) -> Markup:
    """Put a link to its check after each line that meets one."""
    lines = html.split("\n")
    link = Markup('<a class="met" id="{id}" href="{href}">{check}</a>')
    for one in met:
        lines[one.line - 1] += link.format(
            id=one.anchor, href=address(f"/method#{one.check}"), check=one.check
        )
    return Markup("\n").join(lines)


@cache
def _highlighted(file: str, text: str) -> Markup:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.util import ClassNotFound

    # a comment or string over several lines is closed at each line's end, so that links fit in;
    # leading empty lines stay, so that lines keep their numbers
    try:
        lexer = get_lexer_for_filename(file, stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("html", stripnl=False)
    # what Pygments makes is escaped by itself
    return Markup(highlight(text, lexer, HtmlFormatter(nowrap=True)))  # noqa: S704
