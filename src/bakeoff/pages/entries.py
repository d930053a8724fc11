"""Pages of one framework, one aspect, the needs, the claims, and a comparison."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from bakeoff.aspects.aspect import Aspect
from bakeoff.evidence.needs import KINDS, Need, NeedEntry
from bakeoff.evidence.source_table import Column
from bakeoff.pages.campaigns import found_in, kind_of
from bakeoff.pages.documents import DocumentView, document
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site
from bakeoff.pages.table import (
    FactView,
    Shown,
    fact_view,
    on_one_axis,
    shown,
    sorted_columns,
)

MOST = 4
# facts of the service's own code
CODE = ("code_", "config_lines", "smallest_", "framework_names", "commands_to_first_answer")


@dataclass(frozen=True)
class NeedLine:
    """A need and what meets it in one framework."""

    title: str
    kind: str
    what: str
    source: str


@dataclass(frozen=True)
class PartIn:
    """A campaign in which a framework took part, and what it found there."""

    path: str
    id: str
    what: str
    finished: str
    found: str


@dataclass(frozen=True)
class FrameworkView:
    """A framework's column, its needs, its campaigns, its code, why it was built so.

    `choices` is docs/frameworks/ID.md; `other_facts` are those that no aspect uses.
    """

    id: str
    name: str
    language: str
    heading: str | None
    cells: tuple[tuple[str, Shown], ...]
    needs: tuple[NeedLine, ...]
    counts: tuple[tuple[str, int], ...]
    campaigns: tuple[PartIn, ...]
    code: tuple[FactView, ...]
    choices: DocumentView
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
    neighbours: tuple[tuple[str, str], ...]
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
class ClaimRow:
    """One word of the source table, the verdict on it and why."""

    aspect: str
    title: str
    framework: str
    name: str
    said: str
    verdict: str
    sentence: str
    path: str


@dataclass(frozen=True)
class ClaimsView:
    """All verdicts, with their count."""

    summary: tuple[tuple[str, int], ...]
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True)
class CompareView:
    """Two to four frameworks beside each other; `left_out` are those beyond four."""

    chosen: tuple[tuple[str, str], ...]
    all_names: tuple[tuple[str, str], ...]
    left_out: tuple[str, ...]
    rows: tuple[tuple[str, str, tuple[Shown, ...]], ...]
    needs: tuple[tuple[str, tuple[int, ...]], ...]
    differ: tuple[tuple[str, tuple[str, ...]], ...]


def framework_page(site: Site, column: Column) -> Page:
    """Return a framework's page."""
    used = {
        fact
        for aspect in site.table.aspects
        for fact in site.table.cell(aspect.id, column.id).all_facts
    }
    needs = site.evidence.needs
    found = [(n, e) for n in needs.needs if (e := needs.entry(n.id, column.id)) is not None]
    kinds = Counter(entry.kind for _, entry in found)
    facts = site.evidence.facts(column.id)
    view = FrameworkView(
        id=column.id,
        name=column.name,
        language=column.language,
        heading=column.heading,
        cells=tuple((a.title, shown(site, a, column)) for a in site.table.aspects),
        needs=tuple(NeedLine(n.title, e.kind, e.package or e.note, e.source) for n, e in found),
        counts=tuple((kind, kinds[kind]) for kind in KINDS) if found else (),
        campaigns=tuple(
            PartIn(f"/campaigns/{c.id}", c.id, kind_of(c), c.finished[:10], found_in(c, column.id))
            for c in reversed(site.evidence.campaigns)
            if any(fact.framework == column.id for fact in c.facts)
        ),
        code=tuple(fact_view(f) for f in facts if f.metric.startswith(CODE)),
        choices=document(site, f"frameworks/{column.id}", deeper=1),
        other_facts=tuple(
            fact_view(f) for f in facts if f not in used and not f.metric.startswith(CODE)
        ),
    )
    rows = (
        ("aspect", "headline", "rating", "place", "age", "cell"),
        *((c.aspect, c.headline, c.rating, c.place, c.age, c.path) for _, c in view.cells),
    )
    return Page(f"/frameworks/{column.id}", column.name, "framework.html", view, rows)


def aspect_page(site: Site, aspect: Aspect) -> Page:
    """Return an aspect's page: the best first, the unknown last."""
    columns, found = sorted_columns(site, aspect), site.places(aspect)
    scale = aspect.scale
    cells = [(c, site.table.cell(aspect.id, c.id)) for c in columns]
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
        neighbours=tuple((a.id, a.title) for a in site.table.aspects),
        picture=on_one_axis(site, aspect),
    )
    rows = (
        (
            *("framework", "headline", "value", "unit", "low", "high", "rating", "date", "stale"),
            "tier",
        ),
        *(
            (
                *(c.id, cell.headline, cell.value, cell.unit, *(cell.interval or ("", ""))),
                *(cell.rating, cell.date, cell.stale),
                found[c.id].tier if c.id in found else "",
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
        ClaimRow(
            aspect=v.aspect,
            title=titles[v.aspect],
            framework=v.framework,
            name=site.name(v.framework),
            said=v.said,
            verdict=v.verdict,
            sentence=v.sentence,
            path=f"/cells/{v.aspect}/{v.framework}",
        )
        for v in site.verdicts
    )
    words = ("confirmed", "refuted", "undecided")
    view = ClaimsView(tuple((word, count[word]) for word in words), rows)
    head = ("aspect", "framework", "the source says", "verdict", "because", "cell")
    lines = ((r.title, r.name, r.said, r.verdict, r.sentence, r.path) for r in rows)
    return Page("/claims", "Claims", "claims.html", view, (head, *lines))


def compare_page(site: Site, chosen: Sequence[str], most: int = MOST) -> Page:
    """Return two to `most` frameworks side by side; the first two where too few are named."""
    known = {c.id: c for c in site.table.columns}
    named = [known[f] for f in dict.fromkeys(chosen) if f in known]
    wanted = named[:most]
    wanted += [c for c in site.table.columns if c not in wanted][: max(0, 2 - len(wanted))]
    entries = [[site.evidence.needs.entry(n.id, c.id) for c in wanted] for n in _needs(site)]
    kinds = [tuple(e.kind if e else "not looked up" for e in line) for line in entries]
    view = CompareView(
        chosen=tuple((c.id, c.name) for c in wanted),
        all_names=tuple((c.id, c.name) for c in site.table.columns),
        left_out=tuple(c.name for c in named[most:]),
        rows=tuple(
            (a.id, a.title, tuple(shown(site, a, c) for c in wanted)) for a in site.table.aspects
        ),
        needs=tuple(
            (kind, tuple(sum(line[i] == kind for line in kinds) for i in range(len(wanted))))
            for kind in KINDS
        ),
        differ=tuple(
            (need.title, line)
            for need, line in zip(_needs(site), kinds, strict=True)
            if len(set(line)) > 1
        ),
    )
    head = ("aspect", *(c.id for c in wanted))
    lines = ((title, *(one.headline for one in cells)) for _, title, cells in view.rows)
    return Page("/compare", "Compare", "compare.html", view, (head, *lines))


def _needs(site: Site) -> tuple[Need, ...]:
    return site.evidence.needs.needs
