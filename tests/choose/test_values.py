"""From cells to values with their uncertainty."""

from datetime import date
from pathlib import Path

import pytest

from bakeoff.aspects.aspect import make_cell
from bakeoff.aspects.registry import ASPECTS
from bakeoff.choose.values import known
from bakeoff.evidence.store import load_evidence

DATA = Path(__file__).parents[1] / "evidence" / "data"
BY_ID = {aspect.id: aspect for aspect in ASPECTS}


def value_of(aspect: str, framework: str) -> tuple[float | None, float]:
    cell = make_cell(BY_ID[aspect], framework, load_evidence([DATA]), date(2026, 11, 23))
    got = known(cell, BY_ID[aspect].scale)
    return got.centre, got.spread


def test_an_interval_becomes_a_spread_on_the_axis_of_the_scale() -> None:
    centre, spread = value_of("performance", "django")  # 12 [11.4, 12.6] between 64 and 1
    assert centre == pytest.approx(0.4025, abs=1e-4)
    assert spread == pytest.approx(0.1001 / 4.1589 / (2 * 1.96), abs=1e-4)


def test_a_value_without_an_interval_is_taken_as_it_is() -> None:
    centre, spread = value_of("maturity", "go")
    assert centre == pytest.approx(1.4657, abs=1e-3)  # beyond excellent; cut when drawn
    assert spread == 0


def test_a_measurement_that_states_no_interval_is_believed_within_a_factor() -> None:
    centre, spread = value_of("async", "go")  # 600 waits, no interval, between 1 and 1,000
    assert centre == pytest.approx(0.926, abs=1e-3)
    assert spread == pytest.approx(0.4055 * 2 / 6.9078 / (2 * 1.96), abs=1e-4)


@pytest.mark.parametrize(("aspect", "framework"), [("community", "go"), ("learning", "go")])
def test_what_is_unknown_has_no_centre(aspect: str, framework: str) -> None:
    assert value_of(aspect, framework) == (None, 0)
