"""Asks package registries for the newest versions, through their ordinary clients.

The clients know their registry, so no address of one is written here: `npm view`,
`pip index versions`, `go list -m`. A client that is missing, or a registry that does not
answer, leaves the last fact in place.
"""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.collector import Collection, Collector, Context, Fact
from bakeoff.evidence.errors import SourceError

TIMEOUT_SECONDS = 60
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
    answer = run([sys.executable, "-m", "pip", "index", "versions", name], folder)
    return {"latest_version": answer.split("(", 1)[1].split(")", 1)[0]}


def go(name: str, run: Run, folder: Path) -> dict[str, str]:
    """Return the newest version of a Go module and its date."""
    whole = json.loads(run(["go", "list", "-m", "-json", f"{name}@latest"], folder))
    return {
        "latest_version": whole["Version"].removeprefix("v"),
        "latest_version_date": whole["Time"][:10],
    }


CLIENTS = {"npm": npm, "pypi": pypi, "go": go}


def collect(context: Context, run: Run = ask) -> Collection:
    """Ask for every framework whose registry has such a client.

    Raises:
        SourceError: none of them answered.
    """
    facts: list[Fact] = []
    missing: list[str] = []
    for framework in context.frameworks:
        registry, _, name = framework.package.partition(":")
        client = CLIENTS.get(registry)
        if client is None:
            missing.append(f"{framework.name}: no client for {registry or 'it'} is asked")
            continue
        try:
            found = client(name, run, context.cache)
        except (SourceError, KeyError, IndexError, ValueError) as error:
            missing.append(f"{framework.name}: {error}")
            continue
        facts += [_fact(framework, metric, value) for metric, value in found.items()]
    if not facts:
        raise SourceError("; ".join(missing) or "there is no framework to ask for")
    return Collection(
        "package registries, by their own clients", None, tuple(facts), tuple(missing)
    )


def _fact(framework: Framework, metric: str, value: str) -> Fact:
    return {
        "framework": framework.id,
        "metric": metric,
        "value": value,
        "how": "registry",
        "source": f"registry entry of {framework.package}",
        "command": "bakeoff collect packages",
    }


COLLECTOR = Collector("packages", "newest versions, from package registries", collect)
