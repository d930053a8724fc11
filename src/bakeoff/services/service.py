"""A framework's program, running: a process tree, a port, a database."""

import http.client
import time
from dataclasses import dataclass
from pathlib import Path

from bakeoff.catalog.manifest import Framework
from bakeoff.services.build import Build
from bakeoff.services.environment import contract_variables, service_environment
from bakeoff.services.errors import ServiceError, last_lines
from bakeoff.services.postgres import Server, free_port
from bakeoff.services.process import Exit, Process

START_LIMIT_SECONDS = 60.0
STOP_GRACE_SECONDS = 10.0
_PORT_TRIES = 3


@dataclass(frozen=True)
class Resources:
    """What a service may use: processes that compute, database connections, cores (all of
    the machine's where empty), the upstream that `/upstream` asks, and variables of its
    environment beside the contract's."""

    workers: int = 1
    pool: int = 16
    cpus: tuple[int, ...] = ()
    upstream_url: str = ""
    variables: tuple[tuple[str, str], ...] = ()


class Service:
    """A running service; `start_service` makes it, `stop` ends it and drops its database."""

    def __init__(
        self,
        framework: Framework,
        server: Server,
        process: Process,
        port: int,
        database: str,
        start_seconds: float,
    ) -> None:
        self.framework = framework
        self.server = server
        self.process = process
        self.port = port
        self.database = database
        self.start_seconds = start_seconds
        self._stopped: Exit | None = None

    @property
    def url(self) -> str:
        """Its address, such as http://127.0.0.1:8080."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        """The administrator's address of its database."""
        return self.server.database_url(self.database)

    @property
    def log(self) -> Path:
        """The file that its output goes to."""
        return self.process.order.log

    def is_running(self) -> bool:
        """Tell whether the process that was started still runs."""
        return self._stopped is None and self.process.is_running()

    def end(self) -> Exit:
        """SIGTERM, wait, kill what is left; the database stays until `stop`."""
        if self._stopped is None:
            self._stopped = self.process.stop(STOP_GRACE_SECONDS)
            self.server.run.forget(self.process)
        return self._stopped

    def stop(self) -> Exit:
        """End the service and drop its database."""
        exit_ = self.end()
        if self.database:
            self.server.drop(self.database)
            self.database = ""
        return exit_


def start_service(
    server: Server, framework: Framework, build: Build, template: str, resources: Resources
) -> Service:
    """Start a service on a fresh copy of its database and wait until it is healthy.

    Its start-up time runs from the start of the process to the first 200 of `/healthz`.

    Raises:
        ServiceError: it ended, or did not answer in time; shows the last lines of its log.
    """
    database = server.create(framework.id, template)
    for attempt in range(1, _PORT_TRIES + 1):
        port = free_port()
        env = service_environment(
            build.tools,
            contract_variables(
                server.database_url(database),
                port,
                resources.workers,
                resources.pool,
                resources.upstream_url,
            )
            | dict(resources.variables),
        )
        name = f"{framework.id}-{port}"
        process = server.run.spawn(
            name, framework.start, cwd=build.folder, env=env, cpus=resources.cpus
        )
        try:
            seconds = _await_healthy(framework, process, port)
        except BaseException as error:
            process.stop(grace=1.0)
            server.run.forget(process)
            # Somebody else may have taken the port between our look and the service's bind.
            taken = isinstance(error, ServiceError) and "ddress already in use" in str(error)
            if taken and attempt < _PORT_TRIES:
                continue
            server.drop(database)
            raise
        return Service(framework, server, process, port, database, seconds)
    raise AssertionError("unreachable")


def healthy(port: int, timeout: float = 2.0) -> bool:
    """Tell whether `/healthz` on `port` answers 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _await_healthy(framework: Framework, process: Process, port: int) -> float:
    end = process.started_at + START_LIMIT_SECONDS
    pause = 0.002
    while time.monotonic() < end:
        if healthy(port):
            return time.monotonic() - process.started_at
        code = process.exit_code()
        if code is not None:
            raise ServiceError(
                f"{framework.name}: `{' '.join(framework.start)}` ended with {code} before it "
                f"answered /healthz. Its last lines:\n{last_lines(process.order.log)}"
            )
        time.sleep(pause)
        pause = min(pause * 1.2, 0.025)
    raise ServiceError(
        f"{framework.name}: no 200 from /healthz on port {port} within "
        f"{START_LIMIT_SECONDS:.0f} s. Its last lines:\n{last_lines(process.order.log)}"
    )
