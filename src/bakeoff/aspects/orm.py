"""ORM and databases: what comes with it, and what it costs."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Detail, Reading
from bakeoff.aspects.performance import SCALE
from bakeoff.aspects.performance import THRESHOLDS as COST
from bakeoff.aspects.rating import rate
from bakeoff.aspects.shown import digits, interval_text, quantity
from bakeoff.aspects.statistics import geometric_mean
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.store import Evidence

WITH_DATABASE = ("db", "queries", "updates", "fortunes")


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the ORM, its databases and migrations, and the cost of the requests that use it."""
    del today
    orm = evidence.newest(framework, "orm")
    version = evidence.newest(framework, "orm_version")
    name = str(orm.text) if orm else "ORM not recorded"
    if orm and version:
        name += f" {version.text}"
    words = [fact for fact in (orm, version) if fact]
    ratios = [evidence.newest(framework, f"cpu_ratio.{s}") for s in WITH_DATABASE]
    known = [fact for fact in ratios if fact is not None and fact.number]
    beside = (
        *_documented(framework, evidence),
        *(
            Detail(f"over the bare driver, {f.metric.partition('.')[2]}", quantity(f), (f,))
            for f in evidence.family(framework, "orm_over_driver")
        ),
        *(
            Detail(f"CPU ratio, {s}", quantity(fact), (fact,))
            for s, fact in zip(WITH_DATABASE, ratios, strict=True)
            if fact is not None
        ),
    )
    alone = evidence.newest(framework, "orm_over_driver")
    if alone is not None and alone.number:
        words.append(alone)
        name += f", {digits(alone.number)}x{interval_text(alone.interval)} its bare driver"
    if len(known) < len(WITH_DATABASE):
        return Reading(
            headline=name if orm else "unknown",
            facts=tuple(words),
            details=beside,
            unknown="no campaign at hand has measured all of " + ", ".join(WITH_DATABASE),
            would_tell=f"`bakeoff measure --framework {framework}`",
        )
    value = geometric_mean([fact.number or 1.0 for fact in known])
    interval = _interval(known)
    cost = f"{digits(value)}x{interval_text(interval)}"
    return Reading(
        headline=f"{name}; {cost} the CPU of a bare driver in Go",
        rating=rate(value, COST, "lower", interval),
        value=value,
        interval=interval,
        facts=(*words, *known),
        details=beside,
    )


def _interval(facts: list[Fact]) -> tuple[float, float] | None:
    intervals = [fact.interval for fact in facts if fact.interval is not None]
    if len(intervals) < len(facts) or any(low <= 0 for low, _ in intervals):
        return None
    low, high = zip(*intervals, strict=True)
    return geometric_mean(low), geometric_mean(high)


def _documented(framework: str, evidence: Evidence) -> tuple[Detail, ...]:
    found = (
        ("databases", evidence.newest(framework, "orm_databases")),
        ("migrations", evidence.newest(framework, "orm_migrations")),
    )
    return tuple(
        Detail(label, f"{fact.text} ({fact.source.split(' (')[0]})", (fact,))
        for label, fact in found
        if fact
    )


ASPECT = Aspect(
    id="orm",
    title="ORM/Database support",
    question="What talks to the database, and what does that cost?",
    metrics=(
        "orm",
        "orm_version",
        "orm_databases",
        "orm_migrations",
        *(f"cpu_ratio.{scenario}" for scenario in WITH_DATABASE),
        "orm_over_driver",
    ),
    formula="geometric mean of the CPU ratios of /db, /queries, /updates and /fortunes: the "
    "whole service with its ORM over a bare driver in Go, so language, framework and ORM "
    "together; its interval is the geometric mean of their bounds, exact if their errors move "
    "together and too wide otherwise; where a study measured it, what the ORM alone costs over "
    "the same service's queries on the bare driver is named beside it",
    unit="ratio",
    thresholds=COST,
    scale=SCALE,
    shelf_life=180,
    does_not_tell="Whether the ORM is pleasant, or safe with your schema; the rated number is the "
    "whole stack's, not the ORM's alone.",
    read=read,
)
