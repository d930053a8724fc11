"""`bakeoff needs`: what backends want, and how each framework meets it."""

import json
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bakeoff.evidence.needs import NeedEntry, NeedsMatrix

MARKS = {"built in": "■", "official": "◧", "package": "□", "none": "·"}
LEGEND = (
    "■ built in   ◧ official package   □ maintained package   · write it yourself   ? not looked up"
)


class NeedsFormat(StrEnum):
    """A form of the matrix."""

    text = "text"
    md = "md"
    csv = "csv"
    json = "json"


NeedName = Annotated[
    str | None, typer.Argument(metavar="[NEED]", help="One need, in full. Default: the matrix.")
]
Framework = Annotated[
    str | None, typer.Option("--framework", "-f", help="One framework, with every entry in full.")
]
Format = Annotated[NeedsFormat, typer.Option("--format", help="text, md, csv or json.")]


def needs(
    need: NeedName = None, framework: Framework = None, form: Format = NeedsFormat.text
) -> None:
    """Show how each framework meets some thirty needs: built in, by a package, or not."""
    from bakeoff.catalog.errors import UnknownNameError
    from bakeoff.evidence.needs import load_needs
    from bakeoff.evidence.source_table import load_source_table

    matrix = load_needs()
    known = [n.id for n in matrix.needs]
    if need is not None and need not in known:
        raise UnknownNameError("need", need, known)
    columns = [c.id for c in load_source_table().columns if c.id in matrix.frameworks()]
    columns += [f for f in matrix.frameworks() if f not in columns]
    if framework is not None and framework not in columns:
        raise UnknownNameError("framework", framework, columns)
    rows = [need] if need else known
    shown = [framework] if framework else columns
    in_full = need is not None or framework is not None
    typer.echo("\n".join(FORMS[form.value](matrix, rows, shown, in_full)))


def _text(
    matrix: "NeedsMatrix", needs: Sequence[str], frameworks: Sequence[str], in_full: bool
) -> Iterator[str]:
    if in_full:
        for need in matrix.needs:
            if need.id not in needs:
                continue
            yield f"{need.title}: {need.meaning}."
            for framework in frameworks:
                yield from _full(framework, matrix.entry(need.id, framework))
            yield ""
        return
    wide = max(map(len, needs))
    heads = [framework[:7] for framework in frameworks]
    yield f"{'':{wide}}  " + " ".join(f"{head:^7}" for head in heads)
    for name in needs:
        marks = (_mark(matrix.entry(name, framework)) for framework in frameworks)
        yield f"{name:{wide}}  " + " ".join(f"{mark:^7}" for mark in marks)
    for kind in MARKS:
        sums = (_count(matrix, needs, framework, kind) for framework in frameworks)
        yield f"{kind:{wide}}  " + " ".join(f"{number:^7}" for number in sums)
    yield ""
    yield LEGEND
    yield "`bakeoff needs NEED` and `bakeoff needs --framework F` show package, date and source."


def _full(framework: str, entry: "NeedEntry | None") -> Iterator[str]:
    if entry is None:
        yield f"  {framework:12} not looked up"
        return
    package = " ".join(part for part in (entry.package, entry.version) if part)
    dated = ", ".join(part for part in (entry.released, entry.licence) if part)
    about = package + (f" ({dated})" if dated else "")
    yield f"  {framework:12} {entry.kind}" + (f": {about}" if about else "")
    yield f"  {'':12} {entry.note}"
    if entry.passage:
        yield f'  {"":12} "{entry.passage}"'
    yield f"  {'':12} {entry.source} ({entry.checked}, {entry.read_on})"


def _markdown(
    matrix: "NeedsMatrix", needs: Sequence[str], frameworks: Sequence[str], in_full: bool
) -> Iterator[str]:
    yield f"| need | {' | '.join(frameworks)} |"
    yield "|---|" + "---|" * len(frameworks)
    for name in needs:
        entries = [matrix.entry(name, framework) for framework in frameworks]
        cells = (_markdown_cell(entry, in_full) for entry in entries)
        yield f"| {name} | {' | '.join(cells)} |"


def _markdown_cell(entry: "NeedEntry | None", in_full: bool) -> str:
    if entry is None:
        return "?"
    if not in_full:
        return entry.kind
    named = f" `{entry.package}`" if entry.package else ""
    return f"[{entry.kind}]({entry.source}){named}: {entry.note}"


def _csv(
    matrix: "NeedsMatrix", needs: Sequence[str], frameworks: Sequence[str], in_full: bool
) -> Iterator[str]:
    import csv
    import io

    del in_full
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(FIELDS)
    for entry in _entries(matrix, needs, frameworks):
        writer.writerow([getattr(entry, field) for field in FIELDS])
    yield out.getvalue().rstrip("\n")


def _json(
    matrix: "NeedsMatrix", needs: Sequence[str], frameworks: Sequence[str], in_full: bool
) -> Iterator[str]:
    from dataclasses import asdict

    del in_full
    entries = [asdict(entry) for entry in _entries(matrix, needs, frameworks)]
    document = {"schema": "bakeoff/needs-matrix/1", "entries": entries}
    yield json.dumps(document, indent=1, ensure_ascii=False)


def _entries(
    matrix: "NeedsMatrix", needs: Sequence[str], frameworks: Sequence[str]
) -> "list[NeedEntry]":
    found = (matrix.entry(need, framework) for need in needs for framework in frameworks)
    return [entry for entry in found if entry is not None]


def _mark(entry: "NeedEntry | None") -> str:
    return "?" if entry is None else MARKS[entry.kind]


def _count(matrix: "NeedsMatrix", needs: Sequence[str], framework: str, kind: str) -> int:
    entries = (matrix.entry(need, framework) for need in needs)
    return sum(entry is not None and entry.kind == kind for entry in entries)


FIELDS = (
    *("need", "framework", "kind", "package", "version", "released", "licence"),
    *("source", "checked", "read_on", "note", "passage"),
)
FORMS = {"text": _text, "md": _markdown, "csv": _csv, "json": _json}
