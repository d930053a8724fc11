"""Asks endoflife.date which release lines are supported, and until when.

Documentation: https://endoflife.date/docs/api/v1/. Its dates are kept by volunteers from the
projects' own announcements; `policy` in a fact's source is the page that they read.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import httpx

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.asker import AbsentError, Asker
from bakeoff.evidence.collectors.collector import (
    Collection,
    Collector,
    Context,
    Told,
    gather,
)
from bakeoff.evidence.collectors.releases import years_before

HOST = "endoflife.date"
PRODUCTS = {"aspnetcore": "dotnet"}  # supported together with the runtime, with its versions
# how many lines tell the usual length of support: older ones were made under other rules
RECENT = 6


@dataclass(frozen=True)
class Line:
    """A release line: the days of its first release and of the ends of its support."""

    name: str
    released: date
    lts: bool
    over: bool
    ends: date | None
    active_ends: date | None
    latest: str | None
    latest_day: date | None


def collect(context: Context, transport: httpx.BaseTransport | None = None) -> Collection:
    """Ask for every framework that has a page there.

    Raises:
        SourceError: endoflife.date does not answer.
    """
    with Asker(HOST, context.cache, transport=transport) as asker:
        return gather(
            "endoflife.date, its API version 1",
            "MIT",
            context.frameworks,
            lambda framework: _product(framework, asker, context.today),
        )


def _product(framework: Framework, asker: Asker, today: date) -> Told:
    product = PRODUCTS.get(framework.id, framework.id)
    address = f"/api/v1/products/{product}"
    try:
        result = asker.get(address, lambda body: body["result"]).body
    except AbsentError:
        return Told(missing=("endoflife.date has no page for it",))
    lines = [line for line in map(_line, result["releases"]) if line.released <= today]
    policy = result["links"].get("releasePolicy")
    source = f"{HOST}, {product} (https://{HOST}{address})" + (f"; policy: {policy}" * bool(policy))
    facts = [
        {
            "framework": framework.id,
            "metric": metric,
            "value": value,
            "how": "documentation",
            "source": source,
            "command": "bakeoff collect endoflife",
            **({"note": note} if note else {}),
        }
        for metric, value, note in _read(lines, today)
    ]
    ended = all(_is_over(line, today) for line in lines)
    return Told(facts, ("no release line of it is supported today",) if ended else ())


def _read(lines: Sequence[Line], today: date) -> Iterator[tuple[str, object, str]]:
    """Yield metric, value and note."""
    yield from _majors(lines, today)
    supported = [line for line in lines if not _is_over(line, today)]
    if not supported:
        return
    newest = max(supported, key=lambda line: line.released)
    yield "support_cycle", newest.name, ""
    yield "support_cycle_released", newest.released.isoformat(), f"first release of {newest.name}"
    yield "support_end_announced", newest.ends is not None, ""
    announced = f"security support of {newest.name}, as announced on {today}"
    if newest.ends:
        yield "support_ends", newest.ends.isoformat(), announced
    else:
        yield "support_ends", None, f"no end date is announced for {newest.name}"
    if newest.active_ends:
        yield "active_support_ends", newest.active_ends.isoformat(), announced
    if newest.latest:
        yield "latest_version", newest.latest, f"newest of line {newest.name}"
    if newest.latest_day:
        yield "latest_version_date", newest.latest_day.isoformat(), newest.latest or ""
    with_end = [(line.ends, line) for line in supported if line.ends]
    if with_end:
        ends, longest = max(with_end, key=lambda pair: pair[0])
        yield "longest_support_cycle", longest.name, "long-term line" if longest.lts else ""
        yield "longest_support_ends", ends.isoformat(), f"security support of {longest.name}"
    yield "lts_supported", any(line.lts for line in supported), ""
    yield "supported_cycles", len(supported), ", ".join(line.name for line in supported)
    recent = sorted(lines, key=lambda line: line.released, reverse=True)
    days = [(line.ends - line.released).days for line in recent if line.ends][:RECENT]
    if days:
        note = f"days of security support of recent lines: {', '.join(map(str, days))}"
        yield "support_days_median", median(days), note


def _majors(lines: Sequence[Line], today: date) -> Iterator[tuple[str, object, str]]:
    """Yield the major releases in five years, where the lines reach back that far."""
    begin = years_before(today, 5)
    numbered = [(int(line.name.split(".")[0]), line) for line in lines if line.name[:1].isdecimal()]
    if len(numbered) < len(lines) or not any(line.released <= begin for line in lines):
        return
    first: dict[int, date] = {}
    for major, line in numbered:
        first[major] = min(line.released, first.get(major, line.released))
    inside = sorted(major for major, day in first.items() if begin < day and major > 0)
    note = f"{begin} to {today}" + (f": {', '.join(map(str, inside))}" if inside else "")
    yield "major_releases_5y", len(inside), note


def _line(release: dict[str, Any]) -> Line:
    latest = release["latest"] or {}
    return Line(
        name=release["name"],
        released=date.fromisoformat(release["releaseDate"]),
        lts=release["isLts"],
        over=release["isEol"],
        ends=_day(release["eolFrom"]),
        active_ends=_day(release.get("eoasFrom")),
        latest=latest.get("name"),
        latest_day=_day(latest.get("date")),
    )


def _is_over(line: Line, today: date) -> bool:
    # the page says what held on the day it was built; a date says more
    return line.ends <= today if line.ends else line.over


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


COLLECTOR = Collector("endoflife", "supported release lines and their ends", collect)
