"""Values between published anchors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bakeoff.aspects.registry import ASPECTS
from bakeoff.aspects.scale import Scale

COST = Scale(64, 1, True, "lower is better")
YEARS = Scale(0, 10, False, "higher is better")


@pytest.mark.parametrize(
    ("scale", "number", "value"),
    [
        (COST, 1, 1.0),
        (COST, 8, 0.5),
        (COST, 64, 0.0),
        (COST, 200, 0.0),
        (COST, 0.5, 1.0),
        (COST, 0, 1.0),
        (YEARS, 5, 0.5),
        (YEARS, -1, 0.0),
        (YEARS, 30, 1.0),
    ],
)
def test_value_runs_from_unacceptable_to_excellent(
    scale: Scale, number: float, value: float
) -> None:
    assert scale.value(number) == pytest.approx(value)


@given(st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_less_cost_is_never_worth_less(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert COST.value(low) >= COST.value(high)


@given(st.floats(0.1, 100))
def test_a_logarithmic_scale_counts_how_many_times(number: float) -> None:
    step = COST.position(number) - COST.position(2 * number)
    assert step == pytest.approx(COST.position(1) - COST.position(2))


def test_every_aspect_with_a_scale_gives_its_reason() -> None:
    for aspect in ASPECTS:
        if aspect.scale:
            assert aspect.scale.reason
            assert aspect.scale.unacceptable != aspect.scale.excellent
