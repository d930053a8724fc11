"""Built-in features: not known yet."""

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.unmeasured import not_yet

ASPECT = Aspect(
    id="builtin",
    title="Built-in features",
    question="Which of these needs does the framework itself meet?",
    metrics=(),
    formula="none yet",
    unit="share",
    thresholds=(),
    scale=None,
    shelf_life=400,
    does_not_tell="Whether you want them built in.",
    read=not_yet(
        "the needs matrix is not gathered yet",
        "about 30 needs of backends, each marked as built in or not, with the page that says so",
    ),
)
