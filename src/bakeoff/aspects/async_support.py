"""Async support: how many requests may wait at once without a worker each."""

import re
from datetime import date

from bakeoff.aspects.aspect import Aspect, Detail, Reading
from bakeoff.aspects.rating import Threshold
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details, digits, interval_text
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.store import Evidence

DELAY = 0.05  # seconds that the upstream of the contract waits before it answers
_CALLS = re.compile(r"[?&]calls=(\d+)")
THRESHOLDS = (
    Threshold("Native", None, "a waiting request holds no thread or process in the default stack"),
    Threshold("Optional", None, "another server or one setting gives that"),
    Threshold("Bolted on", None, "asynchronous calls work, but a waiting request holds a worker"),
    Threshold("None", None, "no asynchronous calls at all"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read the word from the documentation and the waits from the campaign."""
    del today
    word = evidence.newest(framework, "async_support")
    waits = evidence.newest(framework, "waits_per_worker")
    rate = evidence.newest(framework, "throughput.upstream")
    beside = (
        *_source(word),
        *details(
            evidence,
            framework,
            ("throughput.upstream", "requests answered on /upstream"),
            ("cpu_ratio.upstream", "their CPU over bare Go"),
        ),
    )
    said = str(word.text) if word else "not documented"
    facts = tuple(fact for fact in (word, waits or rate) if fact)
    rating = said.capitalize() if word else None
    if waits is not None and waits.number is not None:
        held, interval, at_least = waits.number, waits.interval, ""
    elif rate is not None and rate.number is not None:
        factor = DELAY * _calls(rate, evidence)
        held, interval, at_least = rate.number * factor, _scaled(rate, factor), "at least "
    else:
        return Reading(
            headline=said if word else "unknown",
            rating=rating,
            facts=facts,
            details=beside,
            unknown="no campaign at hand has measured how many waits it holds",
            would_tell=f"`bakeoff measure --framework {framework}`",
        )
    return Reading(
        headline=f"{said}; {at_least}{digits(held)}{interval_text(interval)} waits at once",
        rating=rating,
        value=held,
        interval=interval,
        facts=facts,
        details=beside,
    )


def _calls(rate: Fact, evidence: Evidence) -> int:
    """Return the waits that each request of the campaign's /upstream scenario held at once."""
    campaign = evidence.campaign_of(rate)
    for scenario in campaign.settings.get("scenarios", ()) if campaign else ():
        if isinstance(scenario, dict) and scenario.get("id") == "upstream":
            found = [_CALLS.search(str(r.get("path"))) for r in scenario.get("requests", ())]
            return min((int(match[1]) for match in found if match), default=1)
    return 1


def _scaled(rate: Fact, factor: float) -> tuple[float, float] | None:
    return None if rate.interval is None else (rate.interval[0] * factor, rate.interval[1] * factor)


def _source(word: Fact | None) -> tuple[Detail, ...]:
    return () if word is None else (Detail("documentation", word.note, (word,)),)


ASPECT = Aspect(
    id="async",
    title="Async support",
    question="Can one worker wait for many things at once?",
    metrics=("async_support", "waits_per_worker", "throughput.upstream", "cpu_ratio.upstream"),
    formula="waits of 50 ms that one worker holds at once: measured, where a campaign has done "
    "it; until then requests/s on /upstream times the calls in each times 50 ms (Little's law, "
    "Operations Research 9, 1961), a lower bound: no more can wait than the load sends at once, "
    "and the CPU may be what limits it",
    unit="waits",
    thresholds=THRESHOLDS,
    scale=Scale(
        1, 1000, True, "1: a worker that only waits; 1,000: one worker serves a busy chat room"
    ),
    shelf_life=180,
    does_not_tell="Whether your libraries can wait without blocking. The word is from the "
    "project's documentation, the number from our service under our load.",
    read=read,
)
