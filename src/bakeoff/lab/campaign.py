"""A campaign: rounds until the intervals are narrow enough or the budget is spent."""

import math
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict

from bakeoff.base.errors import BakeoffError
from bakeoff.lab.block import measure_block
from bakeoff.lab.cpu import memory_bytes
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.events import (
    Failed,
    Listener,
    Measured,
    Resumed,
    RoundEnded,
    Started,
    Woken,
)
from bakeoff.lab.lanes import Berth, Lane, Waiting, drive_all, takes, warming_order
from bakeoff.lab.residence import resident
from bakeoff.lab.results import UNITS, Results, analyse, more_starts, uncertain
from bakeoff.lab.schedule import Pace, laps
from bakeoff.lab.settings import FEWEST_STARTS, MIN_FOR_INTERVAL, MIN_STARTS, Settings
from bakeoff.lab.store import Store
from bakeoff.lab.warmup import FRESH_SECONDS, STIR_SECONDS, Wake, Warmup, stir, wake, warm


class Campaign:
    """Measures entrants against the yardstick, twice among them, and keeps every block.

    What was kept by an earlier, interrupted session of the same campaign counts: its rounds
    are not measured again, and a round that it left half done is completed in a new session,
    yardsticks included, so that every block has its unit close by.
    """

    def __init__(
        self,
        settings: Settings,
        entrants: Sequence[Entrant],
        lanes: Sequence[Lane],
        store: Store,
        session: str,
        tell: Listener,
    ) -> None:
        self._settings = settings
        self._entrants = {entrant.name: entrant for entrant in entrants}
        self._scenarios = {scenario.id: scenario for scenario in settings.scenarios}
        self._costs = [s.id for s in settings.scenarios if not s.is_open]
        self._resting: set[str] = set()
        self._lanes = lanes
        self._warmed: dict[str, Warmup] = {}
        # by lane: beside the database on one core, a request may take half as much or twice
        self._settled: dict[str, dict[tuple[int, ...], Warmup]] = {}
        self._best: dict[str, float] = {}
        self._started: dict[str, float] = {}
        # the least that a scenario ever cost a service that was woken
        self._awake: dict[tuple[str, str], float] = {}
        self._store = store
        self._session = session
        self._tell = tell
        self._blocks = list(store.blocks())
        for name, woken in store.notes("wake"):
            self._learn(name, Wake(woken["means"], woken["costs"]))
        for name, note in store.notes("warmup"):
            self._settle(name, Warmup(**note))
        self._pace = Pace(settings.budget, settings.rounds, settings.rounds_per_start)
        self._began = time.monotonic() - sum(float(seconds) for _, seconds in store.notes("round"))

    def run(self) -> Results:
        """Measure until done; return the results.

        Raises:
            LabError: the load generator or the store failed; what was measured is kept.
        """
        if self._blocks:
            self._tell(Resumed(len(self._blocks)))
        round_ = len(self._store.notes("round"))
        half_done = [b.start for _, b in self._blocks if b.round > round_]
        starts = len({b.start for _, b in self._blocks if b.round <= round_})
        start = half_done[0] if half_done else starts + 1
        while self._goes_on(starts, round_):
            began = time.monotonic()
            seconds = self._start_all(start)
            with self._resident(start):
                self._warm_all(start, seconds)
            self._pace.started(time.monotonic() - began)
            measured = 0
            # a start that was begun has its round, though warming may have taken too long
            while measured == 0 or (measured < self._rounds() and not self._over(round_)):
                round_, measured = round_ + 1, measured + 1
                with self._resident(start):
                    self._round(start, round_, first=measured == 1)
                if measured == 1:
                    self._note_memory(start)
            start, starts = start + 1, max(starts, start)
            if starts == MIN_STARTS:
                target = self._settings.target
                self._pace.wanted_starts = more_starts(self._blocks, self._costs, target)
        self._stop_all()
        return self.results()

    def results(self) -> Results:
        """Return the results of the blocks so far."""
        first_stage = None if self._settings.rounds else MIN_STARTS
        return analyse(self._blocks, self._costs, first_stage)

    def _goes_on(self, starts: int, round_: int) -> bool:
        """Choose who takes part in the next start; tell whether there is one.

        Where the budget is too short for the first stage, those who are known best rest, and of
        the others, the widest first, all take part whom the time that is left still holds.
        """
        short = self._pace.is_short()
        if not self._resting and (starts < FEWEST_STARTS or not short):
            pays = self._pays(starts, round_)
            if pays or starts < MIN_FOR_INTERVAL or not short:
                return pays
        self._resting = set(self._entrants) - set(UNITS)
        for name in uncertain(self.results(), self._settings.target):
            self._resting.discard(name)
            if not self._pays(starts, round_):
                self._resting.add(name)
        return self._pays(starts, round_)

    def _pays(self, starts: int, round_: int) -> bool:
        """Tell whether anybody takes part in one more start, and the budget holds it."""
        active = self._active()
        if len(active) <= len(UNITS):
            return False
        whole, part = self._warming(self._entrants), self._warming(active)
        if whole:
            lanes = len(self._lanes)
            self._pace.share_of_start = takes(part.values(), lanes) / takes(whole.values(), lanes)
            self._pace.share_of_round = len(active) / len(self._entrants)
            self._pace.with_latency = not self._resting
        return self._pace.goes_on(time.monotonic() - self._began, starts, round_)

    def _active(self) -> dict[str, Entrant]:
        """Return the entrants that take part in this start."""
        return {n: e for n, e in self._entrants.items() if n not in self._resting}

    def _warming(self, names: Iterable[str]) -> dict[str, float]:
        """Return the seconds that the last warm-up took, of those that have had one."""
        return {name: self._warmed[name].seconds for name in names if name in self._warmed}

    def _rounds(self) -> int:
        """Return how many rounds this start gets; where some rest the others get starts."""
        return 1 if self._resting else self._pace.rounds_per_start()

    def _over(self, round_: int) -> bool:
        if self._settings.rounds:
            return round_ >= self._settings.rounds
        return time.monotonic() > self._began + self._settings.budget

    def _start_all(self, start: int) -> dict[str, float]:
        """Start all entrants one by one, undisturbed; return how many seconds each took."""
        self._stop_all()
        seconds: dict[str, float] = {}
        for entrant in self._active().values():
            try:
                seconds[entrant.name] = entrant.start()
                self._started[entrant.name] = time.monotonic()
            except BakeoffError as error:
                self._give_up(entrant, str(error))
                continue
            note = {
                "start": start,
                "seconds": seconds[entrant.name],
                "memory": entrant.idle_memory,
            }
            self._store.note(self._session, "start", entrant.name, note)
        return seconds

    @contextmanager
    def _resident(self, start: int) -> Iterator[None]:
        """Keep the entrants' programs in memory, and note how much of them could be."""
        with resident(e.running().process for e in self._active().values()) as size:
            self._store.note(self._session, "resident", str(start), size)
            yield

    def _warm_all(self, start: int, seconds: Mapping[str, float]) -> None:
        """Warm all entrants, then wake those that have fallen asleep meanwhile.

        The first to be warm have waited minutes for the last (docs/decisions/0013).
        """
        known = self._warming(self._active())
        if len(known) < len(self._active()):
            known = dict(seconds)  # who takes long to start takes long to get warm
        sleepers = {name for name in known if self._falls_asleep(name)}
        order = [self._entrants[n] for n in warming_order(known, sleepers, len(self._lanes))]
        home = self._lanes[0].cpus
        scenarios = self._settings.scenarios
        waiting = Waiting()
        for entrant, warmup in drive_all(
            order,
            lambda e, berth, end: self._warm(e, berth, end, waiting),
            self._lanes,
            home,
            self._refresh,
        ):
            if isinstance(warmup, BakeoffError):
                self._give_up(entrant, str(warmup))
                continue
            self._warmed[entrant.name] = warmup
            self._settle(entrant.name, warmup)
            self._store.note(self._session, "warmup", entrant.name, asdict(warmup))
            self._tell(Started(entrant.name, start, seconds[entrant.name], warmup))
        asleep = [e for e in order if e.name in self._entrants and self._falls_asleep(e.name)]
        # on the first lane alone, whose costs are those of the round to come
        for entrant, woken in drive_all(
            asleep,
            lambda e, berth, end: wake(
                e, scenarios, berth, end, self._warmed[e.name].mean, self._best.get(e.name)
            ),
            self._lanes[:1],
            home,
        ):
            if isinstance(woken, BakeoffError):
                self._give_up(entrant, str(woken))
                continue
            self._learn(entrant.name, woken)
            self._store.note(self._session, "wake", entrant.name, {"start": start, **asdict(woken)})
            self._tell(Woken(entrant.name, start))
        for entrant in self._active().values():
            entrant.mark_idle()

    def _refresh(self, entrant: Entrant) -> None:
        """Start an entrant again that has waited so long for its turn that it is not fresh."""
        if time.monotonic() - self._started[entrant.name] > FRESH_SECONDS:
            entrant.stop()
            entrant.start()

    def _warm(
        self, entrant: Entrant, berth: Berth, cancelled: threading.Event, waiting: Waiting
    ) -> Warmup:
        """Warm one entrant, and while it rests stir those who have waited for long."""
        scenarios = self._settings.scenarios

        def rest(seconds: float) -> None:
            end = time.monotonic() + seconds
            while (name := waiting.take(STIR_SECONDS)) and not cancelled.is_set():
                # who has died is given up where it is woken
                with suppress(BakeoffError):
                    stir(self._entrants[name], scenarios, berth)
            time.sleep(max(0.0, end - time.monotonic()))

        known = self._known(entrant.name, berth.cpus)
        warmup = warm(entrant, scenarios, berth, cancelled, known, rest)
        if warmup.compiled:
            waiting.add(entrant.name)
        return warmup

    def _falls_asleep(self, name: str) -> bool:
        """Tell whether a warm service that waits has to be woken: not if it compiles nothing."""
        settled = self._settled.get(name)
        return not settled or min(settled.values(), key=lambda w: w.mean).compiled

    def _learn(self, name: str, woken: Wake) -> None:
        """Keep the least costs that a service was ever woken to: their mean, and each."""
        self._best[name] = min(*woken.means, self._best.get(name, math.inf))
        for scenario, cost in woken.costs.items():
            key = name, scenario
            self._awake[key] = min(cost, self._awake.get(key, math.inf))

    def _settle(self, name: str, warmup: Warmup) -> None:
        """Keep the cheapest of a service's warm-ups that settled on the same lane."""
        if not warmup.settled:
            return
        settled, cpus = self._settled.setdefault(name, {}), tuple(warmup.cpus)
        if cpus not in settled or warmup.mean < settled[cpus].mean:
            settled[cpus] = warmup

    def _known(self, name: str, cpus: tuple[int, ...]) -> Warmup | None:
        """Return the warm-up that settled on the same lane, or if there is none on another."""
        settled = self._settled.get(name, {})
        return settled.get(cpus) or next(iter(settled.values()), None)

    def _stop_all(self) -> None:
        for entrant in self._entrants.values():
            entrant.stop()

    def _round(self, start: int, round_: int, first: bool) -> None:
        """Measure one round; latency, which takes long, in the first one of a start of all."""
        began, latency = time.monotonic(), 0.0
        scenarios = list(self._scenarios) if first and not self._resting else self._costs
        for scenario, order in laps(self._settings.seed, round_, scenarios, sorted(self._active())):
            kept = {
                block.entrant
                for _, block in self._blocks
                if (block.scenario, block.round) == (scenario, round_)
            }
            missing = [name for name in order if name not in kept]
            if not missing:
                continue
            before = time.monotonic()
            for name in order:
                if name in missing or name in UNITS:
                    self._measure(name, scenario, start, round_)
            if self._scenarios[scenario].is_open:
                latency += time.monotonic() - before
        seconds = time.monotonic() - began
        self._pace.measured(seconds, latency)
        self._store.note(self._session, "round", str(round_), seconds)
        self._tell(RoundEnded(round_, self.results(), self._left(start)))

    def _note_memory(self, start: int) -> None:
        for name, entrant in self._active().items():
            used = {"start": start, "bytes": memory_bytes(entrant.running().process)}
            self._store.note(self._session, "memory", name, used)

    def _measure(self, name: str, scenario: str, start: int, round_: int) -> None:
        entrant = self._entrants.get(name)
        if entrant is None:
            return
        seed = self._settings.seed * 1_000_003 + round_
        block = measure_block(
            entrant,
            self._scenarios[scenario],
            self._lanes[0].generator,
            start,
            round_,
            seed,
            self._awake.get((name, scenario)),
        )
        self._store.add(self._session, block)
        self._blocks.append((self._session, block))
        self._tell(Measured(block, self._left(start - 1)))
        if not entrant.running().is_running():
            self._give_up(entrant, f"it died under the load of {scenario}")

    def _left(self, starts: int) -> float:
        return self._pace.left(time.monotonic() - self._began, starts)

    def _give_up(self, entrant: Entrant, reason: str) -> None:
        entrant.stop()
        del self._entrants[entrant.name]
        self._store.note(self._session, "failure", entrant.name, reason)
        self._tell(Failed(entrant.name, reason))
