"""The Universal Scalability Law, fitted; pure.

Gunther, "Guerrilla Capacity Planning" (Springer, 2007), chapter 4: throughput at load N is
X(N) = g N / (1 + s (N - 1) + k N (N - 1)), with contention s (what must queue) and coherency
k (what each must settle with each other: throughput falls again beyond sqrt((1 - s) / k)).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    """`rate` g in requests/s at load 1, `contention` s and `coherency` k, both >= 0."""

    rate: float
    contention: float
    coherency: float

    def throughput(self, load: float) -> float:
        """Return requests/s at `load`."""
        queue = self.contention * (load - 1) + self.coherency * load * (load - 1)
        return self.rate * load / (1 + queue)


def fit(loads: Sequence[float], throughputs: Sequence[float]) -> Law:
    """Fit the law by least squares of relative errors.

    N / X(N) is linear in (1, N - 1, N (N - 1)) with coefficients 1/g, s/g and k/g, so it is a
    linear problem; a coefficient that comes out below 0 is 0, and the rest is fitted again.

    Raises:
        ValueError: fewer than three loads: three unknowns cannot be told from less.
    """
    import numpy as np

    if len(set(loads)) < 3:
        raise ValueError("the law has three unknowns: at least three loads are needed")
    n, x = np.asarray(loads, dtype=float), np.asarray(throughputs, dtype=float)
    columns = np.stack([np.ones_like(n), n - 1, n * (n - 1)], axis=1)
    # weights 1/y make the errors relative: y is then 1 everywhere
    weighted = columns * (x / n)[:, None]
    used = [0, 1, 2]
    while True:
        found, *_ = np.linalg.lstsq(weighted[:, used], np.ones_like(n), rcond=None)
        negative = [i for i, value in zip(used, found, strict=True) if value < 0 and i > 0]
        if not negative:
            break
        used.remove(negative[-1])
    whole = dict.fromkeys((0, 1, 2), 0.0) | dict(zip(used, map(float, found), strict=True))
    return Law(1 / whole[0], whole[1] / whole[0], whole[2] / whole[0])
