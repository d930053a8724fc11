"""A page: its address, its template and what it shows, as HTML and as its JSON twin."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jinja2 import Environment

Link = Callable[[str], str]


@dataclass(frozen=True)
class Page:
    """`path` is its address on the web (`/aspects/performance`); `view` a dataclass."""

    path: str
    title: str
    template: str
    view: object
    rows: tuple[tuple[object, ...], ...] = ()

    def html(self, link: Link, exported: bool = False) -> str:
        """Return the page; `link` turns addresses of pages into what stands in `href`.

        `exported` tells that no server will answer: scripts do what they can.
        """
        template = environment().get_template(self.template)
        return template.render(page=self, view=self.view, link=link, exported=exported)

    def json(self) -> str:
        """Return the twin: what the page shows, without how."""
        document = {
            "schema": f"bakeoff/page/{self.template.removesuffix('.html')}/1",
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
    found.filters["percent"] = lambda share: f"{100 * share:.0f} %"
    return found


def plain(value: object) -> Any:
    """Return a dataclass, however nested, as JSON's own kinds, without pictures."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items() if k != "picture"}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value
