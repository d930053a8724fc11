"""Pages of one framework, one aspect, the needs, the claims, and a comparison."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bakeoff.aspects.aspect import Aspect
from bakeoff.evidence.needs import KINDS, Need, NeedEntry
from bakeoff.evidence.source_table import Column
from bakeoff.pages.charts import svg
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site
from bakeoff.pages.table import FactView, Shown, fact_view, shown


@dataclass(frozen=True)
class FrameworkView:
    """A framework's column, its needs, and the facts that no aspect uses."""

    id: str
    name: str
    language: str
    heading: str | None
    cells: tuple[tuple[str, Shown], ...]
    needs: tuple[tuple[str, str, str], ...]
    other_facts: tuple[FactView, ...]


@dataclass(frozen=True)
class AspectView:
    """An aspect: how it comes about, and all frameworks on one axis."""

    id: str
    title: str
    question: str
    formula: str
    does_not_tell: str
    shelf_life: int
    scale: str
    thresholds: tuple[tuple[str, float | None, str], ...]
    cells: tuple[tuple[str, Shown], ...]
    picture: Markup = field(compare=False)


@dataclass(frozen=True)
class NeedRow:
    """A need, and how each of the shown frameworks meets it."""

    need: Need
    entries: tuple[NeedEntry | None, ...]


@dataclass(frozen=True)
class NeedsView:
    """The matrix, filtered: `kinds` and `chosen` are what the reader asked for."""

    names: tuple[tuple[str, str], ...]
    rows: tuple[NeedRow, ...]
    counts: tuple[tuple[str, tuple[int, ...]], ...]
    all_names: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]
    kind: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class ClaimsView:
    """All verdicts, with their count."""

    summary: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, str, str, str, str, str], ...]


@dataclass(frozen=True)
class CompareView:
    """Two to four frameworks beside each other."""

    chosen: tuple[tuple[str, str], ...]
    all_names: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, str, tuple[Shown, ...]], ...]


def framework_page(site: Site, column: Column) -> Page:
    """Return a framework's page."""
    used = {
        fact
        for aspect in site.table.aspects
        for fact in site.table.cell(aspect.id, column.id).all_facts
    }
    found = ((n, site.evidence.needs.entry(n.id, column.id)) for n in site.evidence.needs.needs)
    view = FrameworkView(
        id=column.id,
        name=column.name,
        language=column.language,
        heading=column.heading,
        cells=tuple((a.title, shown(site, a, column)) for a in site.table.aspects),
        needs=tuple((n.title, e.kind, e.package or e.note) for n, e in found if e is not None),
        other_facts=tuple(fact_view(f) for f in site.evidence.facts(column.id) if f not in used),
    )
    return Page(f"/frameworks/{column.id}", column.name, "framework.html", view)


def aspect_page(site: Site, aspect: Aspect) -> Page:
    """Return an aspect's page: the best first, the unknown last."""
    columns = list(site.table.columns)
    scale = aspect.scale

    def place(column: Column) -> tuple[bool, float]:
        cell = site.table.cell(aspect.id, column.id)
        known = cell.value is not None and scale is not None
        return not known, -scale.position(cell.value) if known and scale and cell.value else 0.0

    columns.sort(key=place)
    cells = [(c, site.table.cell(aspect.id, c.id)) for c in columns]
    marks = [svg.Mark(c.name, cell.value, cell.interval, cell.headline) for c, cell in cells]
    bounds = [(t.word, t.bound) for t in aspect.thresholds if t.bound is not None]
    ends = ""
    if scale:
        how = "logarithmic" if scale.logarithmic else "linear"
        ends = (
            f"{scale.unacceptable:g} is unacceptable, {scale.excellent:g} excellent, {how} "
            f"between: {scale.reason}"
        )
    view = AspectView(
        id=aspect.id,
        title=aspect.title,
        question=aspect.question,
        formula=aspect.formula,
        does_not_tell=aspect.does_not_tell,
        shelf_life=aspect.shelf_life,
        scale=ends,
        thresholds=tuple((t.word, t.bound, t.reason) for t in aspect.thresholds),
        cells=tuple((c.name, shown(site, aspect, c)) for c in columns),
        picture=svg.axis(marks, bool(scale and scale.logarithmic), bounds, aspect.unit),
    )
    rows = (
        ("framework", "headline", "value", "unit", "low", "high", "rating", "date", "stale"),
        *(
            (
                *(c.id, cell.headline, cell.value, cell.unit, *(cell.interval or ("", ""))),
                *(cell.rating, cell.date, cell.stale),
            )
            for c, cell in cells
        ),
    )
    return Page(f"/aspects/{aspect.id}", aspect.title, "aspect.html", view, rows)


def needs_page(site: Site, chosen: Sequence[str] = (), kind: str = "") -> Page:
    """Return the needs matrix; of `chosen` frameworks, and needs that one meets by `kind`."""
    matrix = site.evidence.needs
    columns = [c for c in site.table.columns if c.id in matrix.frameworks()]
    shown_columns = [c for c in columns if c.id in chosen] or columns
    rows = []
    for need in matrix.needs:
        entries = tuple(matrix.entry(need.id, c.id) for c in shown_columns)
        if not kind or any(entry and entry.kind == kind for entry in entries):
            rows.append(NeedRow(need, entries))
    view = NeedsView(
        names=tuple((c.id, c.name) for c in shown_columns),
        rows=tuple(rows),
        counts=tuple(
            (
                word,
                tuple(
                    sum(
                        (e := matrix.entry(n.id, c.id)) is not None and e.kind == word
                        for n in matrix.needs
                    )
                    for c in shown_columns
                ),
            )
            for word in KINDS
        ),
        all_names=tuple((c.id, c.name) for c in columns),
        chosen=tuple(c.id for c in shown_columns) if chosen else (),
        kind=kind,
        kinds=KINDS,
    )
    fields = ("need", "framework", "kind", "package", "version", "released", "licence", "source")
    table = (
        fields,
        *(
            tuple(getattr(entry, field) for field in fields)
            for row in rows
            for entry in row.entries
            if entry
        ),
    )
    return Page("/needs", "Needs", "needs.html", view, table)


def claims_page(site: Site) -> Page:
    """Return the 110 verdicts."""
    count = Counter(verdict.verdict for verdict in site.verdicts)
    titles = {aspect.id: aspect.title for aspect in site.table.aspects}
    rows = tuple(
        (titles[v.aspect], site.name(v.framework), v.said, v.verdict, v.sentence,
         f"/cells/{v.aspect}/{v.framework}")
        for v in site.verdicts
    )  # fmt: skip
    words = ("confirmed", "refuted", "undecided")
    view = ClaimsView(tuple((word, count[word]) for word in words), rows)
    head = ("aspect", "framework", "the source says", "verdict", "because", "cell")
    return Page("/claims", "Claims", "claims.html", view, (head, *rows))


def compare_page(site: Site, chosen: Sequence[str]) -> Page:
    """Return two to four frameworks side by side; the first two where too few are named."""
    known = {c.id: c for c in site.table.columns}
    wanted = [known[f] for f in dict.fromkeys(chosen) if f in known][:4]
    wanted += [c for c in site.table.columns if c not in wanted][: max(0, 2 - len(wanted))]
    view = CompareView(
        chosen=tuple((c.id, c.name) for c in wanted),
        all_names=tuple((c.id, c.name) for c in site.table.columns),
        rows=tuple(
            (a.id, a.title, tuple(shown(site, a, c) for c in wanted)) for a in site.table.aspects
        ),
    )
    return Page("/compare", "Compare", "compare.html", view)
