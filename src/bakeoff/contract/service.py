"""Hold a running service of the services layer to the contract."""

from collections.abc import Collection, Iterator

from bakeoff.contract.run import CheckResult, run_checks
from bakeoff.contract.subject import Stopped, Subject
from bakeoff.services.errors import last_lines
from bakeoff.services.service import Service, start_service
from bakeoff.services.stage import Prepared, Stage


def check_service(
    stage: Stage, prepared: Prepared, workers: int, pool: int, only: Collection[str] | None = None
) -> Iterator[CheckResult]:
    """Start a service, run the checks on it, stop it; yields each check's result."""
    resources = stage.resources(workers, pool)
    service = start_service(
        stage.server, prepared.framework, prepared.build, prepared.template, resources
    )
    try:
        yield from run_checks(_subject(service, stage.upstream.url, pool), only)
    finally:
        service.stop()


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
