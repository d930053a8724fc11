"""When a cost has stopped to fall."""

import pytest

from bakeoff.lab.settling import is_calm


@pytest.mark.parametrize(
    ("costs", "calm"),
    [
        ([5.0], False),  # nothing to compare it with
        ([5.0, 4.9], False),
        ([5.0, 4.9, 5.1], True),
        ([5.0, 4.9, 4.4], False),  # it still becomes cheaper
        ([9.0, 5.0, 5.0, 4.0, 4.0], False),
        ([9.0, 5.0, 5.0, 4.0, 4.0, 4.1], True),
        ([5.0, 6.0, 7.0], True),  # dearer is no settling
    ],
)
def test_calm_is_what_does_not_fall_twice_in_a_row(costs: list[float], calm: bool) -> None:
    assert is_calm(costs) is calm


def test_one_step_may_be_enough() -> None:
    assert is_calm([5.0, 4.9], 1)
    assert not is_calm([5.0, 4.0], 1)
