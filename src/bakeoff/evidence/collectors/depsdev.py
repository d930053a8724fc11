"""Asks deps.dev for versions with their days, the newest one's licence and its advisories.

Documentation: https://docs.deps.dev/api/v3/. It knows npm, PyPI, RubyGems, Maven, NuGet and Go
modules; not Packagist, nor Go's standard library. How many packages depend on one is only in
its experimental version (v3alpha), which may change at any time, so that is not asked.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import quote

import httpx

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.asker import AbsentError, Asker
from bakeoff.evidence.collectors.collector import (
    Collection,
    Collector,
    Context,
    Fact,
    Told,
    gather,
)
from bakeoff.evidence.collectors.names import system, versioned
from bakeoff.evidence.collectors.releases import cadence, first_stable, stable

HOST = "api.deps.dev"
SYSTEMS = {"npm": "npm", "pypi": "pypi", "gem": "rubygems", "maven": "maven", "nuget": "nuget"}


def collect(context: Context, transport: httpx.BaseTransport | None = None) -> Collection:
    """Ask for every framework's package.

    Raises:
        SourceError: deps.dev does not answer.
    """
    with Asker(HOST, context.cache, transport=transport) as asker:
        return gather(
            "deps.dev, its API version 3",
            "CC-BY-4.0",
            context.frameworks,
            lambda framework: _package(framework, asker, context.today),
        )


def versions(asker: Asker, registry: str, package: str) -> Sequence[tuple[str, str | None, bool]]:
    """Return every version of a package: its name, when it was published, and is it the default.

    Raises:
        AbsentError: deps.dev does not know the registry or the package.
        SourceError: it does not answer.
    """

    def keep(body: Any) -> list[list[Any]]:
        return [
            [v["versionKey"]["version"], v.get("publishedAt"), v.get("isDefault", False)]
            for v in body["versions"]
        ]

    found = asker.get(_address(registry, package), keep).body
    return [(version, published, default) for version, published, default in found]


def _package(framework: Framework, asker: Asker, today: date) -> Told:
    registry, package = system(framework), versioned(framework)
    try:
        found = versions(asker, registry, package)
    except AbsentError:
        return Told(missing=(f"deps.dev does not know {registry}:{package}",))
    releases = stable((version, published) for version, published, _ in found)
    note = f"days of publication in the registry, to {today}"
    facts = [
        _fact(framework, package, metric, value, note)
        for metric, value in {**first_stable(releases), **cadence(releases, today)}.items()
    ]
    counted = {"versions_total": len(found), "stable_versions": len(releases)}
    facts += [_fact(framework, package, metric, value) for metric, value in counted.items()]
    newest = next((version for version, _, default in found if default), None)
    if newest is None:
        return Told(facts, ("deps.dev marks no version as the newest",))
    told = _version(framework, asker, package, newest)
    return Told([*facts, *told.facts], told.missing)


def _version(framework: Framework, asker: Asker, package: str, version: str) -> Told:
    def keep(body: Any) -> dict[str, Any]:
        advisories = [key["id"] for key in body.get("advisoryKeys", [])]
        return {"licences": body.get("licenses", []), "advisories": advisories}

    address = f"{_address(system(framework), package)}/versions/{quote(version, safe='')}"
    found = asker.get(address, keep).body
    note = f"of version {version}"
    known = found["advisories"]
    about = f"advisories that name version {version} of {package}" + (
        f": {', '.join(known)}" if known else ""
    )
    facts = [_fact(framework, package, "advisories_newest", len(known), about)]
    licences = [licence for licence in found["licences"] if licence != "non-standard"]
    if not licences:
        return Told(facts, ("deps.dev recognises no licence of it",))
    return Told([*facts, _fact(framework, package, "licence", " / ".join(licences), note)])


def _address(registry: str, package: str) -> str:
    known = SYSTEMS.get(registry)
    if known is None:
        raise AbsentError(f"{HOST} does not know {registry}:{package}")
    return f"/v3/systems/{known}/packages/{quote(package, safe='')}"


def _fact(framework: Framework, package: str, metric: str, value: object, note: str = "") -> Fact:
    return {
        "framework": framework.id,
        "metric": metric,
        "value": value,
        "how": "registry",
        "source": f"deps.dev, https://{HOST}{_address(system(framework), package)}",
        "command": "bakeoff collect depsdev",
        **({"note": note} if note else {}),
    }


COLLECTOR = Collector("depsdev", "versions, licences and advisories from deps.dev", collect)
