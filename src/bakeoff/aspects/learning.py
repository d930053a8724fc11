"""Ease of learning: not known yet."""

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.unmeasured import not_yet

ASPECT = Aspect(
    id="learning",
    title="Ease of learning",
    question="How much must a newcomer take in before the first service works?",
    metrics=(),
    formula="none yet",
    unit="",
    thresholds=(),
    scale=None,
    shelf_life=400,
    does_not_tell="How long a person needs: no learner was tested.",
    read=not_yet(
        "the services' code has not been counted yet, and no learner was tested",
        "tokens, files and framework names that the same contract takes, by a real lexer; "
        "commands from nothing to the first answer",
    ),
)
