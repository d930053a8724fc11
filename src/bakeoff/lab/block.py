"""One block: a fraction of a second of one scenario on one service."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bakeoff.lab.cpu import cpu_seconds, wait_until_quiet
from bakeoff.lab.entrant import Entrant
from bakeoff.lab.errors import BlockFailedError
from bakeoff.lab.generator import Generator, Load
from bakeoff.lab.proof import Work, check_samples, expected_sizes, expected_work, read_work
from bakeoff.lab.scenario import CLOSED, Scenario

SETTLE_SECONDS = 0.02
# Lead-ins open the connections, and wake what a service has let go while others were measured:
# caches, idle workers, its own connections to elsewhere, compiled code (docs/decisions/0013).
LEAD_SECONDS = 0.2
LEADS_LIMIT_SECONDS = 6.0
# What a lead-in may cost above what the scenario cost when the service was awake.
AWAKE_SHARE = 1.2


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


def cost_of_load(
    entrant: Entrant,
    scenario: Scenario,
    generator: Generator,
    ready: Callable[[], None] | None = None,
    expected: Sequence[Mapping[str, int]] | None = None,
    lead: float = LEAD_SECONDS,
    awake: float | None = None,
    **plan: Any,
) -> tuple[Load, float]:
    """Put a load on a running service; return it and the service's CPU seconds for it.

    A lead-in of `lead` seconds, a closed loop, goes before and does not count. It is repeated
    while its requests cost much more than `awake`, CPU seconds each, as something is being
    woken then. The CPU is read in silence, before and after the load; `ready` is called at
    the first reading. With a lead of 0 there is none: the service has to be silent already, and
    `ready` is not called. `expected` is what `generator` takes as right answers, by default those
    of the contract.
    """
    process, url = entrant.running().process, entrant.running().url
    right = expected_sizes(scenario) if expected is None else expected
    end = time.monotonic() + LEADS_LIMIT_SECONDS
    used = cpu_seconds(process)

    def read() -> None:
        nonlocal used
        if ready is not None:
            ready()
        used = wait_until_quiet(process)

    def begins(completed: int) -> bool:
        nonlocal used
        before, used = used, wait_until_quiet(process)
        cost = (used - before) / max(completed, 1)
        if awake is not None and cost > AWAKE_SHARE * awake and time.monotonic() < end:
            return False
        read()
        return True

    if scenario.is_open:
        generator.run(replace(scenario, shape=CLOSED, seconds=lead), url, right)
        generator.hang_up()
        read()
        load = generator.run(scenario, url, right, **plan)
    else:
        load = generator.run(scenario, url, right, begins, lead_s=lead, **plan)
    return load, wait_until_quiet(process) - used


def measure_block(
    entrant: Entrant,
    scenario: Scenario,
    generator: Generator,
    start: int,
    round_: int,
    seed: int,
    awake: float | None = None,
) -> Block:
    """Put one block of load on a running service and account for it.

    `awake` is what a request of the scenario cost when the service was woken, in CPU seconds.
    """
    service, server = entrant.running(), entrant.server
    time.sleep(SETTLE_SECONDS)
    began_at, steal = time.time(), steal_seconds()
    idle_cpu, idle_seconds = entrant.idle_since_last()
    work: Work | None = None
    database_cpu: float | None = None

    def ready() -> None:
        nonlocal work, database_cpu
        work = read_work(server, service.database)
        database_cpu = wait_until_quiet(server.process, 0.05) if server.process else None

    load, cpu = cost_of_load(entrant, scenario, generator, ready, awake=awake, seed=seed)
    if server.process is not None and database_cpu is not None:
        database_cpu = wait_until_quiet(server.process, limit=0.05) - database_cpu
    entrant.mark_idle()
    done = read_work(server, service.database)
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
