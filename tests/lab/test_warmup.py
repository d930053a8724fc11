"""When a warm-up has ended."""

import pytest

from bakeoff.lab.warmup import has_settled


@pytest.mark.parametrize(
    ("costs", "settled"),
    [
        ([5.0, 5.0, 5.0], False),  # too few to tell
        ([9.0, 5.0, 5.1, 4.9], False),  # the first cycle still counts
        ([9.0, 5.0, 5.1, 4.9, 5.0], True),
        ([9.0, 6.0, 5.0, 4.2, 3.6], False),  # a compiler is at work
        ([5.0, 5.2, 6.0, 5.1], True),  # a dearer cycle is noise, not warming
    ],
)
def test_a_service_is_warm_when_it_no_longer_gets_cheaper(
    costs: list[float], settled: bool
) -> None:
    assert has_settled(costs) is settled
