"""Flexibility: which of eight parts can be replaced, and how little is a whole program?"""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Detail, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.evidence.store import Evidence

PARTS = (
    *("orm", "templates", "router", "validation", "server", "container", "layout"),
    "authentication",
)
SMALLEST = ("smallest_tokens", "smallest_lines", "smallest_files", "smallest_config_lines")
POINTS = {"yes": 1.0, "with effort": 0.5, "no": 0.0}
THRESHOLDS = (
    Threshold("Highly customizable", 0.80, "nearly every part is yours to choose"),
    Threshold("Flexible", 0.60, "most are; the rest is the framework's own idea"),
    Threshold("Opinionated", None, "several parts are decided for you"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read which parts the documentation shows to be replaceable."""
    del today
    found = [evidence.newest(framework, f"replaceable.{part}") for part in PARTS]
    facts = tuple(fact for fact in found if fact is not None)
    if len(facts) < len(PARTS):
        return Reading(
            headline="unknown",
            facts=facts,
            unknown=f"{len(facts)} of {len(PARTS)} parts have been looked up",
            details=_smallest(framework, evidence),
            would_tell="the documentation of each part",
        )
    share = sum(POINTS[str(fact.text)] for fact in facts) / len(PARTS)
    free = sum(fact.text == "yes" for fact in facts)
    return Reading(
        headline=f"{free} of {len(PARTS)} parts replaceable, "
        f"{sum(fact.text == 'with effort' for fact in facts)} more with effort",
        rating=rate(share, THRESHOLDS, "higher"),
        value=share,
        facts=facts,
        details=tuple(
            Detail(part, f"{fact.text}: {fact.note}", (fact,))
            for part, fact in zip(PARTS, facts, strict=True)
        )
        + _smallest(framework, evidence),
    )


def _smallest(framework: str, evidence: Evidence) -> tuple[Detail, ...]:
    """Return the line on the smallest program that answers; none where nobody counted it."""
    found = [evidence.newest(framework, metric) for metric in SMALLEST]
    facts = tuple(fact for fact in found if fact is not None)
    if len(facts) < len(SMALLEST):
        return ()
    tokens, lines, files, configuration = (int(fact.number or 0) for fact in facts)
    text = f"{tokens} tokens on {lines} lines of {files} file{'s' * (files > 1)}"
    beside = f", {configuration} lines of configuration" if configuration else ""
    return (Detail("smallest program that answers", text + beside, facts),)


ASPECT = Aspect(
    id="flexibility",
    title="Flexibility",
    question="Which parts can be replaced by others?",
    metrics=("replaceable.PART", *SMALLEST),
    formula=f"of {len(PARTS)} parts ({', '.join(PARTS)}): 1 where the documentation shows how to "
    "replace it or none is imposed, 0.5 where that loses other parts, 0 where there is no way; "
    "beside it, unrated, the smallest program that answers (docs/learning.md)",
    unit="share",
    thresholds=THRESHOLDS,
    scale=Scale(0.25, 1.0, False, "two parts of eight; all of them"),
    shelf_life=730,
    does_not_tell="Whether replacing is wise: a whole that fits together is why many choose an "
    "opinionated framework.",
    read=read,
)
