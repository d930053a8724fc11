"""Scalability: not known yet."""

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.unmeasured import not_yet

ASPECT = Aspect(
    id="scalability",
    title="Scalability",
    question="What does it give for twice the cores, and what does it do past its limit?",
    metrics=(),
    formula="none yet",
    unit="",
    thresholds=(),
    scale=None,
    shelf_life=180,
    does_not_tell="Anything about scaling a database or an organisation.",
    read=not_yet(
        "campaigns measure with one worker so far",
        "a campaign over 1 to N workers (Universal Scalability Law), idle connections a GiB, "
        "and goodput at twice the saturating rate",
    ),
)
