"""Ecosystem: for how many needs is there something that nobody has to write?"""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Detail, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import percent
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.store import Evidence

WORDS = ("built in", "official", "package", "none")
THRESHOLDS = (
    Threshold("Mature", 0.90, "three needs of 32 are left to write: few projects meet all three"),
    Threshold("Broad", 0.75, "one need in four is yours: a typical project meets one or two"),
    Threshold("Developing", 0.50, "half: expect to write parts that others take from a shelf"),
    Threshold("Thin", None, "less than half"),
)


def needs_of(framework: str, evidence: Evidence) -> tuple[Fact, ...]:
    """Return the fact of each need, in the order of the list; none that was not looked up."""
    found = (evidence.newest(framework, f"need.{need.id}") for need in evidence.needs.needs)
    return tuple(fact for fact in found if fact is not None)


def counts(facts: tuple[Fact, ...]) -> dict[str, int]:
    """Return how many needs are met in each way."""
    return {word: sum(fact.text == word for fact in facts) for word in WORDS}


def by_kind(facts: tuple[Fact, ...]) -> tuple[Detail, ...]:
    """Return a line for each way of meeting needs, with the needs that are met so."""
    lines = []
    for word in WORDS:
        those = tuple(fact for fact in facts if fact.text == word)
        if those:
            names = ", ".join(fact.metric.partition(".")[2] for fact in those)
            lines.append(Detail("left to write" if word == "none" else word, names, those))
    return tuple(lines)


def not_looked_up(framework: str, evidence: Evidence) -> Reading | None:
    """Return the reading of a framework whose needs are not all known, else None."""
    known, wanted = len(needs_of(framework, evidence)), len(evidence.needs.needs)
    if known == wanted:
        return None
    return Reading(
        headline="unknown",
        unknown=f"{known} of {wanted} needs have been looked up",
        would_tell=f"a file of needs for {framework} (docs/needs.md)",
    )


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the share of needs that a maintained package, or the framework, meets."""
    del today
    missing = not_looked_up(framework, evidence)
    if missing:
        return missing
    facts = needs_of(framework, evidence)
    count = counts(facts)
    met = len(facts) - count["none"]
    entries = (evidence.needs.entry(n.id, framework) for n in evidence.needs.needs)
    undated = sum(e is not None and e.kind == "package" and e.maintained is None for e in entries)
    share = met / len(facts)
    return Reading(
        headline=f"{met} of {len(facts)} needs met ({percent(share)})"
        + (f", {undated} by packages whose last release is not dated" if undated else ""),
        rating=rate(share, THRESHOLDS, "higher"),
        value=share,
        facts=facts,
        details=by_kind(facts),
    )


ASPECT = Aspect(
    id="ecosystem",
    title="Ecosystem",
    question="For what backends usually need, is there something maintained to take?",
    metrics=("need.NEED",),
    formula="share of the needs of the list that are met by the framework itself, by an official "
    "package or by a third-party package with a release in the 18 months before it was looked up",
    unit="share",
    thresholds=THRESHOLDS,
    scale=Scale(0.4, 1.0, False, "two needs in five: most work is yours; all: none of it is"),
    shelf_life=400,
    does_not_tell="Whether the packages are good, how many there are to choose from, or whether "
    "your need is on the list. A language's general library counts, wired or not.",
    read=read,
)
