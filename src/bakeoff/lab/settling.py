"""When something that becomes cheaper has stopped to; pure."""

import itertools
from collections.abc import Sequence

# A step down by less is noise.
STEP = 0.08


def is_calm(costs: Sequence[float], steps: int = 2) -> bool:
    """Tell whether the last `steps` steps of `costs` led down by less than STEP each."""
    calm = [after > (1 - STEP) * before for before, after in itertools.pairwise(costs)]
    return len(calm) >= steps and all(calm[-steps:])
