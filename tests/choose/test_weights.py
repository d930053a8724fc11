"""Weights that agree with a profile."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff.choose.profile import parse_profile
from bakeoff.choose.weights import centroid, corners, draw_weights

NAMES = ("performance", "maturity", "community", "orm", "async")


def of(preferences: str) -> list[list[float]]:
    return corners(parse_profile(f"[preferences]\n{preferences}", "test", "test"))


def test_the_mean_of_an_order_is_the_rank_order_centroid() -> None:
    assert centroid(of('order = ["performance", "maturity", "community"]')) == pytest.approx(
        [11 / 18, 5 / 18, 2 / 18]
    )


def test_equals_share_one_weight() -> None:
    points = of('order = ["performance", ["maturity", "community"]]')
    assert points == [[1, 0, 0], [pytest.approx(1 / 3)] * 3]


def test_swings_are_one_point() -> None:
    assert of("swings = { performance = 100, maturity = 60, orm = 0 }") == [
        [pytest.approx(0.625), pytest.approx(0.375)]
    ]


@given(st.permutations(NAMES), st.integers(1, 5), st.integers(0, 99))
def test_drawn_weights_sum_to_one_and_keep_the_order(
    names: list[str], count: int, seed: int
) -> None:
    points = of(f"order = {names[:count]}".replace("'", '"'))
    weights = draw_weights(points, 200, np.random.default_rng(seed))
    assert weights.shape == (count, 200)
    np.testing.assert_allclose(weights.sum(axis=0), 1, rtol=1e-5)
    assert (np.diff(weights, axis=0) <= 1e-6).all()


def test_drawn_weights_are_even_over_the_ordered_set() -> None:
    # of two ordered weights the first is even on [0.5, 1]
    weights = draw_weights(of('order = ["orm", "async"]'), 40_000, np.random.default_rng(1))
    counts = np.histogram(weights[0], bins=5, range=(0.5, 1))[0]
    np.testing.assert_allclose(counts / 40_000, 0.2, atol=0.01)
