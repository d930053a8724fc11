"""Parts of a ratio's variance, on campaigns whose truth is known."""

import random
import statistics
from collections.abc import Mapping

import pytest

from bakeoff.lab.components import UNIT, headline_logs, own_spreads, ratio_spreads, sum_of
from bakeoff.lab.spread import Spread
from bakeoff.lab.statistics import Estimate, estimates, tiers

SCENARIOS = list("abcdefg")
UNITS = ("unit", "unit-2")
NAMES = [str(n) for n in range(10)]
Tables = dict[str, dict[str, dict[int, float]]]


def campaign(
    chance: random.Random,
    blocks: Mapping[str, float],
    starts: Mapping[str, float],
    count: int = 3,
) -> Tables:
    """Ten entrants of equal cost; `blocks` and `starts` have by how much those differ (0.06:
    6 %), by default 6 and 1 %."""
    raw: Tables = {}
    for name in [*NAMES, *UNITS]:
        shift = [chance.gauss(0, starts.get(name, 0.01)) for _ in range(count)]
        noise = blocks.get(name, 0.06)
        raw[name] = {
            s: {t: x + chance.gauss(0, noise) for t, x in enumerate(shift)} for s in SCENARIOS
        }
    unit = {
        s: {t: statistics.fmean(raw[u][s][t] for u in UNITS) for t in range(count)}
        for s in SCENARIOS
    }
    return {
        name: {s: {t: x - unit[s][t] for t, x in row.items()} for s, row in table.items()}
        for name, table in raw.items()
    }


def ratios(logs: Tables) -> dict[str, Estimate]:
    whole = headline_logs(logs, SCENARIOS)
    return estimates({n: whole[n] for n in NAMES}, ratio_spreads(logs, SCENARIOS, UNITS))


def holds_one(found: Estimate) -> bool:
    assert found.low is not None and found.high is not None
    return found.low <= 1 <= found.high


@pytest.mark.parametrize(
    ("blocks", "starts", "all_of_100", "last_of_100"),
    [
        ({}, {}, 93, 91),
        (dict.fromkeys([*NAMES, *UNITS], 0.1), {}, 93, 91),
        ({"9": 0.24}, {}, 94, 91),  # its blocks are restless, and tell how much
        ({}, {"9": 0.12}, 93, 80),  # its blocks do not; three starts are all that does
    ],
)
def test_intervals_hold_the_truth(
    blocks: dict[str, float], starts: dict[str, float], all_of_100: int, last_of_100: int
) -> None:
    chance = random.Random(1)
    held = dict.fromkeys(NAMES, 0)
    for _ in range(150):
        for name, found in ratios(campaign(chance, blocks, starts)).items():
            held[name] += holds_one(found)
    assert 100 * sum(held.values()) / 1500 >= all_of_100
    assert 100 * held["9"] / 150 >= last_of_100


def test_a_yardstick_that_was_dear_once_does_not_make_all_intervals_wide() -> None:
    quiet = campaign(random.Random(2), {}, {})
    off = {0: 0.05, 1: -0.03, 2: -0.02}
    noisy = {
        name: {s: {t: x + off[t] for t, x in row.items()} for s, row in table.items()}
        for name, table in quiet.items()
    }
    one, other = own_spreads(quiet, SCENARIOS, UNITS), own_spreads(noisy, SCENARIOS, UNITS)
    for name in [*NAMES, UNIT]:
        assert one[name].reach(0.95) == pytest.approx(other[name].reach(0.95))


def test_where_a_start_has_only_some_the_others_keep_their_spread() -> None:
    logs = campaign(random.Random(3), {}, {})
    before = ratio_spreads(logs, SCENARIOS, UNITS)
    for name in NAMES[2:]:
        for row in logs[name].values():
            del row[2]
    after = ratio_spreads(logs, SCENARIOS, UNITS)
    assert set(after) == set(before)
    assert all(0.3 < after[n].reach(0.95) / before[n].reach(0.95) < 3 for n in NAMES)
    for row in logs["9"].values():
        del row[1]
    assert "9" not in ratio_spreads(logs, SCENARIOS, UNITS)  # one start tells nothing


def test_twins_of_a_campaign_are_seldom_told_apart() -> None:
    chance = random.Random(4)
    told_apart = 0
    for _ in range(150):
        logs = campaign(chance, {}, {})
        whole = headline_logs(logs, SCENARIOS)
        found = tiers({n: whole[n] for n in NAMES}, own_spreads(logs, SCENARIOS, UNITS))
        told_apart += max(found.values()) > 1
    assert told_apart / 150 <= 0.07


def test_few_entrants_are_known_by_their_own_ratios_alone() -> None:
    logs = campaign(random.Random(5), {}, {})
    few = {name: logs[name] for name in (*NAMES[:3], *UNITS)}
    assert own_spreads(few, SCENARIOS, UNITS) == {}
    found = ratio_spreads(few, SCENARIOS, UNITS)
    for name, values in headline_logs(few, SCENARIOS).items():
        if name not in UNITS:
            assert found[name] == Spread(statistics.variance(values.values()), 2)


def test_the_degrees_of_a_sum_by_hand() -> None:
    assert sum_of(Spread(1.0, 4), Spread(1.0, 4)) == Spread(2.0, 8)
    assert sum_of(Spread(1.0, 4), Spread(0.0, 4)) == Spread(1.0, 4)
