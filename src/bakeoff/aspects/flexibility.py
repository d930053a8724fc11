"""Flexibility: not known yet."""

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.unmeasured import not_yet

ASPECT = Aspect(
    id="flexibility",
    title="Flexibility",
    question="Which parts can be replaced without leaving the framework?",
    metrics=(),
    formula="none yet",
    unit="share",
    thresholds=(),
    scale=None,
    shelf_life=400,
    does_not_tell="Whether replacing a part is wise.",
    read=not_yet(
        "nobody has tried to replace the parts yet",
        "for about 8 parts (ORM, templates, router, validation, server, container, layout, "
        "authentication) the documented way to replace each; the smallest program that answers",
    ),
)
