"""Parts of a ratio's variance, on campaigns whose truth is known."""

import random
import statistics
from collections.abc import Mapping, Sequence

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


def ratios(logs: Tables, scenarios: Sequence[str] = SCENARIOS) -> dict[str, Estimate]:
    whole = headline_logs(logs, scenarios)
    return estimates({n: whole[n] for n in NAMES}, ratio_spreads(logs, scenarios, UNITS))


def holds_one(found: Estimate) -> bool:
    assert found.low is not None and found.high is not None
    return found.low <= 1 <= found.high


ALL = [*NAMES, *UNITS]


@pytest.mark.parametrize(
    ("blocks", "starts", "scenarios", "all_of_100", "last_of_100"),
    [
        ({}, {}, SCENARIOS, 95, 93),
        (dict.fromkeys(ALL, 0.1), {}, SCENARIOS, 95, 93),
        ({"9": 0.24}, {}, SCENARIOS, 95, 93),  # its blocks are restless, and tell how much
        ({}, {"9": 0.12}, SCENARIOS, 95, 84),  # its blocks do not; three starts are all that does
        ({}, dict.fromkeys(UNITS, 0.05), SCENARIOS, 93, 91),
        ({}, {}, ["a"], 94, 91),  # blocks tell nothing within a start
        ({"9": 0.24}, {}, ["a"], 94, 84),
    ],
)
def test_intervals_hold_the_truth(
    blocks: dict[str, float],
    starts: dict[str, float],
    scenarios: list[str],
    all_of_100: int,
    last_of_100: int,
) -> None:
    chance = random.Random(1)
    held = dict.fromkeys(NAMES, 0)
    for _ in range(150):
        for name, found in ratios(campaign(chance, blocks, starts), scenarios).items():
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


def test_blocks_without_any_noise_tell_nothing_of_starts() -> None:
    logs = {
        name: {s: {t: (n * t % 5) / 100 for t in range(3)} for s in SCENARIOS}
        for n, name in enumerate(ALL)
    }
    assert set(own_spreads(logs, SCENARIOS, UNITS)) == {*NAMES, UNIT}


def test_the_degrees_of_a_sum_by_hand() -> None:
    assert sum_of(Spread(1.0, 4), Spread(1.0, 4)) == Spread(2.0, 4)
    assert sum_of(Spread(1.0, 4), Spread(0.0, 4)) == Spread(1.0, 4)
    assert sum_of(Spread(3.0, 2), Spread(3.0, 6)) == Spread(6.0, 3)


def test_a_sum_has_the_tails_of_its_parts() -> None:
    """Two t of four degrees each, drawn: 95 % are within the reach, give or take one."""
    chance = random.Random(6)

    def t4() -> float:
        return chance.gauss(0, 1) / (chance.gammavariate(2, 2) / 4) ** 0.5

    reach = sum_of(Spread(1.0, 4), Spread(1.0, 4)).reach(0.95)
    within = sum(abs(t4() - t4()) <= reach for _ in range(20000)) / 20000
    assert 0.945 <= within <= 0.965


def test_a_sum_does_not_depend_on_the_order_of_its_parts() -> None:
    doubtful, more = (
        Spread(1.0, 6, doubt, Spread(times, 2)) for doubt, times in ((0.2, 3.0), (0.5, 5.0))
    )
    assert sum_of(doubtful, more) == sum_of(more, doubtful)
