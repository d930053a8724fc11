"""Against printed tables of Student's t."""

import math

import pytest

from bakeoff.lab.student import quantile, two_sided_p


@pytest.mark.parametrize(
    ("level", "degrees", "expected"),
    [(0.95, 1, 12.706), (0.95, 2, 4.303), (0.95, 4, 2.776), (0.95, 30, 2.042), (0.99, 5, 4.032)],
)
def test_quantiles_are_those_of_the_tables(level: float, degrees: int, expected: float) -> None:
    assert quantile(level, degrees) == pytest.approx(expected, abs=0.0006)


def test_the_tail_of_one_degree_is_cauchys() -> None:
    for t in (0.1, 1.0, 7.0):
        assert two_sided_p(t, 1) == pytest.approx(1 - 2 * math.atan(t) / math.pi)


def test_nothing_is_beyond_infinity() -> None:
    assert two_sided_p(math.inf, 3) == 0.0
    assert two_sided_p(0.0, 3) == 1.0
