"""Student's t distribution for whole degrees of freedom.

Closed sums from Abramowitz & Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4;
the quantile by bisection. A dependency on SciPy would cost more than these lines.
"""

import functools
import math


def two_sided_p(t: float, degrees: int) -> float:
    """Return P(|T| > |t|) for T with `degrees` (>= 1) degrees of freedom."""
    if math.isinf(t):
        return 0.0
    angle = math.atan2(abs(t), math.sqrt(degrees))
    cosine, sine = math.cos(angle), math.sin(angle)
    if degrees % 2:
        total, term = 0.0, cosine
        for k in range(1, (degrees - 1) // 2 + 1):
            total += term
            term *= cosine * cosine * (2 * k) / (2 * k + 1)
        inside = 2 / math.pi * (angle + sine * total)
    else:
        total, term = 0.0, 1.0
        for k in range(1, degrees // 2 + 1):
            total += term
            term *= cosine * cosine * (2 * k - 1) / (2 * k)
        inside = sine * total
    return max(0.0, 1.0 - inside)


@functools.cache
def quantile(level: float, degrees: int) -> float:
    """Return t with P(|T| <= t) = `level`: 2.776 for 0.95 and 4 degrees of freedom."""
    low, high = 0.0, 1.0
    while two_sided_p(high, degrees) > 1 - level:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if two_sided_p(middle, degrees) > 1 - level:
            low = middle
        else:
            high = middle
    return high
