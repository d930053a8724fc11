"""Hold running services of the services layer to the contract, several side by side."""

import threading
from collections import deque
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue

from bakeoff.base.errors import BakeoffError
from bakeoff.catalog.manifest import Framework
from bakeoff.contract.run import CheckResult, known_checks, run_checks
from bakeoff.contract.subject import Stopped, Subject
from bakeoff.services.errors import last_lines
from bakeoff.services.service import Service, start_service
from bakeoff.services.stage import Prepared, Stage, prepare
from bakeoff.services.upstream import Upstream, start_upstream

# Checks wait more than they compute: for idle connections, for clocks to go on.
SIDE_BY_SIDE = 3


@dataclass(frozen=True)
class Checked:
    """What the checks found on one framework's service, or why they could not be run."""

    framework: Framework
    prepared: Prepared | None
    results: tuple[CheckResult, ...]
    error: BakeoffError | None = None

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        """The results of the checks that failed."""
        return tuple(result for result in self.results if result.outcome == "failed")


def check_all(
    stage: Stage,
    frameworks: Sequence[Framework],
    workers: int,
    pool: int,
    only: Collection[str] | None = None,
) -> Iterator[Checked]:
    """Build each framework's service and check it, beside the others; yield them in order.

    Raises:
        ContractError: `only` names no check.
    """
    known_checks(only)
    # each with an upstream of its own, whose requests are counted
    upstreams: SimpleQueue[Upstream] = SimpleQueue()
    upstreams.put(stage.upstream)
    for _ in range(min(SIDE_BY_SIDE, len(frameworks)) - 1):
        upstreams.put(start_upstream(stage.run, stage.cores.rest, stage.say))
    cancelled = threading.Event()

    def check(framework: Framework, prepared: Prepared) -> Checked:
        upstream = upstreams.get()
        try:
            stage.say(f"checking {framework.name}")
            service = start_service(
                stage.server,
                framework,
                prepared.build,
                prepared.template,
                replace(stage.resources(workers, pool), upstream_url=upstream.url, cpus=()),
            )
            try:
                results = run_checks(_subject(service, upstream.url, pool), only)
                return Checked(framework, prepared, tuple(_until(cancelled, results)))
            finally:
                service.stop()
        except BakeoffError as error:
            return Checked(framework, None, (), error)
        finally:
            upstreams.put(upstream)

    with ThreadPoolExecutor(SIDE_BY_SIDE) as threads:
        waiting: deque[Future[Checked]] = deque()
        try:
            for framework in frameworks:
                # builds are on this thread, which the user's signals end
                try:
                    waiting.append(threads.submit(check, framework, prepare(stage, framework)))
                except BakeoffError as error:
                    waiting.append(threads.submit(Checked, framework, None, (), error))
                while waiting and waiting[0].done():
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            cancelled.set()
            threads.shutdown(cancel_futures=True)


def _until(cancelled: threading.Event, results: Iterator[CheckResult]) -> Iterator[CheckResult]:
    for result in results:
        yield result
        if cancelled.is_set():
            return


def _subject(service: Service, upstream_url: str, pool: int) -> Subject:
    def stop() -> Stopped:
        ended = service.end()
        return Stopped(ended.code, ended.seconds, ended.killed, ended.survivors)

    return Subject(
        url=service.url,
        database_url=service.database_url,
        upstream_url=upstream_url,
        pool=pool,
        stop=stop,
        log_tail=lambda: last_lines(service.log),
        log_bytes=lambda: service.log.stat().st_size,
    )
