"""`bakeoff show`: a cell, a framework or an aspect, down to each fact and its source."""

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bakeoff.aspects.aspect import Aspect, Cell
    from bakeoff.aspects.table import Table
    from bakeoff.evidence.fact import Fact
    from bakeoff.evidence.source_table import Column, SourceTable
    from bakeoff.evidence.store import Evidence

WIDTH = 100
Target = Annotated[
    str,
    typer.Argument(
        metavar="CELL|FRAMEWORK|ASPECT",
        help="A cell such as performance/django, a framework such as django, or an aspect.",
    ),
]


def show(target: Target) -> None:
    """Show where a cell, a framework or an aspect comes from: every fact, source and date."""
    from datetime import date

    from bakeoff.aspects.table import build_table
    from bakeoff.evidence.source_table import load_source_table
    from bakeoff.evidence.store import load_evidence

    evidence, source = load_evidence(), load_source_table()
    table = build_table(evidence, source, date.today())
    typer.echo("\n".join(describe(target, table, evidence, source)))


def describe(
    target: str, table: "Table", evidence: "Evidence", source: "SourceTable"
) -> Iterator[str]:
    """Return the lines that describe `target`.

    Raises:
        UnknownTargetError: no such framework or aspect; names the nearest.
    """
    from bakeoff.cli.names import find_target

    aspect, column = find_target(table, target)
    if aspect and column:
        return _cell(aspect, column, table.cell(aspect.id, column.id), source)
    if aspect:
        return _aspect(aspect, table)
    assert column is not None
    return _framework(column, table, evidence, source)


def _cell(aspect: "Aspect", column: "Column", cell: "Cell", source: "SourceTable") -> Iterator[str]:
    yield f"{aspect.title}, {column.name}: {cell.headline}"
    if cell.rating:
        yield f"  rated     {cell.rating}"
    if cell.value is not None:
        interval = (
            ", 95 % interval {:.6g} to {:.6g}".format(*cell.interval) if cell.interval else ""
        )
        yield f"  value     {cell.value:.6g} {cell.unit}{interval}"
    if cell.date:
        shelf = f", shelf life {aspect.shelf_life} days{': stale' if cell.stale else ''}"
        yield f"  age       {cell.age} days ({cell.date}{shelf})"
    if cell.unknown:
        yield _line("unknown", cell.unknown)
    if cell.would_tell:
        yield _line("to know", cell.would_tell)
    yield _line("formula", aspect.formula)
    yield _line("not told", aspect.does_not_tell)
    said = source.claims.get(aspect.id, {}).get(column.id)
    if said:
        yield f'  claimed   "{said}" (the source table)'
    for detail in cell.details:
        yield _line("", f"{detail.label}: {detail.text}")
    if cell.all_facts:
        yield ""
        yield "Facts"
    for fact in cell.all_facts:
        yield from describe_fact(fact)


def _aspect(aspect: "Aspect", table: "Table") -> Iterator[str]:
    yield f"{aspect.title}: {aspect.question}"
    yield _line("formula", aspect.formula)
    yield _line("not told", aspect.does_not_tell)
    yield f"  shelf life {aspect.shelf_life} days"
    if aspect.scale:
        scale = aspect.scale
        how = "logarithmic" if scale.logarithmic else "linear"
        yield _line(
            "scale",
            f"{scale.unacceptable:g} is unacceptable, {scale.excellent:g} excellent, {how} between "
            f"({scale.reason})",
        )
    for threshold in aspect.thresholds:
        bound = "" if threshold.bound is None else f" ({threshold.bound:g})"
        yield _line("rating", f"{threshold.word}{bound}: {threshold.reason}")
    yield ""
    for column in table.columns:
        yield _summary(column.name, table.cell(aspect.id, column.id))


def _framework(
    column: "Column", table: "Table", evidence: "Evidence", source: "SourceTable"
) -> Iterator[str]:
    heading = f' ("{column.heading}" in the source table)' if column.heading else ""
    yield f"{column.name}, {column.language}{heading}"
    yield ""
    for aspect in table.aspects:
        yield _summary(aspect.title, table.cell(aspect.id, column.id))
        said = source.claims.get(aspect.id, {}).get(column.id)
        if said:
            yield f'{"":23}claimed: "{said}"'
    used = {fact for a in table.aspects for fact in table.cell(a.id, column.id).all_facts}
    other = [fact for fact in evidence.facts(column.id) if fact not in used]
    if other:
        yield ""
        yield "Facts that no aspect uses"
        for fact in other:
            yield from describe_fact(fact)


def describe_fact(fact: "Fact") -> Iterator[str]:
    """Return the lines of a fact: value, how, when and where, and how to make it again."""
    from bakeoff.aspects.shown import quantity
    from bakeoff.evidence.metrics import find_metric

    metric = find_metric(fact.metric)
    yield f"  {fact.metric} = {quantity(fact)}" + (f"   ({metric.title})" if metric else "")
    where = f", environment {fact.environment}" if fact.environment else ""
    yield _line("", f"{fact.how}, {fact.date}{where}")
    yield _line("source", fact.source + (f"; licence {fact.licence}" if fact.licence else ""))
    if fact.command:
        yield _line("again", fact.command)
    if fact.note:
        yield _line("note", fact.note)
    yield _line("file", fact.file)


def _summary(name: str, cell: "Cell") -> str:
    rest = [cell.rating, "stale" if cell.stale else None]
    said = "; ".join(part for part in rest if part)
    text = cell.headline + (f" = {said}" if said else "")
    if cell.unknown and not cell.facts:
        text += f": {cell.unknown}"
    return fill(f"{name:21}  {text}", WIDTH, subsequent_indent=" " * 23)


def _line(label: str, text: str) -> str:
    return fill(f"  {label:8}  {text}", WIDTH, subsequent_indent=" " * 12, break_on_hyphens=False)
