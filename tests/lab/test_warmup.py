"""When a warm-up has ended."""

import pytest

from bakeoff.lab.warmup import Cycle, has_settled


@pytest.mark.parametrize(
    ("costs", "settled"),
    [
        ([5.0, 5.0, 5.0], False),  # too few to tell
        ([9.0, 5.0, 5.1, 4.9], False),  # the first cycle still counts
        ([9.0, 5.0, 5.1, 4.9, 5.0], True),
        ([9.0, 6.0, 5.0, 4.2, 3.6], False),  # a compiler is at work
        ([5.0, 5.2, 6.0, 5.1], True),  # a dearer cycle is noise, not warming
        ([10 - 0.2 * n for n in range(24)], False),  # slow, but still falling
    ],
)
def test_a_service_is_warm_when_it_no_longer_gets_cheaper(
    costs: list[float], settled: bool
) -> None:
    assert has_settled([Cycle(cost, background=0.0) for cost in costs]) is settled


def test_a_service_is_not_warm_while_it_works_with_nobody_asking() -> None:
    still_compiling = [Cycle(5.0, background=share) for share in (0.9, 0.6, 0.4, 0.3)]
    silent = [*still_compiling, Cycle(5.0, background=0.04), Cycle(5.0, background=0.02)]
    assert not has_settled(still_compiling)
    assert has_settled(silent)
