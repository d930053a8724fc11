"""What a collector is, and the file that it makes."""

import datetime
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.errors import SourceError
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


@dataclass(frozen=True)
class Told:
    """What a source tells of one framework: facts, and sentences about what it does not tell."""

    facts: Sequence[Fact] = ()
    missing: Sequence[str] = ()


Read = Callable[[Framework], Told]


def gather(
    source: str, licence: str | None, frameworks: Iterable[Framework], *reads: Read
) -> Collection:
    """Ask each of `reads` for every framework, one after the other; a fault leaves the others.

    Raises:
        SourceError: there is no fact at all; says why, once.
    """
    facts: list[Fact] = []
    why: dict[str, list[str]] = {}
    faults: dict[str, None] = {}
    every = tuple(frameworks)
    for read in reads:
        for framework in every:
            try:
                told = read(framework)
            except SourceError as error:
                told = Told(missing=(str(error),))
                faults[str(error)] = None
            except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
                told = Told(missing=(f"the answer is not of the form known to us ({error!r})",))
            facts += told.facts
            for reason in told.missing:
                names = why.setdefault(reason, [])
                names += [framework.name] if framework.name not in names else []
    if not facts:
        raise SourceError("; ".join(faults or why) or "there is no framework to ask for")
    missing = tuple(f"{', '.join(names)}: {reason}" for reason, names in why.items())
    return Collection(source, licence, tuple(facts), missing)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
