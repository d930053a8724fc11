"""Performance: what a request costs, in units of a bare Go service on the same machine."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Detail, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details, quantity, ratio_text
from bakeoff.evidence.metrics import SCENARIOS
from bakeoff.evidence.store import Evidence

THRESHOLDS = (
    Threshold("Excellent", 2, "less than the work itself: no other framework can halve the bill"),
    Threshold("Good", 8, "eight cores do what one core of bare Go does: one small machine"),
    Threshold("Moderate", 32, "thirty-two cores: still one machine that can be rented anywhere"),
    Threshold("Costly", None, "more than one ordinary machine for one core of bare Go"),
)
SCALE = Scale(
    64,
    1,
    True,
    "1: the cost of bare Go, no framework at all; 64: two ordinary machines for one core of it",
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the geometric mean of the CPU ratios, and what else the campaign measured."""
    del today
    ratio = evidence.newest(framework, "cpu_ratio")
    if ratio is None or ratio.number is None:
        return Reading(
            headline="unknown",
            unknown=evidence.why_unknown(framework, "cpu_ratio")
            or "no campaign at hand has measured it",
            would_tell=f"`bakeoff measure --framework {framework}`",
        )
    return Reading(
        headline=f"{ratio_text(ratio)} the CPU of bare Go"
        + ("" if ratio.interval else " (no interval)"),
        rating=rate(ratio.number, THRESHOLDS, "lower", ratio.interval),
        value=ratio.number,
        interval=ratio.interval,
        facts=(ratio,),
        details=(
            *_tier(framework, evidence),
            *details(
                evidence,
                framework,
                *((f"cpu_ratio.{s}", f"CPU ratio, {s}") for s in SCENARIOS),
                *((f"throughput.{s}", f"throughput, {s}") for s in SCENARIOS),
            ),
            *_latency(framework, evidence),
            *details(
                evidence,
                framework,
                ("memory_idle", "memory, idle"),
                ("memory_loaded", "memory, loaded"),
                ("start_seconds", "start"),
                ("build_seconds", "install and build"),
                ("installed_bytes", "size once built"),
                ("framework_version", "version measured"),
            ),
        ),
    )


def _tier(framework: str, evidence: Evidence) -> tuple[Detail, ...]:
    tier = evidence.newest(framework, "tier")
    if tier is None:
        return ()
    # tiers come from paired comparisons within one campaign and mean nothing beyond it
    return (Detail("tier", f"{tier.value} in {tier.source}", (tier,)),)


def _latency(framework: str, evidence: Evidence) -> tuple[Detail, ...]:
    # the rate at which it was measured is in the note: a latency means nothing without it
    return tuple(
        Detail("p99 latency", quantity(fact) + (f", {fact.note}" if fact.note else ""), (fact,))
        for fact in evidence.family(framework, "latency_p99")
    )


ASPECT = Aspect(
    id="performance",
    title="Performance",
    question="How much computer does a request cost?",
    metrics=(
        "cpu_ratio",
        "tier",
        "cpu_ratio.SCENARIO",
        "throughput.SCENARIO",
        "latency_p99.SCENARIO",
        "memory_idle",
        "memory_loaded",
        "start_seconds",
    ),
    formula="geometric mean over the published scenarios of (CPU seconds a request of the "
    "service's whole process tree) / (the same of the yardstick, bare Go, in the same round); "
    "95 % interval as the campaign states it",
    unit="ratio",
    thresholds=THRESHOLDS,
    scale=SCALE,
    shelf_life=180,
    does_not_tell="How fast your application will be: its own code and queries usually cost "
    "more. Ratios are of one machine and one set of versions; the database's share is apart.",
    read=read,
)
