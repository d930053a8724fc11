"""The table of aspects by frameworks, as the front shows it, and one cell of it."""

from dataclasses import dataclass, field

from markupsafe import Markup

from bakeoff.aspects.aspect import Aspect, Cell
from bakeoff.aspects.shown import quantity
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.metrics import find_metric
from bakeoff.evidence.source_table import Column
from bakeoff.pages.charts import svg
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site


@dataclass(frozen=True)
class Shown:
    """A cell as the pages show it."""

    aspect: str
    framework: str
    headline: str
    rating: str | None
    age: str
    stale: bool
    unknown: str | None
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
    return Shown(
        aspect=aspect.id,
        framework=column.id,
        headline=cell.headline,
        rating=cell.rating,
        age=_age(cell),
        stale=cell.stale,
        unknown=cell.unknown,
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
    )
    title = f"{aspect.title} of {column.name}"
    return Page(f"/cells/{aspect.id}/{column.id}", title, "cell.html", view)


def _age(cell: Cell) -> str:
    if cell.age is None:
        return ""
    days = "today" if cell.age == 0 else f"{cell.age} days old"
    return f"{days}, stale" if cell.stale else days
