"""Every page of the site, by address: what the web serves and what an export writes."""

from collections.abc import Callable, Iterator, Sequence

from bakeoff.pages.about import method_page
from bakeoff.pages.campaigns import campaign_page, campaigns_page
from bakeoff.pages.code import code_page, groups
from bakeoff.pages.documents import document_names, document_page
from bakeoff.pages.entries import (
    aspect_page,
    claims_page,
    compare_page,
    framework_page,
    needs_page,
)
from bakeoff.pages.form import profile_in
from bakeoff.pages.front import front_page
from bakeoff.pages.live import live_page
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site
from bakeoff.pages.table import cell_page

Pairs = Sequence[tuple[str, str]]
Maker = Callable[[Site, list[str], Pairs], Page | None]


def page_at(site: Site, path: str, pairs: Pairs = ()) -> Page | None:
    """Return the page at an address such as /aspects/performance; None where there is none.

    Raises:
        ProfileError: the query of the front is no profile.
    """
    parts = [part for part in path.split("/") if part]
    maker = _MAKERS.get((parts[0] if parts else "", len(parts)))
    return maker(site, parts[1:], pairs) if maker else None


def all_paths(site: Site) -> Iterator[str]:
    """Yield the address of every page that lasts: not that of campaigns under way, /live."""
    yield from ("/", "/needs", "/claims", "/campaigns", "/compare", "/method")
    for aspect in site.table.aspects:
        yield f"/aspects/{aspect.id}"
        for column in site.table.columns:
            yield f"/cells/{aspect.id}/{column.id}"
    yield from (f"/frameworks/{column.id}" for column in site.table.columns)
    yield from (f"/campaigns/{campaign.id}" for campaign in site.evidence.campaigns)
    yield from (f"/code/{group}" for group in groups())
    yield from (f"/method/{name}" for name in document_names())


def _cell(site: Site, names: list[str], pairs: Pairs) -> Page | None:
    del pairs
    aspect = next((a for a in site.table.aspects if a.id == names[0]), None)
    column = next((c for c in site.table.columns if c.id == names[1]), None)
    return cell_page(site, aspect, column) if aspect and column else None


def _aspect(site: Site, names: list[str], pairs: Pairs) -> Page | None:
    del pairs
    aspect = next((a for a in site.table.aspects if a.id == names[0]), None)
    return aspect_page(site, aspect) if aspect else None


def _framework(site: Site, names: list[str], pairs: Pairs) -> Page | None:
    del pairs
    column = next((c for c in site.table.columns if c.id == names[0]), None)
    return framework_page(site, column) if column else None


def _campaign(site: Site, names: list[str], pairs: Pairs) -> Page | None:
    del pairs
    campaign = next((c for c in site.evidence.campaigns if c.id == names[0]), None)
    return campaign_page(site, campaign) if campaign else None


def _code(site: Site, names: list[str], pairs: Pairs) -> Page | None:
    del pairs
    return code_page(site, names[0]) if names[0] in groups() else None


def _document(site: Site, names: list[str], pairs: Pairs) -> Page | None:
    del pairs
    name = "/".join(names)
    return document_page(site, name) if name in document_names() else None


_MAKERS: dict[tuple[str, int], Maker] = {
    ("", 0): lambda site, _, pairs: front_page(site, profile_in(pairs)),
    ("cells", 3): _cell,
    ("aspects", 2): _aspect,
    ("frameworks", 2): _framework,
    ("campaigns", 1): lambda site, _, __: campaigns_page(site),
    ("campaigns", 2): _campaign,
    ("code", 2): _code,
    ("needs", 1): lambda site, _, pairs: needs_page(
        site, [v for k, v in pairs if k == "f"], next((v for k, v in pairs if k == "kind"), "")
    ),
    ("claims", 1): lambda site, _, __: claims_page(site),
    ("compare", 1): lambda site, _, pairs: compare_page(site, [v for k, v in pairs if k == "f"]),
    ("method", 1): lambda site, _, __: method_page(site),
    ("method", 2): _document,
    ("method", 3): _document,
    ("live", 1): lambda _, __, ___: live_page(),
}
