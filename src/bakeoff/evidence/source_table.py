"""The source table: its ten columns, eleven rows and 110 claims, word by word."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.folders import data_folder
from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.store import Evidence

SCHEMA = "bakeoff/source-table/1"


@dataclass(frozen=True)
class Column:
    """A framework as the table shows it; `heading` is the source's own word, if it has one."""

    id: str
    name: str
    language: str
    heading: str | None = None


@dataclass(frozen=True)
class SourceTable:
    """The table as it was published: `claims[aspect id][framework id]` is the source's word."""

    columns: tuple[Column, ...]
    rows: Mapping[str, str]
    claims: Mapping[str, Mapping[str, str]]


def load_source_table(path: Path | None = None) -> SourceTable:
    """Read the source table; without `path`, the shipped one.

    Raises:
        EvidenceError: the file is missing or is not such a table.
    """
    file = path or data_folder("evidence") / "claims" / "source-table.json"
    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
        if whole["schema"] != SCHEMA:
            raise EvidenceError.at(str(file), "schema", whole["schema"], repr(SCHEMA))
        return SourceTable(
            columns=tuple(
                Column(c["id"], c["name"], c["language"], c["heading"]) for c in whole["columns"]
            ),
            rows={row["aspect"]: row["heading"] for row in whole["rows"]},
            claims={row["aspect"]: row["claims"] for row in whole["rows"]},
        )
    except OSError as error:
        raise EvidenceError(f"{file}: cannot be read: {error}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise EvidenceError(f"{file}: not a source table: {error!r}.") from error


def columns(evidence: Evidence, table: SourceTable) -> tuple[Column, ...]:
    """Return the table's columns: the source's ten, then the user's own frameworks by id."""
    known = {column.id for column in table.columns}
    own = [framework for framework in evidence.frameworks() if framework not in known]
    return (*table.columns, *(_own(evidence, framework) for framework in own))


def _own(evidence: Evidence, framework: str) -> Column:
    name = evidence.newest(framework, "name")
    language = evidence.newest(framework, "language")
    return Column(
        id=framework,
        name=(name and name.text) or framework,
        language=(language and language.text) or "unknown",
    )
