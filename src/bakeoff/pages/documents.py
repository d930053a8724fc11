"""The project's own documents as pages: Markdown in, HTML out, links that stay on the site."""

import posixpath
import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from bakeoff.base.folders import data_folder
from bakeoff.pages.markdown import markdown
from bakeoff.pages.page import Page, address
from bakeoff.pages.site import Site

if TYPE_CHECKING:
    from markdown_it.token import Token

# those with a page of their own under /method; docs/method.md is /method itself
NAMES = ("choose", "evidence", "learning", "needs", "loadgen")
DECISIONS = "decisions"
FRAMEWORKS = "frameworks"
# what is a page of another kind
ELSEWHERE = {
    "method": "/method",
    "aspects": "/method#aspects",
    "checks": "/method#checks",
    "claims": "/claims",
}


@dataclass(frozen=True)
class Heading:
    """A heading of a document; `anchor` is its name in the address."""

    anchor: str
    title: str


@dataclass(frozen=True)
class DocumentView:
    """A document; `text` is its Markdown, `contents` its headings of the second level."""

    name: str
    text: str
    contents: tuple[Heading, ...]
    html: Markup = field(compare=False)


@cache
def document_names() -> tuple[str, ...]:
    """Return the documents at hand that are pages, as they stand after /method/."""
    folder = data_folder("docs")
    found = [name for name in NAMES if (folder / f"{name}.md").is_file()]
    decisions = sorted((folder / DECISIONS).glob("*.md"))
    return (*found, *(f"{DECISIONS}/{file.stem}" for file in decisions))


def document_page(site: Site, name: str) -> Page:
    """Return the page of a document of `document_names`."""
    view = document(site, name)
    return Page(f"/method/{name}", title_of(view.text), "document.html", view, text=view.text)


def document(site: Site, name: str, deeper: int = 0) -> DocumentView:
    """Read and render a document; headings go down by `deeper` levels. Without it: no text.

    The title stays out: a page shows it itself.
    """
    file = data_folder("docs") / f"{name}.md"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    tokens = markdown().parse(text)
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        tokens = tokens[3:]
    contents = []
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            title = _plain(tokens[i + 1])
            token.attrSet("id", _slug(title))
            if token.tag == "h2":
                contents.append(Heading(_slug(title), title))
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + deeper)}"
        if token.type == "inline":
            _relink(site, token, posixpath.dirname(name))
    html = markdown().renderer.render(tokens, markdown().options, {})
    # HTML in the Markdown is off, so all of it is the renderer's own
    return DocumentView(name, text, tuple(contents), Markup(html))  # noqa: S704


def title_of(text: str) -> str:
    """Return a document's title."""
    return text.partition("\n")[0].removeprefix("# ").strip()


def _relink(site: Site, token: "Token", folder: str) -> None:
    """Lead a document's links to pages of the site; where there is none, the text stays alone."""
    open_: list[bool] = []
    kept = []
    for child in token.children or []:
        if child.type == "link_open":
            target = _target(site, str(child.attrGet("href") or ""), folder)
            open_.append(target is not None)
            if target is None:
                continue
            child.attrSet("href", target)
        elif child.type == "link_close" and not open_.pop():
            continue
        kept.append(child)
    token.children = kept


def _target(site: Site, href: str, folder: str) -> str | None:
    if href.startswith(("https://", "#")):
        return href
    path = posixpath.normpath(posixpath.join(folder, href))
    name = path.removesuffix(".md")
    if name in document_names():
        return address(f"/method/{name}")
    if name in ELSEWHERE:
        return address(ELSEWHERE[name])
    if name.startswith(f"{FRAMEWORKS}/"):
        known = {column.id for column in site.table.columns}
        framework = posixpath.basename(name)
        return address(f"/frameworks/{framework}") if framework in known else None
    for campaign in site.evidence.campaigns:
        if path == f"../evidence/{campaign.file}":
            return address(f"/campaigns/{campaign.id}")
    return address("/needs") if path.startswith("../evidence/needs") else None


def _plain(token: "Token") -> str:
    return "".join(child.content for child in token.children or [])


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
