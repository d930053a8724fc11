"""Asks OSV which security advisories there were in 24 months, how grave, and how soon mended.

Documentation: https://google.github.io/osv.dev/post-v1-query/, the form of a record:
https://ossf.github.io/osv-schema/, of Go's: https://go.dev/doc/security/vuln/database. One fault
has a record in several databases: those that share an id or an alias count once. Records do not
say when a fixed version came out; the day is from deps.dev, where that knows the registry.

More advisories may mean more faults, or more people who look for them and say so. The number
is shown and not rated.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

import httpx

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors import depsdev
from bakeoff.evidence.collectors.asker import Asker
from bakeoff.evidence.collectors.collector import (
    Collection,
    Collector,
    Context,
    Fact,
    Told,
    gather,
)
from bakeoff.evidence.collectors.names import IMPORTS, parts, system
from bakeoff.evidence.collectors.releases import STABLE, years_before
from bakeoff.evidence.errors import SourceError

HOST = "api.osv.dev"
ECOSYSTEMS = {
    **{"npm": "npm", "pypi": "PyPI", "gem": "RubyGems", "maven": "Maven", "nuget": "NuGet"},
    **{"packagist": "Packagist", "go": "Go"},
}
# GitHub's words, which most records carry; other databases give none
GRAVE, WORDS = {"HIGH", "CRITICAL"}, {"LOW", "MODERATE", "HIGH", "CRITICAL"}


@dataclass(frozen=True)
class Advisory:
    """A fault: its names, the day it was first published, how grave, and where it is mended.

    `severities` are the words of its records, `fixed` pairs of package and version.
    """

    ids: frozenset[str]
    published: date
    severities: frozenset[str]
    fixed: frozenset[tuple[str, str]]


def collect(context: Context, transport: httpx.BaseTransport | None = None) -> Collection:
    """Ask for every framework's packages.

    Raises:
        SourceError: OSV does not answer.
    """
    with (
        Asker(HOST, context.cache, transport=transport) as osv,
        Asker(depsdev.HOST, context.cache, transport=transport) as dates,
    ):
        return gather(
            "OSV (osv.dev); the days of releases: deps.dev",
            "CC-BY-4.0",
            context.frameworks,
            lambda framework: _advisories(framework, osv, dates, context.today),
        )


def merge(advisories: Iterable[Advisory]) -> list[Advisory]:
    """Return the faults: records that share a name are one."""
    faults: list[Advisory] = []
    for one in advisories:
        for same in [fault for fault in faults if fault.ids & one.ids]:
            faults.remove(same)
            one = Advisory(
                one.ids | same.ids,
                min(one.published, same.published),
                one.severities | same.severities,
                one.fixed | same.fixed,
            )
        faults.append(one)
    return faults


def _advisories(framework: Framework, osv: Asker, dates: Asker, today: date) -> Told:
    ecosystem = ECOSYSTEMS.get(system(framework))
    if ecosystem is None:
        return Told(missing=(f"OSV does not know {system(framework)}",))
    packages = parts(framework)
    records = [record for package in packages for record in _records(osv, ecosystem, package)]
    # to a name that it does not know OSV answers as to a package without a fault
    if not records:
        reason = f"OSV has no record of {', '.join(packages)}: no advisory ever, or another name"
        return Told(missing=(reason,))
    only = IMPORTS.get(framework.package)
    read = (_advisory(record, ecosystem, packages, only) for record in records)
    begin = years_before(today, 2)
    faults = [f for f in merge(a for a in read if a) if begin < f.published <= today]
    asked = f"{begin} to {today}; packages asked for: {', '.join(packages)}"
    asked += f", of which only {only} and below" if only else ""
    found: dict[str, tuple[object, str]] = {
        "advisories_24m": (len(faults), asked),
        "advisories_unfixed_24m": (sum(not fault.fixed for fault in faults), asked),
    }
    missing = []
    unrated = sum(not fault.severities for fault in faults)
    if unrated:
        missing.append(f"how grave: {unrated} of {len(faults)} advisories do not say")
    else:
        grave = sum(bool(fault.severities & GRAVE) for fault in faults)
        found["advisories_high_24m"] = (grave, asked)
    try:
        days = _days_to_fix(faults, dates, system(framework))
    except SourceError as error:
        days = []
        missing.append(f"time to a fixed release: {error}")
    if days:
        at_once = sum(day == 0 for day in days)
        note = (
            f"{len(days)} of {len(faults)} advisories have a dated fixed release, {at_once} of "
            f"them on or before the day of publication, counted as 0; {asked}"
        )
        found["fix_days_median_24m"] = (median(days), note)
    facts = [_fact(framework, metric, *told) for metric, told in found.items()]
    return Told(facts, tuple(missing))


def _records(osv: Asker, ecosystem: str, package: str) -> list[dict[str, Any]]:
    question: dict[str, Any] = {"package": {"name": package, "ecosystem": ecosystem}}
    records: list[dict[str, Any]] = []
    while True:
        answer = osv.post("/v1/query", question)
        records += answer.get("vulns", [])
        if not (token := answer.get("next_page_token")):
            return records
        question["page_token"] = token


def _advisory(
    record: Mapping[str, Any], ecosystem: str, packages: Sequence[str], only: str | None
) -> Advisory | None:
    """Read a record; none where it was withdrawn or is about something else."""
    ours = [
        affected
        for affected in record.get("affected", [])
        if affected.get("package", {}).get("ecosystem") == ecosystem
        and affected["package"]["name"] in packages
        and (only is None or _imports(affected, only))
    ]
    if not ours or record.get("withdrawn"):
        return None
    severity = str((record.get("database_specific") or {}).get("severity", "")).upper()
    return Advisory(
        ids=frozenset([record["id"], *record.get("aliases", [])]),
        published=date.fromisoformat(record.get("published", record["modified"])[:10]),
        severities=frozenset({severity} & WORDS),
        fixed=frozenset(
            (affected["package"]["name"], event["fixed"])
            for affected in ours
            for span in affected.get("ranges", [])
            if span["type"] != "GIT"
            for event in span["events"]
            if "fixed" in event
        ),
    )


def _imports(affected: Mapping[str, Any], only: str) -> bool:
    named = (affected.get("ecosystem_specific") or {}).get("imports", [])
    paths = [entry.get("path", "") for entry in named]
    return any(path == only or path.startswith(f"{only}/") for path in paths)


def _days_to_fix(faults: Sequence[Advisory], dates: Asker, registry: str) -> list[int]:
    """Return for each fault the days from its publication to its first fixed release.

    A fix that came out before the advisory, as it should, is 0 days late. Faults without a
    dated fixed release are left out.
    """
    packages = sorted({package for fault in faults for package, _ in fault.fixed})
    day = {
        (package, version): date.fromisoformat(published[:10])
        for package in packages
        for version, published, _ in depsdev.versions(dates, registry, package)
        if published and STABLE.fullmatch(version)
    }
    found = []
    for fault in faults:
        fixed = [day[pair] for pair in fault.fixed if pair in day]
        if fixed:
            found.append(max(0, (min(fixed) - fault.published).days))
    return found


def _fact(framework: Framework, metric: str, value: object, note: str) -> Fact:
    return {
        "framework": framework.id,
        "metric": metric,
        "value": value,
        "how": "documentation",
        "source": f"OSV, https://{HOST}/v1/query",
        "command": "bakeoff collect osv",
        "note": note,
    }


COLLECTOR = Collector("osv", "security advisories, and the time to a fixed release", collect)
