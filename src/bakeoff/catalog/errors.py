"""Errors of the catalog: a file that describes something is wrong."""

from difflib import get_close_matches
from pathlib import Path
from typing import Self

from bakeoff.base.errors import BakeoffError


class ManifestError(BakeoffError):
    """A `framework.toml` or scenario file is wrong; names file, key, found and wanted."""

    @classmethod
    def at(cls, file: Path, key: str, found: object, wanted: str) -> Self:
        """Build the sentence for `key` of `file`."""
        shown = "nothing" if found is None else repr(found)
        return cls(f"{file}: {key}: found {shown}, wanted {wanted}.")

    @classmethod
    def unknown_key(cls, file: Path, key: str, known: list[str]) -> Self:
        """Build the sentence for a key that does not exist, naming the nearest that does."""
        near = get_close_matches(key.rsplit(".", 1)[-1], [k.rsplit(".", 1)[-1] for k in known], 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
        return cls(f"{file}: {key}: unknown key; {hint}")


class UnknownNameError(BakeoffError):
    """Nothing of that kind has that name; names the nearest that does."""

    def __init__(self, kind: str, name: str, known: list[str], other: str = "") -> None:
        near = get_close_matches(name, known, 1, cutoff=0.4)
        hint = f"did you mean {near[0]!r}? " if near else ""
        also = f"; {other} works too" if other else ""
        super().__init__(f"no {kind} {name!r}: {hint}Known are {', '.join(known)}{also}.")
