from bakeoff.lab.schedule import Pace, laps

SCENARIOS = ["db", "json", "plaintext"]
ENTRANTS = ["a", "b", "yardstick", "yardstick-2"]


def test_every_round_visits_every_entrant_in_every_scenario_once() -> None:
    for scenario, order in laps(1, 1, SCENARIOS, ENTRANTS):
        assert scenario in SCENARIOS
        assert sorted(order) == ENTRANTS


def test_the_order_is_random_but_the_same_for_a_seed() -> None:
    rounds = [list(laps(5, number, SCENARIOS, ENTRANTS)) for number in range(1, 9)]
    assert rounds == [list(laps(5, number, SCENARIOS, ENTRANTS)) for number in range(1, 9)]
    assert len({str(one) for one in rounds}) == len(rounds)
    assert list(laps(6, 1, SCENARIOS, ENTRANTS)) != rounds[0]


def test_a_short_budget_gets_more_starts_rather_than_more_rounds() -> None:
    pace = Pace(budget=300, rounds=0, rounds_per_start=2)
    pace.started(30)
    pace.measured(30)
    assert pace.rounds_per_start() == 1
    roomy = Pace(budget=600, rounds=0, rounds_per_start=2)
    roomy.started(30)
    roomy.measured(30)
    assert roomy.rounds_per_start() == 2


def test_later_rounds_are_shorter_than_a_starts_first() -> None:
    pace = Pace(budget=500, rounds=0, rounds_per_start=8)
    pace.started(30)
    pace.measured(30, latency=20)
    pace.measured(10)
    assert pace.rounds_per_start() == 5  # 5 starts of 30 + 30 + 4 * 10


def test_a_start_of_fewer_is_shorter() -> None:
    pace = Pace(budget=600, rounds=0, rounds_per_start=8)
    pace.started(120)
    pace.measured(90, latency=20)
    assert pace.is_short()  # for five starts of all
    assert not pace.goes_on(spent=420, starts=2, rounds=2)
    pace.share_of_start, pace.share_of_round = 0.8, 0.5
    assert pace.goes_on(spent=420, starts=2, rounds=2)  # 96 + 45 s
    assert not pace.goes_on(spent=465, starts=2, rounds=2)
    pace.with_latency = False
    assert pace.goes_on(spent=465, starts=2, rounds=2)  # 96 + 35 s
    pace.with_latency = True
    pace.started(96)
    pace.measured(45, latency=10)
    assert pace.is_short()
    assert not pace.goes_on(spent=461, starts=3, rounds=3)
    roomy = Pace(budget=1200, rounds=0, rounds_per_start=8)
    roomy.started(120)
    roomy.measured(90, latency=20)
    assert not roomy.is_short()


def test_no_start_is_begun_that_the_budget_cannot_pay() -> None:
    pace = Pace(budget=100, rounds=0, rounds_per_start=1)
    pace.started(20)
    pace.measured(20)
    assert pace.goes_on(spent=59, starts=1, rounds=1)
    assert not pace.goes_on(spent=61, starts=1, rounds=1)


def test_a_fixed_number_of_rounds_is_kept() -> None:
    pace = Pace(budget=1, rounds=3, rounds_per_start=2)
    assert pace.goes_on(spent=50, starts=1, rounds=2)
    assert not pace.goes_on(spent=50, starts=2, rounds=3)


def test_the_time_left_counts_down_with_fixed_rounds() -> None:
    pace = Pace(budget=600, rounds=3, rounds_per_start=1)
    pace.started(20)
    assert pace.left(spent=20, starts=0) == 3 * 40
    pace.measured(30)
    assert pace.left(spent=50, starts=1) == 2 * 50
    pace.measured(30)
    pace.measured(30)
    assert pace.left(spent=150, starts=3) == 0
