"""Scalability: what more workers, more connections and too much load do."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details, digits, interval_text, percent
from bakeoff.evidence.store import Evidence

THRESHOLDS = (
    Threshold(
        "Excellent", 1.8, "a second worker gives nine tenths of what the first gives, or more"
    ),
    Threshold("Good", 1.5, "three quarters: eight workers still do the work of some four"),
    Threshold("Moderate", 1.2, "a fifth more: workers get in each other's way"),
    Threshold("Poor", None, "a second worker is hardly worth its memory"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the speed-up by a second worker, and what happens at the limits."""
    del today
    speedup = evidence.newest(framework, "worker_speedup")
    if speedup is None or speedup.number is None:
        return Reading(
            headline="unknown",
            unknown="no study of more workers is at hand",
            would_tell=f"`bakeoff study scalability --framework {framework}`",
        )
    held = evidence.newest(framework, "idle_connections_held")
    over = evidence.newest(framework, "overload_goodput")
    text = f"{digits(speedup.number)}x{interval_text(speedup.interval)} with two workers"
    if held and held.number is not None:
        text += f"; holds {held.number:,.0f} idle connections"
    if over and over.number is not None:
        text += f"; {percent(over.number)} of its best at twice the load"
    return Reading(
        headline=text,
        rating=rate(speedup.number, THRESHOLDS, "higher", speedup.interval),
        value=speedup.number,
        interval=speedup.interval,
        facts=tuple(fact for fact in (speedup, held, over) if fact),
        details=details(
            evidence,
            framework,
            ("idle_connections_per_gib", "idle connections a GiB"),
            ("memory_per_worker", "memory of one worker more"),
            ("usl_contention", "contention (Universal Scalability Law)"),
            ("usl_coherency", "coherency (Universal Scalability Law)"),
        ),
    )


ASPECT = Aspect(
    id="scalability",
    title="Scalability",
    question="What does a second worker give, and what happens past the limit?",
    metrics=(
        *("worker_speedup", "idle_connections_held", "overload_goodput"),
        *("idle_connections_per_gib", "memory_per_worker", "usl_contention", "usl_coherency"),
    ),
    formula="workers x (CPU seconds a request with one worker) / (the same with two), both at "
    "saturation on the same cores: the throughput that its cost allows where cores are free",
    unit="ratio",
    thresholds=THRESHOLDS,
    scale=Scale(1.0, 2.0, False, "a second worker gives nothing; it gives as much as the first"),
    shelf_life=180,
    does_not_tell="How it scales to many cores: the law's coefficients over workers cannot be "
    "told from two (they are fitted over connections to one worker). Nor anything of scaling a "
    "database or an organisation.",
    read=read,
)
