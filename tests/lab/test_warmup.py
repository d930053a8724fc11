"""When a warm-up has ended."""

import pytest

from bakeoff.lab.warmup import Course, Warmup, asked_enough, is_awake, is_rising, unsettled

MANY = 4_000


@pytest.mark.parametrize(
    ("costs", "settled"),
    [
        ([5.0] * 5, False),  # too few to tell
        ([9.0, 5.0, 5.1, 4.9, 5.0, 5.0], True),
        ([9.0, 8.0, 6.5, 5.5, 4.2, 3.6], False),  # a compiler is at work
        ([5.0, 5.2, 5.0, 5.1, 6.0, 5.1], True),  # a dearer slice is noise, not warming
        ([5.0, 5.2, 9.0, 5.1, 5.0, 5.1], True),  # and so are cheap ones after it
        ([30 - n for n in range(24)], False),  # slow, but still falling
    ],
)
def test_a_scenario_is_warm_when_it_no_longer_gets_cheaper(
    costs: list[float], settled: bool
) -> None:
    assert course(costs, MANY, 0.2).has_settled(fall=0.0) is settled


@pytest.mark.parametrize(
    ("fallen_to", "requests", "seconds", "settled"),
    [
        (6.0, 600, 0.2, False),  # it may stand on a plateau before the compiler's next step
        (6.0, 2_000, 0.2, True),
        (6.0, 600, 1.1, True),  # slow, but driven long enough
        (4.0, 2_000, 1.1, False),  # fallen further: there may be more to come
        (4.0, 5_000, 2.0, True),
        (2.0, 5_000, 2.6, False),
        (2.0, 5_000, 7.1, True),
        (0.5, 5_000, 7.1, False),  # it began in an interpreter
        (0.5, 5_000, 12.1, True),
        (9.0, 600, 0.2, True),  # nothing is compiled here
    ],
)
def test_what_has_become_cheaper_is_asked_often(
    fallen_to: float, requests: int, seconds: float, settled: bool
) -> None:
    costs = [20.0, 9.5, 9.5, *[fallen_to] * 5]
    assert course(costs, requests // 8 + 1, seconds / 8).has_settled(fall=0.0) is settled


def test_a_level_scenario_waits_for_the_compiler_that_is_at_work_on_the_others() -> None:
    level = course([20.0, 9.5, 9.5, *[7.6] * 5], 300, 0.4)
    fast = course([20.0, 9.5, 9.5, *[1.0] * 5], MANY, 0.2)
    assert level.has_settled(fall=0.0)
    assert unsettled({"level": level, "fast": fast, "faster": fast}) == ["level"]


def test_a_leak_never_settles_however_flat_its_end() -> None:
    leak = course([2.0, 3.0, 4.0, 5.0, 5.8, 6.4, 6.9, 7.2], MANY, 0.2)
    steady = course([9.0, 5.0, 5.5, 4.8, 5.4, 5.9, 5.2, 5.6], MANY, 0.2)
    assert leak.has_settled(fall=0.0)  # nothing falls, so nothing is waited for
    assert is_rising([leak])
    assert not is_rising([steady])
    assert not is_rising([steady, steady, course([3.0] * 6 + [4.0] * 2, MANY, 0.2)])


@pytest.mark.parametrize(
    ("requests", "seconds", "enough"),
    [
        (40_000, 4.0, False),
        (12_000, 6.0, True),
        (4_000, 6.0, False),  # what a thousand requests more would change is not known
        (4_000, 10.1, True),
    ],
)
def test_a_service_is_asked_often_or_long(requests: int, seconds: float, enough: bool) -> None:
    assert asked_enough([course([5.0] * 6, requests // 12, seconds / 12)] * 2) is enough


def test_what_no_scenario_shows_alone_their_mean_may() -> None:
    a_little = course([5.0, 5.0, 5.0, 5.0, 4.5, 4.5], MANY, 0.2)
    steady = course([5.0] * 6, MANY, 0.2)
    assert unsettled({"one": a_little, "two": steady, "three": steady}) == []
    assert unsettled({"one": a_little, "two": a_little}) == ["one", "two"]
    falling = course([9, 8, 7, 6, 5.0, 4.0], MANY, 0.2)
    assert unsettled({"steady": steady, "falling": falling}) == ["falling"]


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ([9.0, 4.1, 4.0], [9.0, 6.2, 6.1], True),
        ([4.0, 4.1], [6.0, 6.2], False),  # too few to tell
        ([9.0, 9.1, 9.0], [9.0, 6.0, 6.0], False),
        ([9.0, 5.2, 5.2], [9.0, 4.7, 4.7], False),  # their mean is, but one is not there yet
        ([9.0, 4.5, 4.5], [9.0, 6.6, 6.6], False),  # both nearly, so their mean is not
    ],
)
def test_a_later_start_is_warm_when_it_is_as_cheap_as_an_earlier_one_became(
    one: list[float], other: list[float], reached: bool
) -> None:
    earlier = Warmup(True, 20.0, {"one": (9.0, 8.0, 4.0, 4.0), "other": (9.0, 6.0, 6.0)})
    courses = {"one": course(one, MANY, 0.4), "other": course(other, MANY, 0.4)}
    assert earlier.is_reached(courses) is reached
    hardly_asked = {"one": course(one, MANY, 0.1), "other": course(other, MANY, 0.1)}
    assert not earlier.is_reached(hardly_asked)


@pytest.mark.parametrize(
    ("fallen", "compiled"),
    [
        ([], False),
        (["json"], False),  # on a shared core one scenario alone falls by chance
        (["json", "db"], True),
        (["json", "db", "queries", "updates"], True),
    ],
)
def test_what_falls_in_two_scenarios_is_compiled(fallen: list[str], compiled: bool) -> None:
    names = ("plaintext", "json", "db", "queries", "updates", "fortunes")
    costs = {name: (9.0, 6.0, 6.0, *[4.0 if name in fallen else 6.0] * 2) for name in names}
    assert Warmup(True, 10.0, costs).compiled is compiled


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [
        ([4.6, 4.7, 4.6], [6.9, 6.9, 7.0], True),  # the machine is slower, or the core is shared
        ([4.1, 4.0, 4.0], [9.9, 9.9, 9.9], False),  # one is further off than the other
        ([5.8, 5.8, 5.8], [8.7, 8.7, 8.7], False),
    ],
)
def test_what_compiles_nothing_is_warm_when_all_is_dearer_alike(
    one: list[float], other: list[float], reached: bool
) -> None:
    earlier = Warmup(True, 20.0, {"one": (9.0, 4.0, 4.0, 4.0), "other": (9.0, 6.0, 6.0, 6.0)})
    courses = {"one": course(one, MANY, 0.4), "other": course(other, MANY, 0.4)}
    assert earlier.is_reached(courses) is reached


@pytest.mark.parametrize(
    ("means", "best", "awake"),
    [
        ([], None, False),
        ([3.9], None, True),  # no dearer than when it was warm
        ([5.0, 4.9], None, False),  # one step may stand on a plateau
        ([5.0, 4.9, 5.1], None, True),
        ([5.0, 4.9, 4.4], None, False),  # it still becomes cheaper
        ([9.0, 5.0, 5.0, 4.0, 4.1, 4.1], None, True),
        ([5.0, 6.0, 4.8], None, True),  # noise, not a fall
        ([], 5.0, False),
        ([5.5], 5.0, True),  # as cheap as it ever was
        ([9.0, 8.9, 9.1], 5.0, False),  # a plateau, but it has been seen at less
        ([4.0, 5.0], 5.0, False),
        ([3.9], 3.0, False),  # no dearer than when it was warm, but it has been seen at less
    ],
)
def test_a_service_is_awake_when_it_is_as_cheap_as_it_was(
    means: list[float], best: float | None, awake: bool
) -> None:
    assert is_awake(means, 3.95, best) is awake


def test_a_level_that_lies_far_above_an_earlier_start_is_not_warm() -> None:
    before = Warmup(True, 45.0, {"json": [90.0, 40.0, 10.0, 10.0, 10.0]})
    first_tier = {"json": course([45.0, 40.0, 40.0, 40.0, 40.0, 40.0], MANY, 0.2)}
    assert not unsettled(first_tier)
    assert before.is_far(first_tier, seconds=14.0)
    assert not before.is_far(first_tier, seconds=91.0)  # it does not get there this time
    assert not before.is_far({"json": course([45.0, 13.0, 13.0], MANY, 0.2)}, seconds=14.0)
    interpreted = Warmup(True, 10.0, {"json": [10.0] * 5})
    assert not interpreted.is_far(first_tier, seconds=14.0)  # a slower machine


def course(costs: list[float], requests: int, seconds: float) -> Course:
    made = Course()
    for cost in costs:
        made.add(cost, requests, seconds)
    return made
