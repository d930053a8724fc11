"""The method, and the errors that readers may meet."""

from dataclasses import dataclass

from bakeoff.pages.page import Page
from bakeoff.pages.site import Site


@dataclass(frozen=True)
class MethodAspect:
    """How one aspect comes about."""

    id: str
    title: str
    formula: str
    scale: str
    thresholds: tuple[tuple[str, float | None, str], ...]
    shelf_life: int
    does_not_tell: str


@dataclass(frozen=True)
class MethodView:
    """The method in short; docs/method.md in the repository has all of it."""

    aspects: tuple[MethodAspect, ...]
    machines: tuple[str, ...]


@dataclass(frozen=True)
class Trouble:
    """What went wrong, in a sentence that a reader can act on."""

    status: int
    sentence: str


def method_page(site: Site) -> Page:
    """Return the method's page."""
    view = MethodView(
        aspects=tuple(
            MethodAspect(
                a.id,
                a.title,
                a.formula,
                a.scale.reason if a.scale else "",
                tuple((t.word, t.bound, t.reason) for t in a.thresholds),
                a.shelf_life,
                a.does_not_tell,
            )
            for a in site.table.aspects
        ),
        machines=site.table.machines(),
    )
    return Page("/method", "Method", "method.html", view)


def trouble_page(status: int, sentence: str) -> Page:
    """Return the page of an error."""
    return Page("/", f"{status}", "trouble.html", Trouble(status, sentence))
