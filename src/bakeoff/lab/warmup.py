"""Warm-up: load until the cost of each scenario's requests has settled.

Barrett et al., "Virtual machine warmup blows hot and cold" (OOPSLA 2017): warm-up cannot be
assumed, has to be looked at in each start, and sometimes never ends. So each start of each
service is driven through all scenarios until none of them gets cheaper and nothing is left to
be done behind them, with a limit; what has not settled by then is said, and still measured.
"""

import itertools
import math
import statistics
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bakeoff.lab.block import cost_of_load
from bakeoff.lab.cpu import cpu_seconds, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.lanes import Berth
from bakeoff.lab.scenario import BLOCK_SECONDS, Scenario

# Without lead-ins: what is in flight at their ends is waited for, which would double the time of
# slow services; opening its connections belongs to each slice alike.
SLICE_SECONDS = 0.12
# Of a scenario that is driven alone: the rests between slices cost as much as the slices.
ALONE_SECONDS = 0.3
# Fewer than in a block: what is in flight at a slice's end is waited for, and where a lane shares
# its core, more of them look like a fall that is none. Waking has a block's.
SLICE_CONNECTIONS = 32
# .NET stays on its first tier for four cycles before it compiles anything.
MIN_SLICES = 6
# Where an earlier start has shown how cheap the service is when it is warm.
MIN_SLICES_KNOWN = 3
MIN_SECONDS_KNOWN = 2.0
# Slices between two rests: one scenario that is left alone is not worth a rest each time.
CYCLE_SLICES = 4
# Under load, over all scenarios: what a service does anew in its first thousands of requests,
# without any trend that could be seen in so few slices, is over by then.
MIN_SECONDS = 5.0
# Or else twice as long: a step that comes once, thousands of requests on, leaves no trend before.
MIN_REQUESTS = 10_000
LIMIT_SECONDS = 120.0
# Of one scenario, and of the mean of all, whose noise is smaller (10 % a slice of one where a
# lane shares its core with generator and database).
TOLERANCE = 0.25
MEAN_TOLERANCE = 0.08
# Of the mean of all, over its cheapest: slices of one scenario alone come to 1.3 by chance. A leak
# rises for ever, code that counts itself only until it is compiled.
RISEN = 1.4
RISING_SECONDS = 30.0
# Of what is compiled, over what an earlier start became: level, but not there. For at most so many
# times as long as that start took: Node.js has two states that differ by a third.
FAR = 1.4
FAR_TIMES = 2.0
# A scenario that has become cheaper by a quarter is being compiled. Compilers go up in steps,
# with plateaus between that look settled: HotSpot, which begins as an interpreter, takes its last
# after some 5,000 calls, more of them while its compiler is behind. So it is asked that often, or
# for so many seconds, by how far it fell.
COMPILED = ((0.9, 20_000, 12.0), (0.75, 10_000, 7.0), (0.5, 5_000, 2.5), (0.25, 2_000, 1.0))
# Scenarios: on a shared core one alone falls by a quarter by chance.
MIN_FALLEN = 2
REST_SECONDS = 0.15
# On one core .NET waits for a whole second without new code before it counts what is hot, and
# again before it compiles what it has counted, and in two tiers. So such rests come first, and more
# where they are used.
LONG_REST_SECONDS = 1.2
LONG_RESTS = 4
REST_LIMIT_SECONDS = 2.0
# Share of a cycle's CPU that may be used after its last answer: a compiler at work uses more.
BACKGROUND_SHARE = 0.1
# Waking: cycles of all scenarios, until the mean is no more than it was at the end of warm-up, or
# has twice in a row not come below the least before it by more than this; once it is known how
# cheap a service is when it is awake, until it is near that.
WAKE_SECONDS = 0.1
# As in a block: what a service opens to elsewhere is open when the cost is taken.
WAKE_LEAD_SECONDS = 0.05
WAKE_STEP = 0.08
NEAR = 1.12
WAKE_LIMIT_SECONDS = 12.0
# V8 collects to reduce memory 100 s after its last collection, and forgets shapes and code: what
# it compiles then is dearer for good (docs/decisions/0019). So who waits after its warm-up is
# driven now and then, and who has waited before it is started again.
STIR_SECONDS = 30.0
FRESH_SECONDS = 60.0


@dataclass
class Course:
    """How a scenario's cost went: CPU seconds a request in each slice, and how much was asked."""

    costs: list[float] = field(default_factory=list)
    requests: int = 0
    seconds: float = 0.0

    def add(self, cost: float, requests: int, seconds: float) -> None:
        """Add a slice of so many requests and seconds."""
        self.costs.append(cost)
        self.requests += requests
        self.seconds += seconds

    def change(self) -> float:
        """Return the log-ratio of the last quarter of the slices to as many before it.

        Two at least; the longer a warm-up has taken, the slower its cost still may fall. Of each
        the lower median: what happens on the other lane makes slices dearer, and a dear one
        before cheap ones is no fall.
        """
        part = max(2, len(self.costs) // 4)
        last, before = self.costs[-part:], self.costs[-2 * part : -part]
        return math.log(statistics.median_low(last) / statistics.median_low(before))

    def rise(self) -> float:
        """Return the log-ratio of the last quarter of the slices to the cheapest in a row."""
        part = max(2, len(self.costs) // 4)
        starts = range(max(1, len(self.costs) - part + 1))
        return max(_log_ratio(self.costs[-part:], self.costs[i : i + part]) for i in starts)

    def fall(self) -> float:
        """Return the log-ratio of the last slices to the first."""
        # The median, as the very first slice holds what is done once: modules, caches.
        return _log_ratio(self.costs[-2:], [statistics.median(self.costs[:3])])

    def has_settled(self, fall: float) -> bool:
        """Tell whether the cost no longer falls; for one that rises nobody waits (`is_rising`).

        `fall` is the mean of all the service's scenarios: a compiler that is at work on the
        others has this one still to come, however level it stands.
        """
        if len(self.costs) < MIN_SLICES or self.change() < -TOLERANCE:
            return False
        fallen = 1 - math.exp(min(fall, self.fall()))
        return all(
            self.requests >= requests or self.seconds >= seconds
            for share, requests, seconds in COMPILED
            if fallen > share
        )


def unsettled(courses: Mapping[str, Course]) -> list[str]:
    """Return the scenarios that still get cheaper; all of them where only their mean does."""
    fall = statistics.fmean(course.fall() for course in courses.values())
    falling = [name for name, course in courses.items() if not course.has_settled(fall)]
    if falling:
        return falling
    mean = statistics.fmean(course.change() for course in courses.values())
    return list(courses) if mean < -MEAN_TOLERANCE else []


def is_rising(courses: Collection[Course]) -> bool:
    """Tell whether requests have become much dearer since they were cheapest: a leak."""
    return statistics.fmean(course.rise() for course in courses) > math.log(RISEN)


def asked_enough(courses: Collection[Course]) -> bool:
    """Tell whether a warm-up has been long enough, however settled it looks."""
    loaded = sum(c.seconds for c in courses)
    requests = sum(c.requests for c in courses)
    return loaded >= MIN_SECONDS * (1 if requests >= MIN_REQUESTS else 2)


@dataclass(frozen=True)
class Warmup:
    """How a warm-up went: `costs` has each scenario's CPU seconds a request, slice by slice.

    `seconds` are its own, without those in which its lane loaded another. `cpus` are its lane's
    cores.
    """

    settled: bool
    seconds: float
    costs: Mapping[str, Sequence[float]]
    cpus: Sequence[int] = ()

    @property
    def mean(self) -> float:
        """The geometric mean over the scenarios at the end, in CPU seconds a request."""
        ends = [statistics.geometric_mean(costs[-2:]) for costs in self.costs.values()]
        return statistics.geometric_mean(ends)

    @property
    def compiled(self) -> bool:
        """Whether requests became so much cheaper that something was compiled meanwhile.

        In the mean of all, or in two scenarios at least: in one alone it happens by chance.
        """
        falls = [Course(list(costs)).fall() for costs in self.costs.values()]
        least = math.log(1 - COMPILED[-1][0])
        return statistics.fmean(falls) < least or sum(f < least for f in falls) >= MIN_FALLEN

    def is_reached(self, courses: Mapping[str, Course]) -> bool:
        """Tell whether another start of the same service is as cheap as this one became.

        Where nothing is compiled the machine may be slower now, or the lane's cores be shared; but
        all scenarios alike.
        """
        slices = min(len(course.costs) for course in courses.values())
        loaded = sum(course.seconds for course in courses.values())
        if slices < MIN_SLICES_KNOWN or loaded < MIN_SECONDS_KNOWN:
            return False
        above = self._above(courses)
        mean, most = statistics.fmean(above), max(above)
        if not self.compiled:
            return mean < TOLERANCE and most - mean < TOLERANCE
        return most < TOLERANCE and mean < MEAN_TOLERANCE

    def is_far(self, courses: Mapping[str, Course], seconds: float) -> bool:
        """Tell whether another start, after so many seconds, has still to be compiled.

        A compiler that has not begun leaves costs as level as one that has ended: .NET was taken
        for warm on its first tier, at four times what it had come to before.
        """
        mean = statistics.fmean(self._above(courses))
        return self.compiled and mean > math.log(FAR) and seconds < FAR_TIMES * self.seconds

    def _above(self, courses: Mapping[str, Course]) -> list[float]:
        return [_log_ratio(c.costs[-2:], self.costs[name][-2:]) for name, c in courses.items()]


def warm(
    entrant: Entrant,
    scenarios: Sequence[Scenario],
    berth: Berth,
    cancelled: threading.Event,
    known: Warmup | None = None,
    rest: Callable[[float], None] = time.sleep,
) -> Warmup:
    """Drive a service through `scenarios` until it has settled, the limit, or `cancelled`.

    What still falls is driven alone; at the end all are driven once more, since one
    scenario's compiled code may be thrown away when another comes. `known` is an earlier start's
    warm-up that settled: a service that has become as cheap as it did then is warm. `rest` is
    called for so many seconds between cycles, when the service needs no load.
    """
    began = time.monotonic()
    closed = {
        s.id: replace(s, connections=min(s.connections, SLICE_CONNECTIONS))
        for s in scenarios
        if not s.is_open
    }
    courses = {name: Course() for name in closed}
    falling, compiles, rising, far, cycles = list(closed), False, False, False, 0
    early = MIN_SLICES_KNOWN if known and not known.compiled else 0
    while True:
        cycles += 1
        whole = len(falling) == len(closed)
        length = SLICE_SECONDS if whole else ALONE_SECONDS
        repeats = max(1, CYCLE_SLICES // len(falling))
        slices = [_slice(closed[n], length) for _ in range(repeats) for n in falling]
        long = 0 < cycles - early <= LONG_RESTS or compiles or rising or far
        pause = LONG_REST_SECONDS if long else REST_SECONDS
        background = _cycle(entrant, slices, berth, courses, pause=pause, rest=rest)
        compiles = background > BACKGROUND_SHARE
        falling, rising = unsettled(courses), is_rising(courses.values())
        reached = known is not None and known.is_reached(courses) and not compiles
        seconds = time.monotonic() - began - berth.waited
        level = whole and not falling and not compiles
        far = level and known is not None and known.is_far(courses, seconds)
        settled = reached or (level and not far)
        over = seconds > LIMIT_SECONDS or cancelled.is_set()
        enough = asked_enough(courses.values()) and (not rising or seconds > RISING_SECONDS)
        if over or reached or (settled and enough):
            costs = {name: tuple(course.costs) for name, course in courses.items()}
            return Warmup(settled and not rising, seconds, costs, berth.cpus)
        falling = falling or list(closed)


@dataclass(frozen=True)
class Wake:
    """How a service was woken, in CPU seconds a request.

    `means` has each cycle's geometric mean over the scenarios, `costs` the least of each
    scenario.
    """

    means: Sequence[float]
    costs: Mapping[str, float]


def wake(
    entrant: Entrant,
    scenarios: Sequence[Scenario],
    berth: Berth,
    cancelled: threading.Event,
    warmed: float,
    best: float | None = None,
) -> Wake:
    """Drive a warm service that has waited for others until it is as cheap as it was.

    While nobody asks, garbage collectors give heaps back and compiled code is dropped with
    them: after two minutes a Node.js service was seen to need six seconds. `warmed` is the mean at
    the end of its warm-up, `best` the least that earlier starts were woken to, if there were any.
    """
    began = time.monotonic()
    closed = _glimpses(scenarios)
    means: list[float] = []
    courses = {scenario.id: Course() for scenario in closed}
    while not is_awake(means, warmed, best):
        _cycle(entrant, closed, berth, courses, lead=WAKE_LEAD_SECONDS)
        means.append(statistics.geometric_mean(c.costs[-1] for c in courses.values()))
        if time.monotonic() - began - berth.waited > WAKE_LIMIT_SECONDS or cancelled.is_set():
            break
    return Wake(tuple(means), {name: min(c.costs) for name, c in courses.items()})


def stir(entrant: Entrant, scenarios: Sequence[Scenario], berth: Berth) -> None:
    """Drive a warm service through all scenarios once, so that it does not fall asleep."""
    closed = _glimpses(scenarios)
    _cycle(entrant, closed, berth, {scenario.id: Course() for scenario in closed}, pause=0.0)


def is_awake(means: Sequence[float], warmed: float, best: float | None = None) -> bool:
    """Tell from each cycle's mean cost whether a service is awake."""
    if not means:
        return False
    if best is not None:
        return means[-1] <= NEAR * min(best, *means)
    if means[-1] <= warmed:
        return True
    least = list(itertools.accumulate(means, min))
    calm = [mean > (1 - WAKE_STEP) * low for low, mean in zip(least, means[1:], strict=False)]
    return len(calm) >= 2 and all(calm[-2:])


def _glimpses(scenarios: Sequence[Scenario]) -> list[Scenario]:
    """Return what a warm service is asked while it waits, and when it is woken."""
    return [_slice(s, WAKE_SECONDS) for s in scenarios if not s.is_open]


def _slice(scenario: Scenario, seconds: float) -> Scenario:
    """Return a slice of so many seconds, or longer as the scenario's blocks are, up to
    ALONE_SECONDS: what waits for others has few requests in each."""
    longer = seconds * scenario.seconds / BLOCK_SECONDS
    return replace(scenario, seconds=max(seconds, min(longer, ALONE_SECONDS)))


def _cycle(
    entrant: Entrant,
    slices: Sequence[Scenario],
    berth: Berth,
    courses: Mapping[str, Course],
    lead: float = 0.0,
    pause: float = REST_SECONDS,
    rest: Callable[[float], None] = time.sleep,
) -> float:
    """Run `slices`, then let the service rest for `pause` seconds.

    Returns the CPU that it used in the rest, as a share of that under load.
    """
    process = entrant.running().process
    began = cpu_seconds(process)
    for one in slices:
        with berth.turn() as generator:
            load, cpu = cost_of_load(entrant, one, generator, lead=lead, timeout_s=3.0)
        cost = max(cpu, 1e-6) / max(load.completed, 1)
        courses[one.id].add(cost, load.completed, load.elapsed)
    loaded = cpu_seconds(process)
    # .NET compiles what became hot once there has been no new code for a while; let it.
    rest(pause)
    rested = wait_until_quiet(process, limit=REST_LIMIT_SECONDS)
    return (rested - loaded) / max(loaded - began, 1e-6)


def _log_ratio(costs: Sequence[float], before: Sequence[float]) -> float:
    return math.log(statistics.geometric_mean(costs) / statistics.geometric_mean(before))
