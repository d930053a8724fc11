"""Who is warmed when, and who waits for whom."""

import time
from pathlib import Path
from threading import Semaphore, Thread

from bakeoff.lab.generator import Generator
from bakeoff.lab.lanes import Berth, Lane, Waiting, takes, warming_order


def test_what_falls_asleep_is_warmed_last_unless_it_takes_half_of_the_time() -> None:
    seconds = {"spring-boot": 70.0, "nestjs": 20.0, "express": 15.0, "flask": 5.0, "go": 6.0}
    sleepers = {"spring-boot", "nestjs", "express"}
    order = warming_order(seconds, sleepers, lanes=2)
    assert order == ["spring-boot", "go", "flask", "nestjs", "express"]


def test_lanes_share_the_work_but_one_work_has_one_lane() -> None:
    assert takes([10, 10, 10, 10], lanes=2) == 20
    assert takes([60, 10, 10], lanes=2) == 60


def test_who_has_waited_longest_is_stirred_first_and_by_one_lane_only() -> None:
    waiting = Waiting()
    assert waiting.take(0) is None
    waiting.add("nestjs")
    waiting.add("express")
    assert waiting.take(60) is None
    assert [waiting.take(0), waiting.take(0)] == ["nestjs", "express"]


def test_a_lane_loads_one_at_a_time_and_who_came_first_goes_first() -> None:
    lane, ready = Lane(Generator(Path("loadgen"), ()), ()), Semaphore(0)
    order: list[int] = []

    def load(rank: int) -> None:
        ready.release()
        with Berth(lane, rank).turn() as generator:
            order.append(rank)
            time.sleep(0.02)
            order.append(rank)
        assert generator is lane.generator

    others = [Thread(target=load, args=(rank,)) for rank in (3, 1, 2)]
    with Berth(lane, 4).turn():
        for thread in others:
            thread.start()
            ready.acquire()
        time.sleep(0.1)  # until all stand in line
        assert order == []
    for thread in others:
        thread.join()
    assert order == [1, 1, 2, 2, 3, 3]


def test_seconds_in_which_another_is_loaded_are_not_ones_own() -> None:
    lane = Lane(Generator(Path("loadgen"), ()), ())
    berth = Berth(lane, 2)
    with berth.turn():
        assert berth.waited < 0.05

    def wait() -> None:
        with berth.turn():
            pass

    waiter = Thread(target=wait)
    with Berth(lane, 1).turn():
        waiter.start()
        time.sleep(0.2)
    waiter.join()
    assert 0.1 < berth.waited < 1.0
