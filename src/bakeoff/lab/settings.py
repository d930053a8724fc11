"""What a campaign is asked to do."""

import hashlib
import json
from dataclasses import asdict, dataclass

from bakeoff.lab.scenario import Scenario

# What changes figures of one and the same service raises it; docs/method.md has the list.
METHOD = 9
MIN_STARTS = 5
# The fewest that give an interval worth showing. Where the budget does not allow MIN_STARTS, those
# who are known best rest after these, or after as many as there was time for.
FEWEST_STARTS = 3
MIN_FOR_INTERVAL = 2
MAX_ROUNDS_PER_START = 8


@dataclass(frozen=True)
class Settings:
    """A campaign's settings.

    `budget` in seconds; `target` the half-width wanted for each headline ratio (0.05: 5 %);
    `rounds` fixes the number of rounds where it is not 0 (then no stopping rule is used);
    at most `rounds_per_start` rounds are measured before every entrant is started anew, fewer
    where the budget would else allow fewer than MIN_STARTS. `method` is METHOD.
    """

    frameworks: tuple[str, ...]
    scenarios: tuple[Scenario, ...]
    workers: int = 1
    pool: int = 16
    budget: float = 600.0
    target: float = 0.05
    rounds: int = 0
    rounds_per_start: int = MAX_ROUNDS_PER_START
    seed: int = 1
    method: int = METHOD

    def key(self, contents: dict[str, str]) -> str:
        """Return the name under which this campaign is kept and found again.

        It covers the settings and `contents`, the content keys of all that is measured: the
        same command goes on where it was stopped, a changed service begins anew.
        """
        text = json.dumps([asdict(self), contents], sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]
