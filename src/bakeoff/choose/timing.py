"""Times SMAA-2 on ten alternatives by eleven criteria: `python -m bakeoff.choose.timing`."""

import random
import statistics
import sys
import time

from bakeoff.choose.smaa import DRAWS, smaa
from bakeoff.choose.values import Known

ALTERNATIVES = 10
CRITERIA = 11


def seconds(runs: int = 100) -> list[float]:
    """Return the CPU time of each run, all values uncertain, weights along an order of all.

    CPU time and not the clock, since one thread does it all and others may want the core.
    """
    numbers = random.Random(1)  # noqa: S311 - made-up values, no secret
    values = [[Known(numbers.random(), 0.05) for _ in range(CRITERIA)] for _ in range(ALTERNATIVES)]
    corners = [[1 / (i + 1) if k <= i else 0.0 for k in range(CRITERIA)] for i in range(CRITERIA)]
    names = [f"f{i}" for i in range(ALTERNATIVES)]
    taken = []
    for _ in range(runs):
        began = time.process_time()
        smaa(names, values, corners, draws=DRAWS)
        taken.append(time.process_time() - began)
    return taken


if __name__ == "__main__":
    times = [1000 * t for t in seconds()]
    sys.stdout.write(
        f"{DRAWS} draws x {ALTERNATIVES} x {CRITERIA}: CPU time, fastest {min(times):.1f} ms, "
        f"median {statistics.median(times):.1f} ms of {len(times)} runs\n"
    )
