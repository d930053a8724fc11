"""A campaign: rounds until the intervals are narrow enough or the budget is spent."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bakeoff.lab.block import measure_block
from bakeoff.lab.cpu import memory_bytes
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.events import Failed, Listener, Measured, Resumed, RoundEnded
from bakeoff.lab.lanes import Lane
from bakeoff.lab.residence import resident
from bakeoff.lab.results import UNITS, Results, analyse, more_starts, uncertain
from bakeoff.lab.schedule import Pace, laps
from bakeoff.lab.settings import FEWEST_STARTS, MIN_FOR_INTERVAL, MIN_STARTS, Settings
from bakeoff.lab.starter import Starter
from bakeoff.lab.store import Store


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
        self._generator = lanes[0].generator
        self._store = store
        self._session = session
        self._tell = tell
        self._blocks = list(store.blocks())
        self._starter = Starter(settings.scenarios, lanes, self._note, tell, self._give_up)
        self._starter.recall(store)
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
            self._stop_all()
            self._starter.start_all(start, list(self._active().values()))
            with self._resident(start):
                self._starter.warm_all(start, list(self._active().values()))
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
        self._pace.share_of_start = self._starter.share(active, self._entrants)
        self._pace.share_of_round = len(active) / len(self._entrants)
        self._pace.with_latency = not self._resting
        return self._pace.goes_on(time.monotonic() - self._began, starts, round_)

    def _active(self) -> dict[str, Entrant]:
        """Return the entrants that take part in this start."""
        return {n: e for n, e in self._entrants.items() if n not in self._resting}

    def _rounds(self) -> int:
        """Return how many rounds this start gets; where some rest the others get starts."""
        return 1 if self._resting else self._pace.rounds_per_start()

    def _over(self, round_: int) -> bool:
        if self._settings.rounds:
            return round_ >= self._settings.rounds
        return time.monotonic() > self._began + self._settings.budget

    @contextmanager
    def _resident(self, start: int) -> Iterator[None]:
        """Keep the entrants' programs in memory, and note how much of them could be."""
        with resident(e.running().process for e in self._active().values()) as size:
            self._note("resident", str(start), size)
            yield

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
        self._note("round", str(round_), seconds)
        self._tell(RoundEnded(round_, self.results(), self._left(start)))

    def _note_memory(self, start: int) -> None:
        for name, entrant in self._active().items():
            used = {"start": start, "bytes": memory_bytes(entrant.running().process)}
            self._note("memory", name, used)

    def _measure(self, name: str, scenario: str, start: int, round_: int) -> None:
        entrant = self._entrants.get(name)
        if entrant is None:
            return
        seed = self._settings.seed * 1_000_003 + round_
        block = measure_block(
            entrant,
            self._scenarios[scenario],
            self._generator,
            start,
            round_,
            seed,
            self._starter.least(name, scenario),
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
        self._note("failure", entrant.name, reason)
        self._tell(Failed(entrant.name, reason))

    def _note(self, kind: str, name: str, content: object) -> None:
        self._store.note(self._session, kind, name, content)
