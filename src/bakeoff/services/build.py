"""Build a folder's program in the cache, keyed by the content of its files."""

import fcntl
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.folders import cache_folder
from bakeoff.catalog.manifest import Framework
from bakeoff.services.environment import build_environment
from bakeoff.services.errors import BuildError, last_lines
from bakeoff.services.run import Run
from bakeoff.services.toolchains import Tool, require

BUILD_LIMIT_SECONDS = 900.0
KEPT_BUILDS = 3
# What tools leave in a source folder, never part of a service.
_IGNORED = {".git", ".venv", "__pycache__", "node_modules", ".mypy_cache", ".ruff_cache"}
_IGNORED |= {".pytest_cache", ".DS_Store"}
_MARK = ".bakeoff-build.json"


@dataclass(frozen=True)
class Build:
    """A program that is built: its folder, the seconds that it took when it was built, bytes
    on disk, the tools that it was built with, and whether this call built it."""

    folder: Path
    seconds: float
    size: int
    tools: tuple[Tool, ...]
    fresh: bool


def build_framework(run: Run, framework: Framework, say: Callable[[str], None]) -> Build:
    """Build the service of `framework`; nothing is done where the same content was built.

    Raises:
        ToolchainError: a tool is missing.
        BuildError: a command failed; shows it, its last lines and its log.
    """
    tools = require(framework)
    commands = [*framework.install, *framework.build]
    return build_folder(run, framework.id, framework.folder, commands, tools, say)


def build_folder(
    run: Run,
    name: str,
    source: Path,
    commands: Sequence[Sequence[str]],
    tools: Sequence[Tool],
    say: Callable[[str], None],
) -> Build:
    """Copy `source` into the cache and run `commands` there, once for the same content."""
    key = content_key(source, commands, tools)
    builds = cache_folder() / "builds"
    folder = builds / f"{name}-{key}"
    builds.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(builds / f"{name}-{key}.lock"):
        done = _read_mark(folder)
        if done is not None:
            folder.touch()
            return Build(folder, done["seconds"], int(done["size"]), tuple(tools), fresh=False)
        if folder.exists():
            shutil.rmtree(folder)
        say(f"building {name}")
        copy_source(source, folder)
        began = time.monotonic()
        log = builds / f"{name}-{key}.log"
        log.unlink(missing_ok=True)
        for command in commands:
            env = build_environment(tools, command)
            run_command(run, f"building {name}", command, folder, env, log)
        seconds = time.monotonic() - began
        size = sum(f.lstat().st_size for f in folder.rglob("*") if not f.is_dir())
        mark = folder / f"{_MARK}.partial"
        mark.write_text(json.dumps({"seconds": seconds, "size": size}), encoding="utf-8")
        mark.replace(folder / _MARK)
        _drop_old(builds, name)
    return Build(folder, seconds, size, tuple(tools), fresh=True)


def content_key(source: Path, commands: Sequence[Sequence[str]], tools: Sequence[Tool]) -> str:
    """Return a short hash of every file's name and content, the commands and the tools."""
    digest = hashlib.sha256(json.dumps([list(c) for c in commands]).encode())
    digest.update("\0".join(f"{tool} {tool.program}" for tool in tools).encode())
    for file in sorted(_files(source)):
        digest.update(f"\0{file.relative_to(source)}\0{file.stat().st_mode & 0o111}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in _IGNORED:
            continue
        if entry.is_dir():
            yield from _files(entry)
        elif entry.is_file():
            yield entry


def _ignored(_folder: str, names: list[str]) -> set[str]:
    return _IGNORED & set(names)


def copy_source(source: Path, folder: Path) -> None:
    """Copy a service's files to `folder`, without what tools left beside them."""
    shutil.copytree(source, folder, ignore=_ignored, symlinks=True, dirs_exist_ok=True)


def run_command(
    run: Run, what: str, command: Sequence[str], folder: Path, env: Mapping[str, str], log: Path
) -> None:
    """Run one command of a manifest in `folder`; its output is added to `log`.

    Raises:
        BuildError: it failed; shows it, its last lines and its log.
    """
    process = run.spawn(what.replace(" ", "-"), command, cwd=folder, env=env, log=log)
    try:
        code = process.wait(BUILD_LIMIT_SECONDS)
    finally:
        process.stop(grace=2.0)
        run.forget(process)
    if code != 0:
        how = f"ended with {code}" if code is not None else "took longer than 15 minutes"
        raise BuildError(
            f"{what}: `{' '.join(command)}` {how}. Its last lines:\n"
            f"{last_lines(log)}\nThe whole log: {log}"
        )


def _read_mark(folder: Path) -> dict[str, float] | None:
    try:
        mark: dict[str, float] = json.loads((folder / _MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return mark


@contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("a", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _drop_old(builds: Path, name: str) -> None:
    """Keep the last builds of `name`; older ones only take up space."""
    ours = [p for p in builds.glob(f"{name}-{'[0-9a-f]' * 16}") if p.is_dir()]
    for folder in sorted(ours, key=lambda p: p.stat().st_mtime)[:-KEPT_BUILDS]:
        shutil.rmtree(folder, ignore_errors=True)
        for suffix in (".log", ".lock"):
            folder.with_name(folder.name + suffix).unlink(missing_ok=True)
