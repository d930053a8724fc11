"""`bakeoff claims`: the source table's 110 claims, each with a verdict."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bakeoff.aspects.claims.judge import Verdict
    from bakeoff.aspects.table import Table

WIDTH = 100


class ClaimsFormat(StrEnum):
    """A form of the verdicts."""

    text = "text"
    md = "md"
    json = "json"


AspectName = Annotated[str | None, typer.Option("--aspect", "-a", help="Only this row.")]
FrameworkName = Annotated[str | None, typer.Option("--framework", "-f", help="Only this column.")]
Format = Annotated[ClaimsFormat, typer.Option("--format", help="text, md or json.")]


def claims(
    aspect: AspectName = None, framework: FrameworkName = None, form: Format = ClaimsFormat.text
) -> None:
    """Hold each claim of the source table against the evidence."""
    from datetime import date

    from bakeoff.aspects.claims.judge import judge_all
    from bakeoff.aspects.table import build_table
    from bakeoff.catalog.errors import UnknownNameError
    from bakeoff.evidence.source_table import load_source_table
    from bakeoff.evidence.store import load_evidence

    evidence, source = load_evidence(), load_source_table()
    for kind, name, known in (
        ("aspect", aspect, list(source.rows)),
        ("framework", framework, [column.id for column in source.columns]),
    ):
        if name is not None and name not in known:
            raise UnknownNameError(kind, name, known)
    table = build_table(evidence, source, date.today())
    verdicts = [
        verdict
        for verdict in judge_all(table, source, evidence)
        if aspect in (None, verdict.aspect) and framework in (None, verdict.framework)
    ]
    typer.echo("\n".join(FORMS[form.value](verdicts, table)))


def summary(verdicts: "Sequence[Verdict]") -> str:
    """Return the count of each verdict in a sentence."""
    count = Counter(verdict.verdict for verdict in verdicts)
    parts = ", ".join(f"{count[word]} {word}" for word in ("confirmed", "refuted", "undecided"))
    return f"Of {len(verdicts)} claims: {parts}."


def _text(verdicts: "Sequence[Verdict]", table: "Table") -> Iterator[str]:
    yield summary(verdicts)
    titles = {aspect.id: aspect.title for aspect in table.aspects}
    names = {column.id: column.name for column in table.columns}
    last = ""
    for verdict in verdicts:
        if verdict.aspect != last:
            last = verdict.aspect
            yield ""
            yield titles[last]
        head = f'  {names[verdict.framework]}, "{verdict.said}": {verdict.verdict}. '
        yield fill(
            head + verdict.sentence, WIDTH, subsequent_indent=" " * 6, break_on_hyphens=False
        )


def _markdown(verdicts: "Sequence[Verdict]", table: "Table") -> Iterator[str]:
    yield summary(verdicts)
    yield ""
    yield "| aspect | framework | the source says | verdict | because |"
    yield "|---|---|---|---|---|"
    titles = {aspect.id: aspect.title for aspect in table.aspects}
    names = {column.id: column.name for column in table.columns}
    for v in verdicts:
        row = (titles[v.aspect], names[v.framework], v.said, f"**{v.verdict}**", v.sentence)
        yield f"| {' | '.join(row)} |"


def _json(verdicts: "Sequence[Verdict]", table: "Table") -> Iterator[str]:
    from dataclasses import asdict

    document = {
        "schema": "bakeoff/verdicts/1",
        "as_of": table.today.isoformat(),
        "count": Counter(verdict.verdict for verdict in verdicts),
        "verdicts": [asdict(verdict) for verdict in verdicts],
    }
    yield json.dumps(document, indent=1, ensure_ascii=False)


FORMS = {"text": _text, "md": _markdown, "json": _json}
