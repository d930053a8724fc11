"""The needs matrix: what backends want, and how each framework meets it.

`evidence/needs/needs.json` lists the needs; `evidence/needs/YYYY-MM-DD-FRAMEWORK.json` has one
entry for each of them, with the address that says so and the day on which it was read.
"""

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bakeoff.base.folders import cache_folder, data_folder
from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.fact import Fact, read_day

LIST = "bakeoff/needs-list/1"
ENTRIES = "bakeoff/needs/1"
KINDS = ("built in", "official", "package", "none")
# a passage of the source was read and is quoted; the package's registry was asked; the page was
# found in its documentation's repository; or none of these: the address is the author's word
CHECKED = ("read", "registry", "listed", "unverified")
REGISTRIES = ("npm", "pypi", "gem", "packagist", "nuget", "maven", "go")
# A package is maintained if it had a release in the 18 months before it was looked up: long
# enough for one that is simply done, short enough to notice one that nobody keeps.
MAINTAINED_DAYS = 548


@dataclass(frozen=True)
class Need:
    """Something that backends want."""

    id: str
    title: str
    meaning: str


@dataclass(frozen=True)
class NeedEntry:
    """How one framework meets one need.

    `kind` is one of KINDS. `package` is REGISTRY:NAME; `version`, `released` (YYYY-MM-DD) and
    `licence` are None where they were not seen. `source` says so, looked up on `read_on`;
    `checked` tells how; where it is "read", `passage` is what the source says, word by word.
    """

    framework: str
    need: str
    kind: str
    package: str | None
    version: str | None
    released: str | None
    licence: str | None
    source: str
    checked: str
    read_on: str
    note: str
    passage: str | None
    file: str

    @property
    def maintained(self) -> bool | None:
        """Whether it had a release in MAINTAINED_DAYS; None where the date is not known."""
        if self.released is None:
            return None
        released, read = (datetime.date.fromisoformat(d) for d in (self.released, self.read_on))
        return (read - released).days <= MAINTAINED_DAYS

    @property
    def met(self) -> bool:
        """Whether nobody has to write it: by the framework, officially, or by a package."""
        return self.kind != "none"

    def fact(self) -> Fact:
        """Return the entry as the fact `need.ID`."""
        named = " ".join(part for part in (self.package, self.version) if part)
        dated = f" ({self.released})" if self.released else ""
        unread = "; address not verified" if self.checked == "unverified" else ""
        said = f'; the source: "{self.passage}"' if self.passage else ""
        return Fact(
            framework=self.framework,
            metric=f"need.{self.need}",
            value=self.kind,
            interval=None,
            unit="",
            source=self.source,
            how="registry" if self.checked == "registry" else "documentation",
            date=self.read_on,
            environment=None,
            command=None,
            note=(f"{named}{dated}: " if named else "") + self.note + said + unread,
            licence=None,
            file=self.file,
        )


@dataclass(frozen=True)
class NeedsMatrix:
    """All needs, and the newest entry for each need and framework (by id)."""

    needs: tuple[Need, ...]
    entries: Mapping[tuple[str, str], NeedEntry]

    def entry(self, need: str, framework: str) -> NeedEntry | None:
        """Return how `framework` meets `need`; None where nobody looked it up."""
        return self.entries.get((need, framework))

    def frameworks(self) -> tuple[str, ...]:
        """Return the ids of the frameworks that have entries."""
        return tuple(sorted({framework for _, framework in self.entries}))


@cache
def all_needs() -> tuple[Need, ...]:
    """Return the needs, in the order of the list.

    Raises:
        EvidenceError: the list is missing or wrong.
    """
    file = data_folder("evidence") / "needs" / "needs.json"
    whole = _load(file, LIST)
    return tuple(
        Need(*(_text(entry, field, f"{file}: needs[{i}]") for field in ("id", "title", "meaning")))
        for i, entry in enumerate(whole["needs"])
    )


def load_needs(folders: Iterable[Path] | None = None) -> NeedsMatrix:
    """Read `needs/*.json` of each folder; later folders and later files win.

    Raises:
        EvidenceError: a file is wrong; names file, entry and field.
    """
    wanted = [data_folder("evidence"), cache_folder()] if folders is None else folders
    entries = {
        (entry.need, entry.framework): entry
        for folder in wanted
        for path in sorted((folder / "needs").glob("*.json"))
        if path.name != "needs.json"
        for entry in read_needs(path)
    }
    return NeedsMatrix(all_needs(), entries)


def read_needs(path: Path) -> tuple[NeedEntry, ...]:
    """Read one framework's file: every need exactly once.

    Raises:
        EvidenceError: names file, entry and field.
    """
    whole = _load(path, ENTRIES)
    place = str(path)
    framework = _text(whole, "framework", place)
    entries = whole.get("entries")
    if not isinstance(entries, list):
        raise EvidenceError.at(place, "entries", entries, "a list")
    shown = f"{path.parent.name}/{path.name}"
    read = tuple(
        _entry(entry, framework, f"{path}: entries[{i}]", shown) for i, entry in enumerate(entries)
    )
    found, known = [entry.need for entry in read], [need.id for need in all_needs()]
    for name in found:
        if name not in known:
            raise EvidenceError.unknown(place, name, known)
    for name in known:
        if found.count(name) != 1:
            raise EvidenceError.at(place, name, found.count(name), "one entry")
    return read


def need_facts(matrix: NeedsMatrix) -> Iterator[Fact]:
    """Yield every entry as a fact."""
    return (entry.fact() for entry in matrix.entries.values())


def _entry(found: object, framework: str, place: str, file: str) -> NeedEntry:
    if not isinstance(found, dict):
        raise EvidenceError.at(place, "entry", found, "an object")
    entry = NeedEntry(
        framework=framework,
        need=_text(found, "need", place),
        kind=_one_of(found, "kind", KINDS, place),
        package=_optional(found, "package", place),
        version=_optional(found, "version", place),
        released=read_day(found["released"], "released", place) if found.get("released") else None,
        licence=_optional(found, "licence", place),
        source=_text(found, "source", place),
        checked=_one_of(found, "checked", CHECKED, place),
        read_on=read_day(found.get("read_on"), "read_on", place),
        note=_text(found, "note", place),
        passage=_optional(found, "passage", place),
        file=file,
    )
    if (entry.checked == "read") != (entry.passage is not None):
        wanted = "a passage of the source where `checked` is 'read', else none"
        raise EvidenceError.at(place, "passage", entry.passage, wanted)
    if not entry.source.startswith(("https://", "http://")):
        raise EvidenceError.at(place, "source", entry.source, "an address")
    if entry.package and entry.package.partition(":")[0] not in REGISTRIES:
        wanted = f"REGISTRY:NAME with one of {', '.join(REGISTRIES)}"
        raise EvidenceError.at(place, "package", entry.package, wanted)
    if entry.kind == "package" and not entry.package:
        raise EvidenceError.at(place, "package", None, "the package's REGISTRY:NAME")
    if entry.kind == "package" and entry.maintained is False:
        wanted = f"a package with a release in the {MAINTAINED_DAYS} days before, or kind 'none'"
        raise EvidenceError.at(place, "released", entry.released, wanted)
    return entry


def _load(path: Path, schema: str) -> dict[str, Any]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise EvidenceError(f"{path}: cannot be read: {error}.") from error
    if not isinstance(whole, dict) or whole.get("schema") != schema:
        found = whole.get("schema") if isinstance(whole, dict) else whole
        raise EvidenceError.at(str(path), "schema", found, repr(schema))
    return whole


def _text(found: Mapping[str, Any], field: str, place: str) -> str:
    value = found.get(field)
    if isinstance(value, str) and value.strip():
        return value
    raise EvidenceError.at(place, field, value, "a text that is not empty")


def _optional(found: Mapping[str, Any], field: str, place: str) -> str | None:
    return None if found.get(field) is None else _text(found, field, place)


def _one_of(found: Mapping[str, Any], field: str, words: tuple[str, ...], place: str) -> str:
    value = _text(found, field, place)
    if value not in words:
        raise EvidenceError.at(place, field, value, f"one of {', '.join(words)}")
    return value
