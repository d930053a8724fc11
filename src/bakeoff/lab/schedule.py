"""In which order blocks are measured, and when a campaign ends; pure.

Interleaved in random order (Abedi & Brecht, "Conducting repeatable experiments in highly
variable cloud computing environments", ICPE 2017): a round goes through the scenarios in
random order, and each scenario through all entrants in random order (a lap). A block and its
unit, the yardsticks' blocks of the same lap, so lie seconds apart, and slow changes of the
machine's speed fall out of their ratio.
"""

import random
from collections.abc import Iterator, Sequence

from bakeoff.lab.settings import MIN_STARTS


def laps(
    seed: int, round_: int, scenarios: Sequence[str], entrants: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield (scenario, entrants in their order) for one round; the same for the same seed."""
    chance = random.Random(f"{seed}/{round_}")  # noqa: S311
    for scenario in chance.sample(scenarios, len(scenarios)):
        yield scenario, chance.sample(entrants, len(entrants))


class Pace:
    """Learns how long a start and a round take, and decides how many there will be."""

    def __init__(self, budget: float, rounds: int, rounds_per_start: int) -> None:
        self._budget = budget
        self._rounds = rounds
        self._per_start = rounds_per_start
        self._starts: list[float] = []
        # of a round the blocks for cost, and those for latency, which a start has once
        self._costs: list[float] = []
        self._latencies: list[float] = []
        self.wanted_starts = MIN_STARTS
        # of what all take: how long the start takes that is next or noted, where some rest
        self.share_of_start = 1.0
        self.share_of_round = 1.0
        self.with_latency = True

    def started(self, seconds: float) -> None:
        """Note how long it took to start and warm all entrants."""
        self._starts.append(seconds / self.share_of_start)

    def measured(self, seconds: float, latency: float = 0.0) -> None:
        """Note how long a round took, and how much of that was for latency, if it was measured."""
        self._costs.append((seconds - latency) / self.share_of_round)
        if latency:
            self._latencies.append(latency / self.share_of_round)

    def rounds_per_start(self) -> int:
        """Return how many rounds a start gets: fewer where the budget allows few starts.

        Starts vary more than rounds within one, so starts come first. Only durations decide,
        never what was measured, so the choice cannot favour a result.
        """
        if self._rounds or not self._costs:
            return self._per_start
        for count in range(self._per_start, 1, -1):
            if MIN_STARTS * self._whole_start(count) <= self._budget:
                return count
        return 1

    def is_short(self) -> bool:
        """Tell whether the budget is too short for a first stage of MIN_STARTS."""
        return not self._rounds and MIN_STARTS * self._whole_start(1) > self._budget

    def goes_on(self, spent: float, starts: int, rounds: int) -> bool:
        """Tell whether another start is begun after `starts` and `rounds`, `spent` seconds."""
        if self._rounds:
            return rounds < self._rounds
        if starts and spent + self._whole_start(1) > self._budget:
            return False
        return starts < self.wanted_starts

    def left(self, spent: float, starts: int) -> float:
        """Return the seconds that the campaign is expected to go on."""
        if self._rounds:
            # before the first round has ended: about as long as starting and warming
            a_start = self._whole_start(self._per_start) if self._costs else 2 * self._last_start
            done = len(self._costs)
            return max(0, self._rounds - done) * a_start / self._per_start
        if not self._costs:
            return max(0.0, self._budget - spent)
        a_start = self._whole_start(self.rounds_per_start())
        wanted = max(0, self.wanted_starts - starts) * a_start
        return max(0.0, min(wanted, self._budget - spent))

    @property
    def _last_start(self) -> float:
        # the first one learns how cheap each service gets, and takes longer
        return self._starts[-1] if self._starts else 0.0

    def _whole_start(self, rounds: int) -> float:
        """Return the seconds of a start with so many rounds."""
        latency = max(self._latencies, default=0.0) if self.with_latency else 0.0
        measuring = latency + rounds * max(self._costs, default=0.0)
        return self.share_of_start * self._last_start + self.share_of_round * measuring
