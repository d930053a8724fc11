"""The two formulas."""

import pytest

from bakeoff.aspects.statistics import geometric_mean, wilson


def test_wilson_agrees_with_the_published_example() -> None:
    # Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, 0.2553 to 0.3662
    low, high = wilson(81 / 263, 263)
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)


def test_wilson_stays_within_a_share_at_its_ends() -> None:
    assert wilson(0, 10)[0] == 0
    assert wilson(1, 10)[1] == pytest.approx(1)


def test_a_geometric_mean_halves_and_doubles_alike() -> None:
    assert geometric_mean([0.5, 2]) == pytest.approx(1)
