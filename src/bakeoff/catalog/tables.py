"""Read a TOML file strictly: each wrong or unknown key is an error with its place."""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from bakeoff.catalog.errors import ManifestError

T = TypeVar("T")


def read_toml(file: Path) -> dict[str, Any]:
    """Return the tables of `file`.

    Raises:
        ManifestError: the file is missing, unreadable, or not TOML.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ManifestError(f"{file}: no such file; a framework's folder needs one.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ManifestError(f"{file}: cannot be read: {error}.") from error
    except tomllib.TOMLDecodeError as error:
        raise ManifestError(f"{file}: not TOML: {error}.") from error


class Table:
    """One table of a TOML file, read key by key; `close` refuses what was not read."""

    def __init__(self, file: Path, name: str, content: object) -> None:
        if not isinstance(content, dict):
            raise ManifestError.at(file, f"[{name}]" if name else "file", content, "a table")
        self.file = file
        self.name = name
        self.content: dict[str, Any] = content
        self._read: list[str] = []

    def key(self, key: str) -> str:
        """Return the full name of `key`, as errors show it."""
        return f"{self.name}.{key}" if self.name else key

    def take(self, key: str, wanted: str, convert: Callable[[Any], T | None]) -> T:
        """Return `convert(value)`; None from it means that the value is not what is wanted."""
        self._read.append(key)
        value = self.content.get(key)
        result = None if value is None else convert(value)
        if result is None:
            raise ManifestError.at(self.file, self.key(key), value, wanted)
        return result

    def optional(self, key: str, wanted: str, convert: Callable[[Any], T | None]) -> T | None:
        """Like `take`, but a missing key gives None."""
        if key not in self.content:
            self._read.append(key)
            return None
        return self.take(key, wanted, convert)

    def table(self, key: str) -> "Table":
        """Return the sub-table `key`."""
        self._read.append(key)
        return Table(self.file, self.key(key), self.content.get(key))

    def close(self) -> None:
        """Refuse keys that nobody read."""
        for key in self.content:
            if key not in self._read:
                raise ManifestError.unknown_key(
                    self.file, self.key(key), [self.key(k) for k in self._read]
                )


def text(value: object) -> str | None:
    """Accept a string that is not empty."""
    return value if isinstance(value, str) and value.strip() else None


def command(value: object) -> tuple[str, ...] | None:
    """Accept a command: a list of strings, the first not empty."""
    if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
        return None
    return tuple(value) if value[0] else None


def commands(value: object) -> tuple[tuple[str, ...], ...] | None:
    """Accept a list of commands, which may be empty."""
    if not isinstance(value, list):
        return None
    result = [command(v) for v in value]
    return None if None in result else tuple(r for r in result if r is not None)


def texts(value: object) -> tuple[str, ...] | None:
    """Accept a list of strings."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v for v in value):
        return None
    return tuple(value)


def number(value: object) -> float | None:
    """Accept a number above 0."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
        return None
    return float(value)


def whole(value: object) -> int | None:
    """Accept a whole number above 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
