"""All that the pages show, read once: evidence, table, verdicts, profile by default."""

from dataclasses import dataclass, field
from datetime import date

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.claims.judge import Verdict, judge_all
from bakeoff.aspects.table import Table, build_table
from bakeoff.evidence.source_table import SourceTable, load_source_table
from bakeoff.evidence.store import Evidence, default_folders, load_evidence
from bakeoff.pages.tiers import Place, places


@dataclass(frozen=True)
class Site:
    """The evidence at hand and what follows from it; `version` changes when a file does."""

    version: str
    evidence: Evidence
    source: SourceTable
    table: Table
    verdicts: tuple[Verdict, ...]
    today: date
    _places: dict[str, dict[str, Place]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )

    def verdict(self, aspect: str, framework: str) -> Verdict | None:
        """Return the verdict on one claim; None for a framework that the source has not."""
        for verdict in self.verdicts:
            if (verdict.aspect, verdict.framework) == (aspect, framework):
                return verdict
        return None

    def places(self, aspect: Aspect) -> dict[str, Place]:
        """Return who stands where on an aspect, the best first; the unknown have no place."""
        if aspect.id not in self._places:
            self._places[aspect.id] = places(self.table, self.evidence, aspect)
        return self._places[aspect.id]

    def name(self, framework: str) -> str:
        """Return a framework's name."""
        return next((c.name for c in self.table.columns if c.id == framework), framework)


def load_site(today: date) -> Site:
    """Read everything.

    Raises:
        EvidenceError: a file is wrong; names file, entry and field.
    """
    version = evidence_version(today)
    evidence, source = load_evidence(), load_source_table()
    table = build_table(evidence, source, today)
    return Site(version, evidence, source, table, judge_all(table, source, evidence), today)


def evidence_version(today: date) -> str:
    """Return a text that changes with the day and with any file of evidence."""
    newest, count = 0, 0
    for folder in default_folders():
        for kind in ("campaigns", "collections", "needs", "claims"):
            for file in (folder / kind).glob("*.json"):
                newest, count = max(newest, file.stat().st_mtime_ns), count + 1
    return f"{today.isoformat()}-{count}-{newest:x}"
