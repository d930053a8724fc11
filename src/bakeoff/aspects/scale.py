"""From a number to a value between 0 and 1, between two anchors that no framework moves."""

from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True)
class Scale:
    """A value function: 0 at `unacceptable` and beyond, 1 at `excellent` and beyond.

    Between them it is linear in the number, or in its logarithm where what counts is how
    many times more or less (times, rates, sizes, shares). The anchors are published and
    do not depend on who else is compared, so adding a framework never changes the others
    (the rank reversal of relative scales: Belton & Gear, Omega 11, 1983). `reason` says
    why the anchors lie where they do.
    """

    unacceptable: float
    excellent: float
    logarithmic: bool
    reason: str

    def value(self, number: float) -> float:
        """Return the value of `number`, from 0 to 1."""
        return min(1.0, max(0.0, self.position(number)))

    def position(self, number: float) -> float:
        """Return where `number` lies: 0 at `unacceptable`, 1 at `excellent`, unclipped."""
        low, high, here = (self._place(n) for n in (self.unacceptable, self.excellent, number))
        return (here - low) / (high - low)

    def number(self, position: float) -> float:
        """Return the number at `position`: the inverse of `position`."""
        low, high = self._place(self.unacceptable), self._place(self.excellent)
        place = low + position * (high - low)
        return exp(place) if self.logarithmic else place

    def _place(self, number: float) -> float:
        if not self.logarithmic:
            return number
        # 0 has no logarithm: it lies far beyond the low anchor, where all is clipped
        return log(max(number, 1e-12))
