"""A fact: one value of one metric of one framework, with all that is needed to doubt it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import Any

from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.metrics import METRICS, find_metric

Value = float | int | str | bool | None

HOW = ("measured", "registry", "repository", "survey", "documentation", "code")
FIELDS = (
    "framework",
    "metric",
    "value",
    "interval",
    "unit",
    "source",
    "how",
    "date",
    "environment",
    "command",
    "note",
    "licence",
)


@dataclass(frozen=True)
class Fact:
    """What was found, where, how and when.

    `value` None means unknown (never zero); `note` then says why. `interval` is the 95 %
    interval of a measured number, in its unit. `date` is the day for which the fact holds
    (YYYY-MM-DD), not the day it was written down. `environment` names the campaign's
    machine, `command` makes the fact again, `file` is where it was read.
    """

    framework: str
    metric: str
    value: Value
    interval: tuple[float, float] | None
    unit: str
    source: str
    how: str
    date: str
    environment: str | None
    command: str | None
    note: str
    licence: str | None
    file: str

    @property
    def number(self) -> float | None:
        """The value as a number; None where it is unknown, a text or a flag."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float):
            return None
        return float(self.value)

    @property
    def text(self) -> str | None:
        """The value as a text; None where it is unknown or no text."""
        return self.value if isinstance(self.value, str) else None

    @property
    def day(self) -> datetime.date:
        """The day for which the fact holds."""
        return datetime.date.fromisoformat(self.date)


def age_in_days(day: datetime.date, today: datetime.date) -> int:
    """Return how old a fact of `day` is.

    Facts are dated in UTC: one of tonight may be of tomorrow where the user is; it is of today.
    """
    return max(0, (today - day).days)


def read_fact(entry: object, place: str, file: str, defaults: Mapping[str, Any]) -> Fact:
    """Check one entry of a file's `facts` and return it.

    `defaults` are fields that the file states once for all its entries.

    Raises:
        EvidenceError: a field is missing, unknown or of the wrong kind.
    """
    if not isinstance(entry, dict):
        raise EvidenceError.at(place, "fact", entry, "an object")
    for key in entry:
        if key not in FIELDS:
            raise EvidenceError.unknown(place, key, list(FIELDS))
    got = {**defaults, **entry}
    name = _text(got, "metric", place)
    metric = find_metric(name)
    if metric is None:
        raise EvidenceError.unknown(place, name, [m.name for m in METRICS])
    unit = got.get("unit", metric.unit)
    if unit != metric.unit:
        raise EvidenceError.at(place, "unit", unit, f"{metric.unit!r}, the unit of {name}")
    if "value" not in got:
        raise EvidenceError.at(place, "value", None, "a value, or null where it is unknown")
    how = _text(got, "how", place)
    if how not in HOW:
        raise EvidenceError.at(place, "how", how, f"one of {', '.join(HOW)}")
    note = got.get("note") or ""
    value = _value(got["value"], metric.kind, place)
    if value is None and not note:
        raise EvidenceError.at(place, "note", None, "the reason why the value is unknown")
    return Fact(
        framework=_text(got, "framework", place),
        metric=name,
        value=value,
        interval=_interval(got.get("interval"), value, place),
        unit=metric.unit,
        source=_text(got, "source", place),
        how=how,
        date=read_day(got.get("date"), "date", place),
        environment=_optional(got, "environment", place),
        command=_optional(got, "command", place),
        note=note if isinstance(note, str) else _text(got, "note", place),
        licence=_optional(got, "licence", place),
        file=file,
    )


def read_day(found: object, field: str, place: str) -> str:
    """Return the day of an ISO date or moment as YYYY-MM-DD."""
    if isinstance(found, str):
        try:
            return datetime.date.fromisoformat(found[:10]).isoformat()
        except ValueError:
            pass
    raise EvidenceError.at(place, field, found, "a date such as '2026-11-23'")


def _text(got: Mapping[str, Any], field: str, place: str) -> str:
    found = got.get(field)
    if isinstance(found, str) and found.strip():
        return found
    raise EvidenceError.at(place, field, found, "a text that is not empty")


def _optional(got: Mapping[str, Any], field: str, place: str) -> str | None:
    return None if got.get(field) is None else _text(got, field, place)


def _value(found: object, kind: str, place: str) -> Value:
    if found is None:
        return None
    if kind == "flag" and isinstance(found, bool):
        return found
    if kind == "number" and not isinstance(found, bool) and isinstance(found, int | float):
        if isfinite(found):
            return found
    elif kind == "text" and isinstance(found, str) and found.strip():
        return found
    elif kind == "date":
        return read_day(found, "value", place)
    wanted = {"number": "a finite number", "flag": "true or false"}.get(kind, f"a {kind}")
    raise EvidenceError.at(place, "value", found, f"{wanted}, or null where it is unknown")


def _interval(found: object, value: Value, place: str) -> tuple[float, float] | None:
    if found is None:
        return None
    if (
        isinstance(found, list)
        and len(found) == 2
        and all(isinstance(v, int | float) and isfinite(v) for v in found)
        and found[0] <= found[1]
        and isinstance(value, int | float)
    ):
        return float(found[0]), float(found[1])
    raise EvidenceError.at(place, "interval", found, "[low, high] around a number, or null")
