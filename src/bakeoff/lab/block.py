"""One block: a fraction of a second of one scenario on one service."""

import math
import time
from dataclasses import dataclass

from bakeoff.lab.cpu import cpu_seconds, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.errors import BlockFailedError
from bakeoff.lab.generator import Generator, Load
from bakeoff.lab.proof import Work, check_samples, expected_sizes, expected_work, read_work
from bakeoff.lab.scenario import Scenario

SETTLE_SECONDS = 0.02


@dataclass(frozen=True)
class Block:
    """What one block gave. CPU in seconds for the whole block, `elapsed` in seconds.

    `idle_cpu` is what the service used between its last block and this one, with nobody
    asking: work put off until later shows there. `warning` tells of doubts about the load
    generator, `failure` why the block does not count.
    """

    entrant: str
    scenario: str
    start: int
    round: int
    at: float
    completed: int
    elapsed: float
    cpu: float
    database_cpu: float | None
    generator_cpu: float
    idle_cpu: float
    idle_seconds: float
    steal: float
    histogram: tuple[tuple[int, int], ...]
    start_error_p99: float | None
    warning: str
    failure: str

    @property
    def log_cost(self) -> float | None:
        """Logarithm of CPU seconds a request; None where the block does not count."""
        if self.failure or not self.completed or self.cpu <= 0:
            return None
        return math.log(self.cpu / self.completed)

    @property
    def log_database_cost(self) -> float | None:
        """The same for the database's CPU; None where it is not known."""
        if self.failure or not self.completed or not self.database_cpu:
            return None
        return math.log(self.database_cpu / self.completed)


def measure_block(
    entrant: Entrant, scenario: Scenario, generator: Generator, start: int, round_: int, seed: int
) -> Block:
    """Put one block of load on a running service and account for it."""
    service, database = entrant.running(), entrant.server.process
    time.sleep(SETTLE_SECONDS)
    began_at, steal = time.time(), steal_seconds()
    idle_cpu, idle_seconds = entrant.idle_since_last()
    work = read_work(entrant.server, service.database)
    cpu = cpu_seconds(service.process)
    database_cpu = cpu_seconds(database) if database else None
    load = generator.run(scenario, service.url, expected_sizes(scenario), seed=seed)
    cpu = wait_until_quiet(service.process) - cpu
    if database is not None and database_cpu is not None:
        database_cpu = wait_until_quiet(database, limit=0.05) - database_cpu
    entrant.mark_idle()
    done = read_work(entrant.server, service.database)
    return Block(
        entrant=entrant.name,
        scenario=scenario.id,
        start=start,
        round=round_,
        at=began_at,
        completed=load.completed,
        elapsed=load.elapsed,
        cpu=cpu,
        database_cpu=database_cpu,
        generator_cpu=load.cpu,
        idle_cpu=idle_cpu,
        idle_seconds=idle_seconds,
        steal=steal_seconds() - steal,
        histogram=load.histogram,
        start_error_p99=load.start_error_p99,
        warning=load.warning,
        failure=_failure(entrant, scenario, load, work, done),
    )


def steal_seconds() -> float:
    """Return the seconds that the hypervisor has kept our cores from us since boot."""
    with open("/proc/stat", encoding="ascii") as file:  # noqa: PTH123
        fields = file.readline().split()
    return int(fields[8]) / 100 if len(fields) > 8 else 0.0


def _failure(
    entrant: Entrant, scenario: Scenario, load: Load, before: Work | None, after: Work | None
) -> str:
    if not entrant.running().is_running():
        return "the service died"
    if load.failures or not load.completed:
        return load.first_error or f"{load.failures} requests had no answer"
    try:
        check_samples(load)
        if before is not None and after is not None:
            expected_work(scenario, load).check(after.since(before))
    except BlockFailedError as error:
        return str(error)
    return ""
