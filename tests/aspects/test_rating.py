"""Rating words by published thresholds."""

import pytest

from bakeoff.aspects import community, language, maturity, performance
from bakeoff.aspects.rating import Threshold, rate
from bakeoff.aspects.registry import ASPECTS


@pytest.mark.parametrize(
    ("ratio", "word"),
    [(1.2, "Excellent"), (2, "Excellent"), (2.01, "Good"), (32, "Moderate"), (33, "Costly")],
)
def test_cost_is_rated_by_multiples_of_bare_go(ratio: float, word: str) -> None:
    assert rate(ratio, performance.THRESHOLDS, "lower") == word


def test_an_interval_over_a_bound_gives_both_words() -> None:
    assert rate(8.1, performance.THRESHOLDS, "lower", (7.5, 8.7)) == "Moderate to Good"
    assert rate(0.1, community.THRESHOLDS, "higher", (0.09, 0.11)) == "Medium to Large"


@pytest.mark.parametrize(("share", "word"), [(0.5, "Widespread"), (0.1, "Common"), (0.01, "Rare")])
def test_languages_are_rated_by_who_knows_them(share: float, word: str) -> None:
    assert rate(share, language.THRESHOLDS, "higher") == word


def test_age_is_rated_from_the_first_promise_on() -> None:
    words = [rate(years, maturity.THRESHOLDS, "higher") for years in (7, 5, 3, 0.5)]
    assert words == ["Mature", "Mature", "Settled", "Young"]


def test_every_threshold_gives_its_reason_and_goes_from_best_to_worst() -> None:
    for aspect in ASPECTS:
        bounds = [t.bound for t in aspect.thresholds if t.bound is not None]
        assert bounds in (sorted(bounds), sorted(bounds, reverse=True))
        assert all(t.reason for t in aspect.thresholds)


def test_the_last_word_takes_what_is_left() -> None:
    assert rate(99, (Threshold("A", 1, "r"), Threshold("B", 2, "r")), "lower") == "B"
