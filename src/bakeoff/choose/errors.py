"""Errors of the choice: a profile is wrong."""

from collections.abc import Iterable
from difflib import get_close_matches
from typing import Self

from bakeoff.base.errors import BakeoffError


class ProfileError(BakeoffError):
    """A profile is wrong; names the file, the key, and what is wanted or nearest."""

    @classmethod
    def at(cls, file: str, key: str, found: object, wanted: str) -> Self:
        """Build the sentence for the value of `key`."""
        return cls(f"{file}: {key}: found {found!r}, wanted {wanted}.")

    @classmethod
    def unknown(cls, file: str, key: str, name: str, known: Iterable[str]) -> Self:
        """Build the sentence for a `name` under `key` that does not exist; names the nearest."""
        choices = list(known)
        near = get_close_matches(name.lower(), [c.lower() for c in choices], 1, cutoff=0.4)
        match = next((c for c in choices if near and c.lower() == near[0]), None)
        hint = f"did you mean {match!r}?" if match else f"known are {', '.join(choices)}."
        return cls(f"{file}: {key}: {name!r} is not known; {hint}")
