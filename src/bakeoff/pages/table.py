"""The table of aspects by frameworks, as the front shows it, and one cell of it."""

from dataclasses import dataclass, field

from markupsafe import Markup

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.aspects.shown import quantity
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.metrics import find_metric
from bakeoff.evidence.source_table import Column
from bakeoff.pages.charts import svg
from bakeoff.pages.charts.axis import Mark, axis
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site


@dataclass(frozen=True)
class Shown:
    """A cell as the pages show it.

    `place` is that of its tier among all frameworks in words, `tied` who shares the tier.
    """

    aspect: str
    framework: str
    headline: str
    rating: str | None
    age: str
    stale: bool
    unknown: str | None
    place: str | None
    tier: int | None
    tied: tuple[str, ...]
    path: str
    picture: Markup = field(compare=False)


@dataclass(frozen=True)
class Row:
    """A row of the table."""

    aspect: str
    title: str
    question: str
    cells: tuple[Shown, ...]


@dataclass(frozen=True)
class FactView:
    """A fact down to where it is from."""

    metric: str
    title: str
    value: str
    how: str
    date: str
    source: str
    licence: str | None
    environment: str | None
    command: str | None
    note: str
    file: str


@dataclass(frozen=True)
class CellView:
    """One cell with all that is behind it."""

    name: str
    framework: str
    aspect: str
    title: str
    question: str
    shown: Shown
    value: float | None
    unit: str
    interval: tuple[float, float] | None
    formula: str
    does_not_tell: str
    shelf_life: int
    unknown: str | None
    would_tell: str | None
    said: str | None
    verdict: str | None
    sentence: str | None
    details: tuple[tuple[str, str], ...]
    facts: tuple[FactView, ...]
    picture: Markup = field(compare=False)


def rows(site: Site) -> tuple[Row, ...]:
    """Return the whole table."""
    return tuple(
        Row(
            aspect.id,
            aspect.title,
            aspect.question,
            tuple(shown(site, aspect, column) for column in site.table.columns),
        )
        for aspect in site.table.aspects
    )


def shown(site: Site, aspect: Aspect, column: Column) -> Shown:
    """Return one cell in short."""
    cell = site.table.cell(aspect.id, column.id)
    place = site.places(aspect).get(column.id)
    return Shown(
        aspect=aspect.id,
        framework=column.id,
        headline=cell.headline,
        rating=cell.rating,
        age=_age(cell),
        stale=cell.stale,
        unknown=cell.unknown,
        place=place.text if place else None,
        tier=place.tier if place else None,
        tied=place.tied if place else (),
        path=f"/cells/{aspect.id}/{column.id}",
        picture=svg.small(cell.value, cell.interval, aspect.scale),
    )


def fact_view(fact: Fact) -> FactView:
    """Return a fact as the pages show it."""
    metric = find_metric(fact.metric)
    return FactView(
        metric=fact.metric,
        title=metric.title if metric else fact.metric,
        value=quantity(fact),
        how=fact.how,
        date=fact.date,
        source=fact.source,
        licence=fact.licence,
        environment=fact.environment,
        command=fact.command,
        note=fact.note,
        file=fact.file,
    )


def cell_page(site: Site, aspect: Aspect, column: Column) -> Page:
    """Return the page of one cell."""
    cell = site.table.cell(aspect.id, column.id)
    verdict = site.verdict(aspect.id, column.id)
    view = CellView(
        name=column.name,
        framework=column.id,
        aspect=aspect.id,
        title=aspect.title,
        question=aspect.question,
        shown=shown(site, aspect, column),
        value=cell.value,
        unit=cell.unit,
        interval=cell.interval,
        formula=aspect.formula,
        does_not_tell=aspect.does_not_tell,
        shelf_life=aspect.shelf_life,
        unknown=cell.unknown,
        would_tell=cell.would_tell,
        said=verdict.said if verdict else None,
        verdict=verdict.verdict if verdict else None,
        sentence=verdict.sentence if verdict else None,
        details=tuple((detail.label, detail.text) for detail in cell.details),
        facts=tuple(fact_view(fact) for fact in cell.all_facts),
        picture=on_one_axis(site, aspect, column.id),
    )
    title = f"{aspect.title} of {column.name}"
    return Page(f"/cells/{aspect.id}/{column.id}", title, "cell.html", view)


def on_one_axis(site: Site, aspect: Aspect, strong: str | None = None) -> Markup:
    """Return the picture of all frameworks on an aspect's axis; one may stand out."""
    marks = []
    found = site.places(aspect)
    for column in sorted_columns(site, aspect):
        cell, place = site.table.cell(aspect.id, column.id), found.get(column.id)
        marks.append(
            Mark(
                column.name,
                cell.value,
                cell.interval,
                cell.headline,
                place.tier if place else None,
                strong in (None, column.id),
            )
        )
    logarithmic = bool(aspect.scale and aspect.scale.logarithmic)
    return axis(marks, logarithmic, aspect.thresholds, aspect.unit)


def sorted_columns(site: Site, aspect: Aspect) -> list[Column]:
    """Return the columns with the best first, the unknown last."""
    order = list(site.places(aspect))
    known = {column.id: column for column in site.table.columns}
    return [*(known[f] for f in order), *(c for c in known.values() if c.id not in order)]


def _age(cell: Cell) -> str:
    if cell.age is None:
        return ""
    some = "1 day old" if cell.age == 1 else f"{cell.age} days old"
    days = "today" if cell.age == 0 else some
    return f"{days}, stale" if cell.stale else days
