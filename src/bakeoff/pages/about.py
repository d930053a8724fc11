"""The method whole: how numbers come about, each aspect's formula, the contract's checks."""

import sys
from dataclasses import dataclass

from bakeoff.pages.documents import DocumentView, document, document_names, title_of
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site


@dataclass(frozen=True)
class MethodAspect:
    """How one aspect comes about."""

    id: str
    title: str
    question: str
    about: str
    metrics: tuple[str, ...]
    formula: str
    scale: str
    thresholds: tuple[tuple[str, float | None, str], ...]
    shelf_life: int
    does_not_tell: str


@dataclass(frozen=True)
class MethodCheck:
    """One statement of the contract that every service is held to."""

    id: str
    statement: str
    meaning: str
    cause: str


@dataclass(frozen=True)
class More:
    """A page that says more, or a schema: its address and its title."""

    path: str
    title: str


@dataclass(frozen=True)
class MethodView:
    """The method: docs/method.md, the aspects, the checks, and where more is said."""

    document: DocumentView
    aspects: tuple[MethodAspect, ...]
    checks: tuple[MethodCheck, ...]
    machines: tuple[str, ...]
    documents: tuple[More, ...]
    decisions: tuple[More, ...]
    schemas: tuple[More, ...]


@dataclass(frozen=True)
class Trouble:
    """What went wrong, in a sentence that a reader can act on."""

    status: int
    sentence: str


def method_page(site: Site) -> Page:
    """Return the method's page."""
    # the checks bring HTTP and database clients with them: not before they are asked for
    from bakeoff.contract.checks import CHECKS
    from bakeoff.pages.schemas import KINDS, schema_path

    told = document(site, "method")
    more = tuple(
        More(f"/method/{name}", title_of(document(site, name).text)) for name in document_names()
    )
    view = MethodView(
        document=told,
        aspects=tuple(
            MethodAspect(
                id=a.id,
                title=a.title,
                question=a.question,
                about=" ".join((sys.modules[a.read.__module__].__doc__ or "").split()),
                metrics=a.metrics,
                formula=a.formula,
                scale=a.scale.reason if a.scale else "",
                thresholds=tuple((t.word, t.bound, t.reason) for t in a.thresholds),
                shelf_life=a.shelf_life,
                does_not_tell=a.does_not_tell,
            )
            for a in site.table.aspects
        ),
        checks=tuple(MethodCheck(c.id, c.title, c.meaning, c.cause) for c in CHECKS),
        machines=site.table.machines(),
        documents=tuple(one for one in more if "/decisions/" not in one.path),
        decisions=tuple(one for one in more if "/decisions/" in one.path),
        schemas=tuple(More(schema_path(kind), kind) for kind in KINDS),
    )
    return Page("/method", "How each number comes about", "method.html", view, text=told.text)


def trouble_page(status: int, sentence: str) -> Page:
    """Return the page of an error."""
    return Page("/", f"{status}", "trouble.html", Trouble(status, sentence))
