"""Estimates of entrants that are learned from together, for tests of what that is worth."""

from collections.abc import Mapping, Sequence

from bakeoff.lab.spread import moderate, spread_of
from bakeoff.lab.statistics import Estimate, estimates


def moderated(logs: Mapping[str, Sequence[float]]) -> dict[str, Estimate]:
    """Estimate each ratio from its logarithms, one for each start, with moderated spreads."""
    spreads = moderate({name: spread_of(values) for name, values in logs.items()})
    return estimates({name: dict(enumerate(values)) for name, values in logs.items()}, spreads)
