"""Errors of the services layer."""

from pathlib import Path

from bakeoff.base.errors import BakeoffError


class ToolchainError(BakeoffError):
    """A program that a framework needs is missing or too old."""


class BuildError(BakeoffError):
    """A command of a build failed; shows the command, its last lines and its log."""


class ServiceError(BakeoffError):
    """A service did not start, or died."""


class StarterError(BakeoffError):
    """A starter project cannot be made."""


class DatabaseError(BakeoffError):
    """PostgreSQL could not be started, reached or prepared."""


def last_lines(log: Path, count: int = 15) -> str:
    """Return the last lines of a log, indented for an error's text; says so where empty."""
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        return f"    (its log cannot be read: {error})"
    return "\n".join(f"    {line}" for line in lines[-count:]) or "    (it printed nothing)"
