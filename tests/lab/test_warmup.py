"""When a warm-up has ended."""

import pytest

from bakeoff.lab.warmup import Course, unsettled

FEW, MANY = 200, 4_000


@pytest.mark.parametrize(
    ("costs", "settled"),
    [
        ([5.0, 5.0, 5.0], False),  # too few to tell
        ([9.0, 5.0, 5.1, 4.9], False),  # the first slice still counts
        ([9.0, 5.0, 5.1, 4.9, 5.0], True),
        ([9.0, 6.0, 5.0, 4.2, 3.6], False),  # a compiler is at work
        ([5.0, 5.2, 6.0, 5.1], True),  # a dearer slice is noise, not warming
        ([10 - 0.2 * n for n in range(24)], False),  # slow, but still falling
    ],
)
def test_a_scenario_is_warm_when_it_no_longer_gets_cheaper(
    costs: list[float], settled: bool
) -> None:
    assert course(costs, MANY, 0.2).has_settled() is settled


@pytest.mark.parametrize(
    ("requests", "seconds", "settled"),
    [
        (FEW, 0.2, False),  # it may stand on a plateau before the compiler's next step
        (MANY, 0.2, True),  # asked more than 10,000 times in all
        (FEW, 2.0, True),  # or long enough
    ],
)
def test_what_has_become_cheaper_is_asked_often(
    requests: int, seconds: float, settled: bool
) -> None:
    assert course([9.0, 8.0, 5.1, 5.0, 5.1, 4.9], requests, seconds).has_settled() is settled
    assert course([9.0, 5.2, 5.1, 5.0, 5.1, 4.9], requests, seconds).has_settled()


def test_what_no_scenario_shows_alone_their_mean_may() -> None:
    a_little = course([5.0, 5.0, 5.0, 4.6, 4.6], MANY, 0.2)
    assert unsettled({"one": a_little}) == []
    assert unsettled({str(n): a_little for n in range(9)}) == [str(n) for n in range(9)]
    steady = course([5.0] * 5, MANY, 0.2)
    assert unsettled({"steady": steady, "falling": course([9, 8, 7, 6, 5.0], MANY, 0.2)}) == [
        "falling"
    ]


def course(costs: list[float], requests: int, seconds: float) -> Course:
    made = Course()
    for cost in costs:
        made.add(cost, requests, seconds)
    return made
