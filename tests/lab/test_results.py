"""From blocks to results, on blocks whose truth is known."""

from dataclasses import replace

import pytest

from bakeoff.lab.block import Block
from bakeoff.lab.results import analyse, merge_histograms, percentile, uncertain
from tests.lab.blocks import block

SPEEDS = (1.0, 1.3, 0.8)  # the machine's, one for each start


def campaign(**cost: float) -> list[tuple[str, Block]]:
    """Three starts of entrants that cost so many times the yardstick, on a restless machine."""
    wobble = (1.0, 1.004, 0.996)
    return [
        ("s1", block(name.replace("_", "-"), ratio * speed * wobble[i % 3], start, start))
        for start, speed in enumerate(SPEEDS, 1)
        for i, (name, ratio) in enumerate(
            {"yardstick": 1.0, "yardstick_2": 1.0, **cost}.items(), start
        )
    ]


def test_a_ratio_is_to_the_yardstick_of_the_same_lap() -> None:
    found = analyse(campaign(slow=5.0, quick=1.5), ["json"])
    assert found.ratios["slow"].ratio == pytest.approx(5.0, rel=0.01)
    assert found.ratios["slow"].half_width < 0.02, "the machine's speed falls out"
    assert found.tiers == {"quick": 1, "slow": 2}
    assert not found.void


def test_who_is_known_best_rests_while_others_go_on() -> None:
    restless = [("s1", block("restless", cost, s, s)) for s, cost in enumerate((2.0, 1.8, 2.0), 1)]
    first = campaign(steady=5.0) + restless
    found = analyse(first, ["json"])
    assert uncertain(found, target=0.05) == ["restless"]
    assert uncertain(found, target=0.001) == ["restless", "steady"]
    more = [
        ("s1", block(name, cost, 4, 4))
        for name, cost in {"yardstick": 1.0, "yardstick-2": 1.0, "restless": 2.0}.items()
    ]
    found = analyse(first + more, ["json"])
    assert {n: r.starts for n, r in found.ratios.items()} == {"steady": 3, "restless": 4}
    assert found.tiers == {"restless": 1, "steady": 2}


def test_a_yardstick_that_differs_from_itself_makes_the_campaign_void() -> None:
    blocks = [
        (
            session,
            b if b.entrant != "yardstick-2" else block(b.entrant, b.cpu / 800, b.start, b.round),
        )
        for session, b in campaign(slow=5.0)
    ]
    found = analyse(blocks, ["json"])
    assert "differs from itself" in found.void[0]


def test_a_failed_block_does_not_count_and_is_told() -> None:
    blocks = campaign(wrong=2.0)
    blocks += [("s1", block("wrong", 0.1, 4, 4, failure="GET /json answered 500"))]
    found = analyse(blocks, ["json"])
    assert found.ratios["wrong"].starts == 3
    assert found.failures == {"wrong": ["json, round 4: GET /json answered 500"]}


def test_without_one_of_the_scenarios_there_is_no_headline() -> None:
    found = analyse(campaign(part=2.0), ["json", "db"])
    assert "part" not in found.ratios
    assert "json" in found.by_scenario["part"]


def test_work_after_the_answers_is_noticed() -> None:
    blocks = [
        (session, replace(b, idle_cpu=0.4 * b.cpu) if b.entrant == "later" else b)
        for session, b in campaign(later=2.0)
    ]
    found = analyse(blocks, ["json"])
    assert found.deferred == {"later": pytest.approx(0.4, rel=0.7)}


def test_a_cost_that_never_settles_is_noticed() -> None:
    """A leak: each start's second round costs a quarter more than its first."""
    first = campaign(leak=2.0, steady=3.0)
    second = [
        (session, replace(b, round=b.round + 10, cpu=b.cpu * (1.25 if b.entrant == "leak" else 1)))
        for session, b in first
    ]
    assert analyse(first + second, ["json"]).drift == {"leak": pytest.approx(0.25)}


def test_a_lap_that_a_kill_cut_in_two_uses_the_yardsticks_of_both_halves() -> None:
    blocks = campaign(slow=5.0)
    cut = [("s2" if b.entrant == "yardstick-2" else "s1", b) for _, b in blocks]
    assert analyse(cut, ["json"]).ratios["slow"].starts == 3


def test_percentiles_of_merged_histograms() -> None:
    merged = merge_histograms([((100, 50), (200, 49)), ((100, 50), (5000, 1), (200, 50))])
    assert merged == [(100, 100), (200, 99), (5000, 1)]
    assert percentile(merged, 0.5) == 100
    assert percentile(merged, 0.99) == 200
    assert percentile(merged, 1.0) == 5000
