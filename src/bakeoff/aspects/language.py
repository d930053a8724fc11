"""Language: what the team will write, and how many others write it too."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details, percent
from bakeoff.aspects.statistics import wilson
from bakeoff.evidence.store import Evidence

THRESHOLDS = (
    Threshold("Widespread", 0.25, "one professional in four: a team of four likely has one"),
    Threshold("Common", 0.10, "one in ten: an ordinary job advertisement finds people"),
    Threshold("Less common", 0.03, "one in thirty: they can be found where one looks for them"),
    Threshold("Rare", None, "fewer: expect to teach the language"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read language, version, typing and the share of professionals who use it."""
    del today
    language = evidence.newest(framework, "language")
    typing = evidence.newest(framework, "typing")
    version = evidence.newest(framework, "language_version")
    share = evidence.newest(framework, "language_share_professional")
    answered = evidence.newest(framework, "language_respondents_professional")
    if language is None:
        return Reading(
            headline="unknown",
            unknown="no fact says which language its services are written in",
            would_tell="the framework's `framework.toml`, through a campaign",
        )
    headline = _named(str(language.text), version.text if version else None)
    facts = [fact for fact in (language, version, typing) if fact]
    if typing:
        headline += f", {typing.text} typing"
    value = share.number if share else None
    if share is None or value is None:
        return Reading(
            headline=headline,
            facts=tuple(facts),
            unknown="no survey at hand counts the people who use this language",
            would_tell="a developer survey that names it",
        )
    interval = share.interval
    if interval is None and answered and answered.number:
        interval = wilson(value, answered.number)
    return Reading(
        headline=f"{headline}, {percent(value)} of professionals",
        rating=rate(value, THRESHOLDS, "higher", interval),
        value=value,
        interval=interval,
        facts=(*facts, share),
        details=details(
            evidence,
            framework,
            ("language_share_all", "of all who answered"),
            ("language_share_learning", "of those who learn to code"),
            ("language_respondents_professional", "professionals asked"),
            ("requires_runtime", "newest version asks for"),
        ),
    )


def _named(language: str, version: str | None) -> str:
    if not version:
        return language
    runtime, _, number = version.rpartition(" ")
    # `python 3.13.0` is the language's own, `node 24.1.0` what it runs on
    return (
        f"{language} {number}"
        if runtime.lower() in ("", language.lower())
        else f"{language} on {version}"
    )


ASPECT = Aspect(
    id="language",
    title="Language",
    question="Which language will we write, and can we find people who know it?",
    metrics=(
        "language",
        "language_version",
        "typing",
        "language_share_professional",
        "language_respondents_professional",
    ),
    formula="share of professional developers who did extensive work in the language in the "
    "past year (survey); 95 % interval by Wilson's formula from the number asked",
    unit="share",
    thresholds=THRESHOLDS,
    scale=Scale(
        0.01, 0.5, True, "one in a hundred: a specialist's language; one in two: everybody's"
    ),
    shelf_life=400,
    does_not_tell="Whether it is a good language, or how many of these people write backends. "
    "The survey's sample is self-selected; the interval covers sampling only.",
    read=read,
)
