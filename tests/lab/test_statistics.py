"""The method keeps its promises on data whose truth is known."""

import math
import random
import statistics

import pytest

from bakeoff.lab.spread import spread_of
from bakeoff.lab.statistics import differ_p, estimate, holm, starts_needed, tiers
from tests.lab.moderated import moderated


def starts(truth: float, count: int, chance: random.Random, spread: float = 0.03) -> list[float]:
    return [math.log(truth) + chance.gauss(0, spread) for _ in range(count)]


def numbered(truth: float, count: int, chance: random.Random) -> dict[int, float]:
    return dict(enumerate(starts(truth, count, chance), 1))


def test_an_interval_of_three_starts_by_hand() -> None:
    found = estimate([math.log(2.0), math.log(2.0) + 0.1, math.log(2.0) - 0.1])
    assert found.ratio == pytest.approx(2.0)
    assert found.high == pytest.approx(2.0 * math.exp(4.3027 * 0.1 / math.sqrt(3)), rel=1e-4)


def test_one_start_has_no_interval() -> None:
    found = estimate([0.7])
    assert (found.low, found.high, found.half_width) == (None, None, math.inf)


@pytest.mark.parametrize("count", [3, 5, 8])
def test_intervals_hold_the_truth_as_often_as_they_say(count: int) -> None:
    chance = random.Random(count)
    hits = 0
    for _ in range(2000):
        found = estimate(starts(3.0, count, chance))
        assert found.low is not None and found.high is not None
        hits += found.low <= 3.0 <= found.high
    assert 0.935 <= hits / 2000 <= 0.965


def test_steins_number_of_starts_keeps_the_coverage() -> None:
    """Stopping at the number that the first stage asked for does not hollow out the 95 %."""
    chance = random.Random(7)
    hits = wide = 0
    for _ in range(1500):
        first = starts(3.0, 5, chance, spread=0.06)
        needed = starts_needed({"x": spread_of(first)}, 5, 0.05)
        values = first + starts(3.0, needed - 5, chance, spread=0.06)
        found = estimate(values, spread=spread_of(first))
        assert found.low is not None and found.high is not None
        hits += found.low <= 3.0 <= found.high
        wide += found.half_width > 0.05
    assert 0.93 <= hits / 1500 <= 0.97
    assert wide == 0


def test_resting_once_an_interval_is_narrow_keeps_the_coverage() -> None:
    """Three starts of all, and then up to three more of those whose interval is wider than 5 %."""
    chance = random.Random(5)
    spreads = (0.015, 0.02, 0.02, 0.025, 0.025, 0.03, 0.04, 0.04, 0.06, 0.06)
    hits = []
    for _ in range(250):
        logs = {str(i): starts(3.0, 3, chance, spread) for i, spread in enumerate(spreads)}
        for _ in range(3):
            for name, found in moderated(logs).items():
                if found.half_width > 0.05:
                    logs[name] += starts(3.0, 1, chance, spreads[int(name)])
        for found in moderated(logs).values():
            assert found.low is not None and found.high is not None
            hits.append(found.low <= 3.0 <= found.high)
    assert 0.93 <= statistics.fmean(hits) <= 0.97


def test_holm_by_hand() -> None:
    adjusted = holm({("a", "b"): 0.01, ("a", "c"): 0.04, ("b", "c"): 0.03})
    assert adjusted == {("a", "b"): 0.03, ("b", "c"): 0.06, ("a", "c"): 0.06}


def test_twins_share_a_tier_at_least_95_times_of_100() -> None:
    chance = random.Random(11)
    told_apart = 0
    for _ in range(600):
        found = tiers({"x": numbered(2, 5, chance), "twin": numbered(2, 5, chance)}, {})
        told_apart += found["x"] != found["twin"]
    assert told_apart / 600 <= 0.07


def test_what_differs_clearly_is_told_apart() -> None:
    chance = random.Random(3)
    found = tiers(
        {name: numbered(r, 6, chance) for name, r in {"a": 2, "b": 4, "c": 9}.items()}, {}
    )
    assert found == {"a": 1, "b": 2, "c": 3}


def test_a_pair_is_compared_over_the_starts_that_it_shares() -> None:
    speeds = {1: 0.0, 2: 0.3, 3: -0.3, 4: 2.0}
    quick = {start: speed for start, speed in speeds.items() if start < 4}
    slow = {start: 0.1 + speed + 0.001 * start for start, speed in speeds.items()}
    assert tiers({"quick": quick, "slow": slow}, {}) == {"quick": 1, "slow": 2}
    assert tiers({"quick": quick, "other": {4: 0.1}}, {}) == {"quick": 1, "other": 1}


def test_a_common_shift_of_a_start_cancels() -> None:
    chance = random.Random(1)
    shift = [chance.gauss(0, 1) for _ in range(6)]
    noise = [0.001, -0.002, 0.001, 0.0, 0.002, -0.001]
    other = [s + 0.05 + n for s, n in zip(shift, noise, strict=True)]
    differences = [a - b for a, b in zip(shift, other, strict=True)]
    assert differ_p(differences, spread_of(differences)) < 1e-4
    assert statistics.stdev(shift) > 0.3
