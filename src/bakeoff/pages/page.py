"""A page: its address, its template and what it shows, as HTML and as its JSON twin."""

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from bakeoff.pages.markdown import inline

if TYPE_CHECKING:
    from jinja2 import Environment

Link = Callable[[str], str]
# an address within HTML that was made before its page knew where it will stand
MARK = "\0"
MARKED = re.compile(f"{MARK}([^{MARK}]*){MARK}")


@dataclass(frozen=True)
class Page:
    """`path` is its address on the web (`/aspects/performance`); `view` a dataclass.

    `rows` are its table, where it is one; `text` its Markdown, where it is a document.
    """

    path: str
    title: str
    template: str
    view: object
    rows: tuple[tuple[object, ...], ...] = ()
    text: str = ""

    @property
    def kind(self) -> str:
        """The kind of page, by which its schema is called."""
        return self.template.removesuffix(".html")

    @property
    def twins(self) -> tuple[tuple[str, str], ...]:
        """The other forms of the page: name and address of each."""
        stem = self.path if self.path != "/" else "/index"
        forms = [("JSON", ".json"), ("CSV", ".csv")] if self.rows else [("JSON", ".json")]
        forms += [("Markdown", ".md")] if self.text else []
        return tuple((name, stem + ending) for name, ending in forms)

    def html(self, link: Link, exported: bool = False) -> str:
        """Return the page; `link` turns addresses of pages into what stands in `href`.

        `exported` tells that no server will answer: scripts do what they can.
        """
        template = environment().get_template(self.template)
        html = template.render(page=self, view=self.view, link=link, exported=exported)
        return MARKED.sub(lambda found: escape(link(found[1])), html)

    def json(self) -> str:
        """Return the twin: what the page shows, without how."""
        document = {
            "schema": f"bakeoff/page/{self.kind}/1",
            "title": self.title,
            "view": plain(self.view),
        }
        return json.dumps(document, indent=1, ensure_ascii=False, default=str)

    def csv(self) -> str:
        """Return the page's table, where it is one (the first row names the columns)."""
        import csv
        import io

        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(self.rows)
        return out.getvalue()


@cache
def environment() -> "Environment":
    """Return the templates' environment; everything is escaped unless it is Markup."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    found = Environment(
        loader=PackageLoader("bakeoff.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["percent"] = percent
    found.filters["inline"] = inline
    return found


def address(path: str) -> str:
    """Return what stands for an address in HTML that is made ahead of its page."""
    return f"{MARK}{path}{MARK}"


def percent(share: float) -> str:
    """Write a share as per cent that never hides a little: <1 %, 42 %, >99 %."""
    if 0 < share < 0.005:
        return "<1\u00a0%"
    return ">99\u00a0%" if 0.995 <= share < 1 else f"{100 * share:.0f}\u00a0%"


def plain(value: object) -> Any:
    """Return a dataclass, however nested, as JSON's own kinds, without pictures and HTML."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items() if not isinstance(v, Markup)}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value
