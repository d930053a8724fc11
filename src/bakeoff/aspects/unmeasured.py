"""Aspects whose evidence is not gathered yet: they say so, and what would tell."""

from collections.abc import Callable
from datetime import date

from bakeoff.aspects.aspect import Reading
from bakeoff.evidence.store import Evidence


def not_yet(reason: str, would_tell: str) -> Callable[[str, Evidence, date], Reading]:
    """Return the `read` of an aspect of which nothing is known for any framework."""

    def read(framework: str, evidence: Evidence, today: date) -> Reading:
        del framework, evidence, today
        return Reading(headline="unknown", unknown=reason, would_tell=would_tell)

    return read
