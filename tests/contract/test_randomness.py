"""Drawn numbers pass, made-up ones do not."""

import random
from itertools import pairwise

import pytest

from bakeoff.contract.randomness import gap_pattern, pattern, too_many_repeats, unevenness


@pytest.mark.parametrize("seed", range(40))
def test_honest_numbers_pass_every_test(seed: int) -> None:
    rng = random.Random(seed)
    drawn = rng.choices(range(1, 10_001), k=400)
    many = [n for _ in range(6) for n in rng.sample(range(1, 10_001), 500)]
    requests = [rng.sample(range(1, 10_001), 20) for _ in range(25)]
    assert too_many_repeats(drawn) is None
    assert pattern((b - a) % 10_000 for a, b in pairwise(drawn)) is None
    assert unevenness(drawn, 10) is None
    assert unevenness(many, 100) is None
    assert gap_pattern(requests) is None


def test_sorted_ids_are_no_pattern() -> None:
    rng = random.Random(3)
    assert gap_pattern([sorted(rng.sample(range(1, 10_001), 20)) for _ in range(25)]) is None


def test_a_range_that_is_too_short() -> None:
    rng = random.Random(1)
    drawn = rng.choices(range(1, 9_901), k=3_000)
    assert unevenness(drawn, 100) == "none of 3000 lies in 9901..10000"


def test_numbers_that_pile_up() -> None:
    rng = random.Random(1)
    drawn = [min(rng.randint(1, 10_000), rng.randint(1, 10_000)) for _ in range(2_000)]
    assert "where about 100 belong" in str(unevenness(drawn, 20))


def test_few_numbers_repeat_too_often() -> None:
    drawn = random.Random(1).choices(range(1, 501), k=400)
    assert "pairs are equal, of about 8" in str(too_many_repeats(drawn))


@pytest.mark.parametrize("step", [1, 7, 9_973])
def test_a_counter_has_a_pattern(step: int) -> None:
    assert pattern([step] * 50) == f"50 of 50 differ by {step}"
    assert pattern([]) is None


def test_a_block_of_neighbours_has_a_pattern_in_any_order() -> None:
    rng = random.Random(1)
    blocks = [rng.sample(range(s, s + 20), 20) for s in rng.choices(range(1, 9_980), k=25)]
    assert "at a distance of 1" in str(gap_pattern(blocks))
    assert gap_pattern([[1]]) is None
