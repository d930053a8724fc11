"""Read the two kinds of evidence files: collections and campaigns."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.fact import Fact, read_day, read_fact

COLLECTION = "bakeoff/collection/1"
CAMPAIGN = "bakeoff/campaign/1"


@dataclass(frozen=True)
class Campaign:
    """A campaign as exported: who measured what where, and whether it may be believed.

    A void campaign (`void`, with `reasons`) is kept and shown; its facts are not used.
    """

    id: str
    started: str
    finished: str
    environment: Mapping[str, Any]
    settings: Mapping[str, Any]
    void: bool
    reasons: tuple[str, ...]
    facts: tuple[Fact, ...]
    file: str


def read_collection(path: Path) -> tuple[Fact, ...]:
    """Return the facts of a collection; its source, licence and date hold where a fact has none.

    Raises:
        EvidenceError: names file, entry and field.
    """
    whole = _load(path, COLLECTION)
    place = str(path)
    defaults = {
        "source": _text(whole, "source", place),
        "licence": whole.get("licence"),
        "date": read_day(whole.get("collected_on"), "collected_on", place),
    }
    return _facts(whole, path, defaults)


def read_campaign(path: Path) -> Campaign:
    """Return a campaign; its facts are measured, on its machine, on the day it finished.

    Raises:
        EvidenceError: names file, entry and field.
    """
    whole = _load(path, CAMPAIGN)
    place = str(path)
    name = _text(whole, "id", place)
    finished = _text(whole, "finished", place)
    environment = _object(whole, "environment", place)
    verdict = _object(whole, "verdict", place)
    void = verdict.get("void")
    if not isinstance(void, bool):
        raise EvidenceError.at(place, "verdict.void", void, "true or false")
    if not isinstance(whole.get("blocks"), list):
        raise EvidenceError.at(place, "blocks", whole.get("blocks"), "a list, which may be empty")
    defaults = {
        "source": f"campaign {name}",
        "how": "measured",
        "date": read_day(finished, "finished", place),
        "environment": str(environment.get("id") or name),
    }
    return Campaign(
        id=name,
        started=_text(whole, "started", place),
        finished=finished,
        environment=environment,
        settings=_object(whole, "settings", place),
        void=void,
        reasons=tuple(str(r) for r in verdict.get("reasons", ())),
        facts=_facts(whole, path, defaults),
        file=_shown(path),
    )


def _load(path: Path, schema: str) -> dict[str, Any]:
    try:
        whole = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise EvidenceError(f"{path}: cannot be read: {error}.") from error
    except json.JSONDecodeError as error:
        raise EvidenceError(f"{path}: not JSON: {error}.") from error
    if not isinstance(whole, dict):
        raise EvidenceError.at(str(path), "file", type(whole).__name__, "an object")
    if whole.get("schema") != schema:
        raise EvidenceError.at(str(path), "schema", whole.get("schema"), repr(schema))
    return whole


def _facts(whole: dict[str, Any], path: Path, defaults: Mapping[str, Any]) -> tuple[Fact, ...]:
    entries = whole.get("facts")
    if not isinstance(entries, list):
        raise EvidenceError.at(str(path), "facts", entries, "a list of facts")
    shown = _shown(path)
    return tuple(
        read_fact(entry, f"{path}: facts[{i}]", shown, defaults) for i, entry in enumerate(entries)
    )


def _shown(path: Path) -> str:
    # `campaigns/2026-11-23-first.json` says enough, wherever the folder lies
    return f"{path.parent.name}/{path.name}"


def _text(whole: Mapping[str, Any], field: str, place: str) -> str:
    found = whole.get(field)
    if isinstance(found, str) and found.strip():
        return found
    raise EvidenceError.at(place, field, found, "a text that is not empty")


def _object(whole: Mapping[str, Any], field: str, place: str) -> dict[str, Any]:
    found = whole.get(field)
    if isinstance(found, dict):
        return found
    raise EvidenceError.at(place, field, found, "an object")
