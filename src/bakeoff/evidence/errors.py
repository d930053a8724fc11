"""Errors of the evidence layer: a file of facts is wrong."""

from difflib import get_close_matches
from typing import Self

from bakeoff.base.errors import BakeoffError


class EvidenceError(BakeoffError):
    """An evidence file is wrong; names file, entry, field, what was found and what is wanted."""

    @classmethod
    def at(cls, place: str, field: str, found: object, wanted: str) -> Self:
        """Build the sentence for `field` of the entry at `place` (file and entry)."""
        shown = "nothing" if found is None else repr(found)
        return cls(f"{place}: {field}: found {shown}, wanted {wanted}.")

    @classmethod
    def unknown(cls, place: str, field: str, known: list[str]) -> Self:
        """Build the sentence for a field or metric that does not exist; names the nearest."""
        near = get_close_matches(field, known, 1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
        return cls(f"{place}: {field!r}: not known; {hint}")


class SourceError(BakeoffError):
    """A source of facts cannot be asked; the last facts from it stay."""
