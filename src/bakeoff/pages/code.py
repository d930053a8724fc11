"""The same endpoint in every framework, side by side."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from markupsafe import Markup

from bakeoff.base.folders import data_folder
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site

ENDPOINTS = Path(__file__).with_name("endpoints.toml")


@dataclass(frozen=True)
class Source:
    """One file of one service, highlighted."""

    framework: str
    name: str
    file: str
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
def groups() -> dict[str, dict[str, object]]:
    """Return the groups of endpoints, as endpoints.toml has them."""
    return tomllib.loads(ENDPOINTS.read_text(encoding="utf-8"))


def code_page(site: Site, group: str) -> Page:
    """Return the sources of one group."""
    about = groups()[group]
    files = about["files"]
    assert isinstance(files, dict)
    sources = tuple(
        Source(id_, site.name(id_), file, *_highlighted(id_, file))
        for id_, names in files.items()
        for file in names
    )
    checks = about["checks"]
    assert isinstance(checks, list)
    view = CodeView(
        group=group,
        title=str(about["title"]),
        checks=tuple(map(str, checks)),
        groups=tuple((key, str(value["title"])) for key, value in groups().items()),
        sources=sources,
    )
    return Page(f"/code/{group}", f"Code: {view.title}", "code.html", view)


def source_file(framework: str, file: str) -> Path:
    """Return where a file of a service lies."""
    return data_folder("frameworks") / framework / file


@cache
def _highlighted(framework: str, file: str) -> tuple[str, Markup]:
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.util import ClassNotFound

    text = source_file(framework, file).read_text(encoding="utf-8-sig")
    try:
        lexer = get_lexer_for_filename(file)
    except ClassNotFound:
        lexer = get_lexer_by_name("html")
    # what Pygments makes is escaped by itself
    return text, Markup(highlight(text, lexer, HtmlFormatter(nowrap=True)))  # noqa: S704
