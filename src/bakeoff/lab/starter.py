"""Start entrants, warm them and wake them; what one start shows is known to the next."""

import math
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict

from bakeoff.base.errors import BakeoffError
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.events import Listener, Started, Woken
from bakeoff.lab.lanes import Berth, Lane, Waiting, drive_all, takes, warming_order
from bakeoff.lab.scenario import Scenario
from bakeoff.lab.store import Store
from bakeoff.lab.warmup import FRESH_SECONDS, STIR_SECONDS, Wake, Warmup, stir, wake, warm


class Starter:
    """Brings the entrants of a start to where they can be measured.

    `note` keeps something about an entrant (kind, name, content); `give_up` is told of each that
    cannot be started or dies.
    """

    def __init__(
        self,
        scenarios: Sequence[Scenario],
        lanes: Sequence[Lane],
        note: Callable[[str, str, object], None],
        tell: Listener,
        give_up: Callable[[Entrant, str], None],
    ) -> None:
        self._scenarios = scenarios
        self._lanes = lanes
        self._note = note
        self._tell = tell
        self._give_up = give_up
        # of each one's last start: when it was up, after how many seconds, and its warm-up
        self._up: dict[str, float] = {}
        self._seconds: dict[str, float] = {}
        self._warmed: dict[str, Warmup] = {}
        # by lane: beside the database on one core, a request may take half as much or twice
        self._settled: dict[str, dict[tuple[int, ...], Warmup]] = {}
        # the least that a service was ever woken to: the mean of all scenarios, and each
        self._best: dict[str, float] = {}
        self._least: dict[tuple[str, str], float] = {}

    def recall(self, store: Store) -> None:
        """Learn from the starts of the same campaign that an earlier session kept."""
        for name, woken in store.notes("wake"):
            self._learn(name, Wake(woken["means"], woken["costs"]))
        for name, note in store.notes("warmup"):
            self._settle(name, Warmup(**note))

    def start_all(self, start: int, entrants: Iterable[Entrant]) -> None:
        """Start entrants one by one, undisturbed."""
        for entrant in entrants:
            try:
                self._seconds[entrant.name] = entrant.start()
            except BakeoffError as error:
                self._give_up(entrant, str(error))
                continue
            self._up[entrant.name] = time.monotonic()
            note = {
                "start": start,
                "seconds": self._seconds[entrant.name],
                "memory": entrant.idle_memory,
            }
            self._note("start", entrant.name, note)

    def warm_all(self, start: int, entrants: Collection[Entrant]) -> None:
        """Warm entrants that are up, then wake those that have fallen asleep meanwhile.

        The first to be warm have waited minutes for the last (docs/decisions/0013).
        """
        known = {e.name: self._warmed[e.name].seconds for e in entrants if e.name in self._warmed}
        if len(known) < len(entrants):
            # who takes long to start takes long to get warm
            known = {entrant.name: self._seconds[entrant.name] for entrant in entrants}
        sleepers = {name for name in known if self._falls_asleep(name)}
        by_name = {entrant.name: entrant for entrant in entrants}
        order = [by_name[name] for name in warming_order(known, sleepers, len(self._lanes))]
        home = self._lanes[0].cpus
        waiting, alive = Waiting(), dict(by_name)

        def warm_one(entrant: Entrant, berth: Berth, cancelled: threading.Event) -> Warmup:
            return self._warm(entrant, berth, cancelled, waiting, by_name)

        for entrant, warmup in drive_all(order, warm_one, self._lanes, home, self._refresh):
            if isinstance(warmup, BakeoffError):
                del alive[entrant.name]
                self._give_up(entrant, str(warmup))
                continue
            self._warmed[entrant.name] = warmup
            self._settle(entrant.name, warmup)
            self._note("warmup", entrant.name, asdict(warmup))
            self._tell(Started(entrant.name, start, self._seconds[entrant.name], warmup))
        asleep = [e for e in order if e.name in alive and self._falls_asleep(e.name)]
        # on the first lane alone, whose costs are those of the round to come
        for entrant, woken in drive_all(asleep, self._wake, self._lanes[:1], home):
            if isinstance(woken, BakeoffError):
                del alive[entrant.name]
                self._give_up(entrant, str(woken))
                continue
            self._learn(entrant.name, woken)
            self._note("wake", entrant.name, {"start": start, **asdict(woken)})
            self._tell(Woken(entrant.name, start))
        for entrant in alive.values():
            entrant.mark_idle()

    def share(self, part: Iterable[str], whole: Iterable[str]) -> float:
        """Return which share of the time that `whole` takes to be warm `part` takes alone."""
        every = [self._warmed[name].seconds for name in whole if name in self._warmed]
        some = [self._warmed[name].seconds for name in part if name in self._warmed]
        lanes = len(self._lanes)
        return takes(some, lanes) / takes(every, lanes) if some else 1.0

    def least(self, name: str, scenario: str) -> float | None:
        """Return the least that a scenario ever cost a service that was woken, if it was."""
        return self._least.get((name, scenario))

    def _refresh(self, entrant: Entrant) -> None:
        """Start an entrant again that has waited so long for its turn that it is not fresh."""
        if time.monotonic() - self._up[entrant.name] > FRESH_SECONDS:
            entrant.stop()
            entrant.start()

    def _warm(
        self,
        entrant: Entrant,
        berth: Berth,
        cancelled: threading.Event,
        waiting: Waiting,
        others: Mapping[str, Entrant],
    ) -> Warmup:
        """Warm one entrant, and while it rests stir those who have waited for long."""

        def rest(seconds: float) -> None:
            end = time.monotonic() + seconds
            while (name := waiting.take(STIR_SECONDS)) and not cancelled.is_set():
                # who has died is given up where it is woken
                with suppress(BakeoffError):
                    stir(others[name], self._scenarios, berth)
            time.sleep(max(0.0, end - time.monotonic()))

        known = self._known(entrant.name, berth.cpus)
        warmup = warm(entrant, self._scenarios, berth, cancelled, known, rest)
        if warmup.compiled:
            waiting.add(entrant.name)
        return warmup

    def _wake(self, entrant: Entrant, berth: Berth, cancelled: threading.Event) -> Wake:
        warmed, best = self._warmed[entrant.name].mean, self._best.get(entrant.name)
        return wake(entrant, self._scenarios, berth, cancelled, warmed, best)

    def _falls_asleep(self, name: str) -> bool:
        """Tell whether a warm service that waits has to be woken: not if it compiles nothing."""
        settled = self._settled.get(name)
        return not settled or min(settled.values(), key=lambda w: w.mean).compiled

    def _known(self, name: str, cpus: tuple[int, ...]) -> Warmup | None:
        """Return the warm-up that settled on the same lane, or if there is none on another."""
        settled = self._settled.get(name, {})
        return settled.get(cpus) or next(iter(settled.values()), None)

    def _settle(self, name: str, warmup: Warmup) -> None:
        """Keep the cheapest of a service's warm-ups that settled on the same lane."""
        if not warmup.settled:
            return
        settled, cpus = self._settled.setdefault(name, {}), tuple(warmup.cpus)
        if cpus not in settled or warmup.mean < settled[cpus].mean:
            settled[cpus] = warmup

    def _learn(self, name: str, woken: Wake) -> None:
        self._best[name] = min(*woken.means, self._best.get(name, math.inf))
        for scenario, cost in woken.costs.items():
            key = name, scenario
            self._least[key] = min(cost, self._least.get(key, math.inf))
