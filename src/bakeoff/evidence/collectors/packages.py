"""Asks package registries for the newest versions, through their ordinary clients.

The clients know their registry, so no address of one is written here: `npm view`,
`pip index versions`, `go list -m`, `gem specification`, `composer show`, `mvn versions:...`,
`dotnet package search`. A client that is missing, or a registry that does not answer, leaves the
last fact in place. A client that is set to another registry (a mirror, a folder) tells what
that one has.
"""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.collector import (
    Collection,
    Collector,
    Context,
    Fact,
    Told,
    gather,
)
from bakeoff.evidence.collectors.names import system, versioned
from bakeoff.evidence.collectors.releases import STABLE
from bakeoff.evidence.errors import SourceError

TIMEOUT_SECONDS = 90
Run = Callable[[Sequence[str], Path], str]


def ask(command: Sequence[str], folder: Path) -> str:
    """Run a registry's client in `folder`; return what it prints.

    Raises:
        SourceError: it is missing, too slow, or failed.
    """
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=True
        )
    except FileNotFoundError as error:
        raise SourceError(f"{command[0]} is not on PATH") from error
    except subprocess.TimeoutExpired as error:
        raise SourceError(f"`{' '.join(command)}` took over {TIMEOUT_SECONDS} s") from error
    except subprocess.CalledProcessError as error:
        last = (error.stderr.strip() or "no reason given").splitlines()[-1]
        raise SourceError(f"`{' '.join(command)}` failed: {last}") from error
    return done.stdout


def npm(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest version of an npm package, its date and its licence."""
    answer = run(["npm", "view", name, "version", "license", "time", "--json"], folder)
    whole = json.loads(answer)
    version = whole["version"]
    return {
        "latest_version": version,
        "latest_version_date": whole["time"][version][:10],
        "licence": whole["license"],
    }


def pypi(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest stable version of a Python package."""
    # else pip tells the newest for the Python that bakeoff runs on, which may be an old one
    pip = [sys.executable, "-m", "pip", "index", "versions", "--ignore-requires-python"]
    answer = run([*pip, name], folder)
    return {"latest_version": answer.split("(", 1)[1].split(")", 1)[0]}


def go(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest version of a Go module and its date; of Go itself for `std`."""
    # the standard library is not a module: it comes with the `go` of the same version
    wanted = "go" if name == "std" else name
    whole = json.loads(run(["go", "list", "-m", "-json", f"{wanted}@latest"], folder))
    found = {"latest_version": whole["Version"].removeprefix("v")}
    return found | ({"latest_version_date": whole["Time"][:10]} if "Time" in whole else {})


def gem(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest version of a gem, the day it was built, and its licence."""
    answer = run(["gem", "specification", name, "--remote", "--yaml"], folder)
    # YAML with Ruby's own tags, which no YAML library reads without Ruby
    version = re.search(r"^version: !ruby/object:Gem::Version\n  version: (\S+)$", answer, re.M)
    if version is None:
        raise ValueError(f"`gem specification {name}` names no version")
    found = {"latest_version": version[1].strip("'\"")}
    built = re.search(r"^date: (\d{4}-\d\d-\d\d)", answer, re.M)
    # builds that can be repeated carry the first day that a zip archive can have
    if built and built[1] > "1980-01-02":
        found["latest_version_date"] = built[1]
    licence = re.search(r"^licenses:\n- (\S+)$", answer, re.M)
    return found | ({"licence": licence[1]} if licence else {})


def packagist(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest stable version of a Composer package and its licence.

    Composer tells the day of the version that it shows, which is the newest of any kind.
    """
    answer = run(["composer", "show", "--all", "--format=json", "--no-interaction", name], folder)
    whole = json.loads(answer[answer.index("{") :])
    found = {"latest_version": _newest(whole["versions"])}
    licences = [licence["osi"] for licence in whole.get("licenses", []) if licence.get("osi")]
    return found | ({"licence": " / ".join(licences)} if licences else {})


def maven(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest stable version of a Maven artifact, GROUP:ARTIFACT."""
    group, artifact = name.split(":")
    (folder / "pom.xml").write_text(POM.format(group=group, artifact=artifact), encoding="utf-8")
    answer = run(
        [
            *("mvn", "--batch-mode", "--no-transfer-progress"),
            "versions:display-dependency-updates",
            r"-Dmaven.version.ignore=(?i).*[.-](alpha|beta|m|rc|cr|snapshot).*",
        ],
        folder,
    )
    found = re.search(rf"{re.escape(name)}\s[\s.]*(?:\[INFO\]\s+)?0 -> (\S+)", answer)
    if found is None:
        raise ValueError(f"Maven names no version of {name}")
    return {"latest_version": found[1]}


def nuget(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest stable version of a NuGet package."""
    answer = run(["dotnet", "package", "search", name, "--exact-match", "--format", "json"], folder)
    sources = json.loads(answer)["searchResult"]
    versions = [package["version"] for source in sources for package in source["packages"]]
    if not versions:
        problems = [p["text"] for source in sources for p in source.get("problems") or []]
        raise SourceError("; ".join(problems) or f"no source of NuGet has {name}")
    return {"latest_version": _newest(versions)}


# a project that uses an artifact at a version older than all: Maven's way to ask for the newest
POM = """<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>bakeoff</groupId><artifactId>ask</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>0</version>
  </dependency></dependencies>
</project>
"""
CLIENTS = {
    **{"npm": npm, "pypi": pypi, "go": go, "gem": gem, "packagist": packagist},
    **{"maven": maven, "nuget": nuget},
}


def collect(context: Context, run: Run = ask) -> Collection:
    """Ask for every framework whose registry has such a client.

    Raises:
        SourceError: none of them answered.
    """
    return gather(
        "package registries, by their own clients",
        None,
        context.frameworks,
        lambda framework: _package(framework, run, context.cache),
    )


def _package(framework: Framework, run: Run, folder: Path) -> Told:
    registry, package = system(framework), versioned(framework)
    client = CLIENTS.get(registry)
    if client is None:
        return Told(missing=(f"no client for {registry} is asked",))
    found = client(package, run, folder)
    return Told([_fact(framework, package, metric, value) for metric, value in found.items()])


def _newest(versions: Sequence[str]) -> str:
    """Return the highest of the stable versions.

    Raises:
        ValueError: none is stable.
    """
    matches = [match for version in versions if (match := STABLE.fullmatch(version))]
    return max(matches, key=lambda match: [int(part) for part in match[1].split(".")])[1]


def _fact(framework: Framework, package: str, metric: str, value: str) -> Fact:
    return {
        "framework": framework.id,
        "metric": metric,
        "value": value,
        "how": "registry",
        "source": f"registry entry of {system(framework)}:{package}, by the client's own registry",
        "command": "bakeoff collect packages",
    }


COLLECTOR = Collector("packages", "newest versions, from package registries", collect)
