"""Ease of learning, by proxies: how much there is to read, write and run for the same service."""

from datetime import date

from bakeoff.aspects.aspect import Aspect, Reading
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import details
from bakeoff.evidence.store import Evidence

THRESHOLDS = (
    Threshold("Easy", 1500, "some 200 lines: read in one sitting"),
    Threshold("Moderate", 3500, "some 500 lines: a day with its documentation"),
    Threshold("Difficult", None, "more: ideas of its own have to be learnt first"),
)


def read(framework: str, evidence: Evidence, today: date) -> Reading:
    """Read what the service of the contract took."""
    del today
    tokens = evidence.newest(framework, "code_tokens")
    if tokens is None or tokens.number is None:
        return Reading(
            headline="unknown",
            unknown="the service's code has not been counted",
            would_tell="`bakeoff collect code`",
        )
    files = evidence.newest(framework, "code_files")
    names = evidence.newest(framework, "code_names")
    beside = [
        f"{fact.value} {fact.unit}" for fact in (files, names) if fact is not None and fact.number
    ]
    return Reading(
        headline=f"{tokens.number:,.0f} tokens" + "".join(f", {text}" for text in beside),
        rating=rate(tokens.number, THRESHOLDS, "lower"),
        value=tokens.number,
        facts=tuple(fact for fact in (tokens, files, names) if fact),
        details=details(
            evidence,
            framework,
            ("code_lines", "lines of code"),
            ("config_lines", "lines of configuration"),
            ("commands_to_first_answer", "commands from nothing to the first answer"),
            ("smallest_tokens", "smallest program that answers"),
        ),
    )


ASPECT = Aspect(
    id="learning",
    title="Ease of learning",
    question="How much is there to read and write for the same service?",
    metrics=(
        *("code_tokens", "code_names", "code_files", "code_lines", "config_lines"),
        *("commands_to_first_answer", "smallest_tokens"),
    ),
    formula="tokens of the code that the same service took (docs/learning.md), without comments, "
    "tests, configuration and lock files; a proxy for learning cost: code's size "
    "and vocabulary go with the load on its readers (Peitek et al., ICSE 2021)",
    unit="tokens",
    thresholds=THRESHOLDS,
    scale=Scale(8000, 1000, True, "a thousand lines for seven routes; a hundred and fifty"),
    shelf_life=400,
    does_not_tell="How people learn it: no learner was tested. Little code may stand on much "
    "that must be known; documentation, errors and habits weigh as much.",
    read=read,
)
