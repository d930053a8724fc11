"""Ecosystem: not known yet."""

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.unmeasured import not_yet

ASPECT = Aspect(
    id="ecosystem",
    title="Ecosystem",
    question="For what backends usually need, is there a maintained package?",
    metrics=(),
    formula="none yet",
    unit="share",
    thresholds=(),
    scale=None,
    shelf_life=400,
    does_not_tell="Whether the packages are good.",
    read=not_yet(
        "the needs matrix is not gathered yet",
        "about 30 needs of backends, each with the maintained package that meets it, its "
        "version, date and the page that says so",
    ),
)
