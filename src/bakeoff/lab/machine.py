"""The environment of a campaign: one small collector a source, kept with the results."""

import hashlib
import os
import platform
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bakeoff import __version__
from bakeoff.base.folders import data_folder
from bakeoff.lab.entrant import Entrant
from bakeoff.services.cores import Cores
from bakeoff.services.postgres import SETTINGS, Server


def describe(server: Server, entrants: Sequence[Entrant], cores: Cores) -> dict[str, Any]:
    """Return what a reader must know to judge or repeat the campaign."""
    collectors: Mapping[str, Callable[[], object]] = {
        "cpu": _cpu_model,
        "cores": lambda: len(os.sched_getaffinity(0)),
        "memory_bytes": lambda: os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "kernel": platform.release,
        "hypervisor": _hypervisor,
        "governor": lambda: _first(
            "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "not visible"
        ),
        "load_average": os.getloadavg,
        "pinned": lambda: {"service": cores.service, "rest": cores.rest},
        "postgresql": lambda: _postgres_version(server),
        "postgresql_settings": lambda: SETTINGS if server.process else "the user's own server",
        "bakeoff": lambda: __version__,
        "commit": _commit,
    }
    result: dict[str, Any] = {name: collect() for name, collect in collectors.items()}
    result["entrants"] = {e.name: _entrant(e) for e in entrants}
    return result


def _entrant(entrant: Entrant) -> dict[str, Any]:
    return {
        "tools": {tool.name: ".".join(map(str, tool.version)) for tool in entrant.build.tools},
        "content": entrant.build.folder.name.rpartition("-")[2],
        "locks": {
            file.name: hashlib.sha256(file.read_bytes()).hexdigest()
            for name in _LOCKS
            for file in [entrant.framework.folder / name]
            if file.is_file()
        },
    }


_LOCKS = (
    *("requirements.txt", "package-lock.json", "go.sum", "Gemfile.lock", "composer.lock"),
    *("composer.json", "pom.xml", "packages.lock.json"),
)


def _cpu_model() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    return next(
        (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), ""
    )


def _hypervisor() -> str:
    flags = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    return "yes" if "hypervisor" in flags else "no"


def _first(path: str, otherwise: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return otherwise


def _postgres_version(server: Server) -> str:
    row = server.admin().execute("SHOW server_version").fetchone()
    return str(row[0]) if row else ""


def _commit() -> str:
    """Return the checkout's commit, with `+` where files differ from it; empty in a wheel."""
    folder = data_folder("contract").parent
    try:
        commit = _git(folder, "rev-parse", "HEAD")
        return commit + ("+" if _git(folder, "status", "--porcelain") else "")
    except (OSError, subprocess.SubprocessError):
        return ""


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    return done.stdout.strip()
