"""Community support: how many people use it, and how many keep it going."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Detail, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details, percent
from bakeoff.aspects.statistics import wilson
from bakeoff.evidence.store import Evidence

THRESHOLDS = (
    Threshold("Large", 0.10, "one professional in ten used it this year: any office has one"),
    Threshold("Medium", 0.03, "one in thirty: most questions have been asked before"),
    Threshold("Small", None, "fewer: expect to answer your own questions at times"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the share of professionals who use it, and who writes it."""
    del today
    share = evidence.newest(framework, "survey_share_professional")
    people = _people(framework, evidence)
    if share is None or share.number is None:
        why = evidence.why_unknown(framework, "survey_share_professional")
        return Reading(
            headline="unknown",
            details=people,
            unknown=why or "no survey at hand counts the people who use it",
            would_tell="a developer survey that names it, or its repository's history",
        )
    interval = share.interval
    answered = evidence.newest(framework, "survey_respondents_professional")
    if interval is None and answered and answered.number:
        interval = wilson(share.number, answered.number)
    headline = f"{percent(share.number)} of professionals"
    facts = [share]
    writers = evidence.newest(framework, "contributors_12m")
    if writers:
        headline += f", {writers.value} contributors in a year"
        facts.append(writers)
    return Reading(
        headline=headline,
        rating=rate(share.number, THRESHOLDS, "higher", interval),
        value=share.number,
        interval=interval,
        facts=tuple(facts),
        details=people,
    )


def _people(framework: str, evidence: Evidence) -> tuple[Detail, ...]:
    return details(
        evidence,
        framework,
        ("survey_share_all", "of all who answered"),
        ("survey_share_learning", "of those who learn to code"),
        ("survey_respondents_professional", "professionals asked"),
        ("contributors_12m", "contributors in 12 months"),
        ("new_contributors_12m", "new among them"),
        ("bus_factor_12m", "people who wrote half of it"),
        ("top_author_share_12m", "written by the busiest"),
        ("contributors_12m_common", "contributors, same 12 months for all"),
        ("release_days_24m", "days with a release in 24 months"),
        ("median_days_between_releases_24m", "usual time between them"),
    )


ASPECT = Aspect(
    id="community",
    title="Community support",
    question="Is anybody there who knows the answer?",
    metrics=(
        "survey_share_professional",
        "survey_respondents_professional",
        "contributors_12m",
        "new_contributors_12m",
        "bus_factor_12m",
        "release_days_24m",
    ),
    formula="share of professional developers who worked with it extensively in the past year "
    "(survey); 95 % interval by Wilson's formula from the number asked; contributors are shown "
    "beside it and not rated, since their number follows a project's scope and habits",
    unit="share",
    thresholds=THRESHOLDS,
    scale=Scale(
        0.005, 0.25, True, "one in 200: you will know each other; one in four: everybody asked it"
    ),
    shelf_life=400,
    does_not_tell="How friendly or quick the answers are. The survey's sample is self-selected; "
    "the interval covers sampling only.",
    read=read,
)
