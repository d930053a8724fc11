"""Project maturity: how long its interface has been promised, and until when it is supported."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.store import Evidence

YEAR = 365.25
PRE_1_0 = "Pre-1.0"
ENDED = "Ended"
THRESHOLDS = (
    Threshold(
        "Mature", 5, "two years longer than the three for which long-term lines are usually kept"
    ),
    Threshold("Settled", 2, "has lived through a support period of its own"),
    Threshold("Young", 0, "its first support period is not over"),
    Threshold(
        PRE_1_0, None, "no 1.0: its own version number promises no stable interface, counts as 0"
    ),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the years since 1.0, the support of today's line, and the pace of releases."""
    stable = evidence.newest(framework, "first_stable_date")
    latest = evidence.newest(framework, "latest_version")
    ends = evidence.newest(framework, "support_ends")
    first = evidence.newest(framework, "first_commit_date")
    beside = details(
        evidence,
        framework,
        ("first_stable_version", "first version from 1.0 on"),
        ("first_commit_date", "first commit"),
        ("project_begun", "begun"),
        ("latest_version", "newest version"),
        ("latest_version_date", "date of the newest version"),
        ("support_cycle", "newest supported line"),
        ("support_ends", "its security support ends, newest line"),
        ("longest_support_cycle", "line supported longest"),
        ("longest_support_ends", "its security support ends, line supported longest"),
        ("lts_supported", "a long-term line is supported"),
        ("support_days_median", "usual length of support"),
        ("feature_releases_24m", "feature releases in 24 months"),
        ("major_releases_24m", "major releases in 24 months"),
        ("major_releases_5y", "major releases in five years"),
        ("release_days_24m", "days with a release in 24 months"),
        ("longest_gap_days_24m", "longest time without a release"),
        ("advisories_24m", "security advisories in 24 months"),
        ("advisories_high_24m", "grave ones among them"),
        ("advisories_unfixed_24m", "without a fixed release among them"),
        ("fix_days_median_24m", "usual time from an advisory to a fixed release"),
        ("advisories_newest", "advisories that name the newest version"),
        ("scorecard_score", "OpenSSF Scorecard, of 10"),
        ("archived", "repository archived"),
        ("licence", "licence"),
    )
    version = latest.text if latest else None
    support, promise = _support(framework, evidence)
    if stable is not None:
        years = (today - date.fromisoformat(str(stable.value))).days / YEAR
        over = ends is not None and date.fromisoformat(str(ends.value)) < today
        number = evidence.newest(framework, "first_stable_version")
        return Reading(
            headline=f"{years:.1f} years since {number.text if number else '1.0'}, {support}",
            rating=ENDED if over else rate(years, THRESHOLDS, "higher"),
            value=years,
            facts=tuple(fact for fact in (stable, number, latest, promise) if fact),
            details=beside,
        )
    if latest and version and version.split(".")[0] == "0" and first:
        age = (today - date.fromisoformat(str(first.value))).days / YEAR
        return Reading(
            headline=f"{version}, no 1.0 in {age:.1f} years, {support}",
            rating=PRE_1_0,
            value=0.0,
            facts=tuple(fact for fact in (latest, first, promise) if fact),
            details=beside,
        )
    why = evidence.why_unknown(framework, "first_stable_date")
    return Reading(
        headline=f"{version}, age unknown" if version else "unknown",
        facts=(latest,) if latest else (),
        details=beside,
        unknown=f"date of 1.0: {why}" if why else "no fact tells when 1.0 was released",
        would_tell="the tags of its repository",
    )


def _support(framework: str, evidence: Evidence) -> tuple[str, Fact | None]:
    ends = evidence.newest(framework, "support_ends")
    if ends is not None:
        return f"supported until {ends.value}", ends
    announced = evidence.newest(framework, "support_end_announced")
    if announced is not None and announced.value is False:
        return "no end of support announced", announced
    return "support unknown", None


ASPECT = Aspect(
    id="maturity",
    title="Project maturity",
    question="Will what we write today still run, and be looked after, in some years?",
    metrics=(
        "first_stable_date",
        "first_stable_version",
        "latest_version",
        "first_commit_date",
        "support_ends",
        "support_end_announced",
        "major_releases_24m",
        "major_releases_5y",
        "advisories_24m",
        "fix_days_median_24m",
    ),
    formula="years from the first release numbered 1.0 or higher to today; a project that has "
    f"released none counts as 0; '{ENDED}' where the support of its newest line is over; major "
    "releases and advisories are shown beside it and not rated: more advisories may mean more "
    "faults, or more people who look for them and say so",
    unit="years",
    thresholds=THRESHOLDS,
    scale=Scale(0, 10, False, "0: no promise yet; 10 years: two lives of an ordinary service"),
    shelf_life=150,
    does_not_tell="Whether the code is good, or how much work its major releases make. What is "
    "not known about support does not lower the value.",
    read=read,
)
