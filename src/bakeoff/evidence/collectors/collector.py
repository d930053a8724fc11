"""What a collector is, and the file that it makes."""

import datetime
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.files import COLLECTION

Fact = Mapping[str, Any]


@dataclass(frozen=True)
class Context:
    """What collectors work with: the frameworks, the day, and a folder of their own for
    answers that a source lets us keep (conditional requests)."""

    frameworks: Sequence[Framework]
    today: datetime.date
    cache: Path


@dataclass(frozen=True)
class Collection:
    """Facts from one source; `missing` says which frameworks it could not tell of, and why."""

    source: str
    licence: str | None
    facts: tuple[Fact, ...]
    missing: tuple[str, ...] = ()

    def text(self, day: datetime.date) -> str:
        """Return the collection as its file has it: JSON with a fact a line, for diffs."""
        head = {
            "schema": COLLECTION,
            "source": self.source,
            "licence": self.licence,
            "collected_on": day.isoformat(),
        }
        lines = [f" {_json(key)}: {_json(value)}," for key, value in head.items()]
        facts = ",\n".join(f"  {_json(dict(fact))}" for fact in self.facts)
        return "\n".join(["{", *lines, ' "facts": [', facts, " ]", "}", ""])


@dataclass(frozen=True)
class Collector:
    """A source: its name on the command line, one line about it, and how it is asked.

    `collect` raises SourceError where the source cannot be reached; what it does not know is
    in `missing`, never a zero.
    """

    name: str
    title: str
    collect: Callable[[Context], Collection]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
