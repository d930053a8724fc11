"""Built-in features: for how many needs does the framework itself provide?"""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Reading
from bakeoff.aspects.ecosystem import by_kind, counts, needs_of, not_looked_up
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import percent
from bakeoff.evidence.store import Evidence

THRESHOLDS = (
    Threshold("Full stack", 0.60, "three needs in five come in the box: a site can be built of it"),
    Threshold("Broad", 0.40, "two in five: the daily ones, not the rest"),
    Threshold("Core", 0.20, "one in five: requests, answers, and what belongs to them"),
    Threshold("Minimal", None, "less: a router and its kin"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the share of needs that are built in."""
    del today
    missing = not_looked_up(framework, evidence)
    if missing:
        return missing
    facts = needs_of(framework, evidence)
    count = counts(facts)
    share = count["built in"] / len(facts)
    return Reading(
        headline=f"{count['built in']} of {len(facts)} needs built in ({percent(share)}), "
        f"{count['official']} more official",
        rating=rate(share, THRESHOLDS, "higher"),
        value=share,
        facts=facts,
        details=by_kind(facts),
    )


ASPECT = Aspect(
    id="builtin",
    title="Built-in features",
    question="How much comes in the box, with one documentation and one release?",
    metrics=("need.NEED",),
    formula="share of the needs of the list that the framework meets itself, with the packages "
    "that its own guide installs; official packages beyond these are counted beside it",
    unit="share",
    thresholds=THRESHOLDS,
    scale=Scale(
        0.0, 0.8, False, "nothing in the box; four needs in five: what a project needs on one day"
    ),
    shelf_life=400,
    does_not_tell="Whether you want it in the box. What is built in cannot be chosen, and what "
    "is chosen must be kept up to date by you.",
    read=read,
)
