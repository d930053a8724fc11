"""A tool that a framework needs: a name and a lowest version."""

import re
from dataclasses import dataclass

Version = tuple[int, ...]
_SPEC = re.compile(r"([a-z][a-z0-9_-]*)(?:\s*>=\s*(\d+(?:\.\d+)*))?")


@dataclass(frozen=True)
class Requirement:
    """`name` at version `minimum` or newer; an empty minimum takes any version."""

    name: str
    minimum: Version

    def __str__(self) -> str:
        return f"{self.name}>={show_version(self.minimum)}" if self.minimum else self.name

    def allows(self, version: Version) -> bool:
        """Tell whether `version` is new enough; 1.26 allows 1.26.0 and 1.26.8."""
        return version >= self.minimum


def parse_requirement(spec: str) -> Requirement | None:
    """Read `python>=3.12` or `uv`; None where it is neither."""
    match = _SPEC.fullmatch(spec.strip())
    if match is None:
        return None
    return Requirement(match[1], parse_version(match[2]) if match[2] else ())


def parse_version(version: str) -> Version:
    """Return the numbers of `3.12.1`."""
    return tuple(int(part) for part in version.split("."))


def show_version(version: Version) -> str:
    """Return (3, 12, 1) as `3.12.1`."""
    return ".".join(str(part) for part in version)
