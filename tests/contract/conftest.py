"""A PostgreSQL server, an upstream, and services to check: one of each for all tests here."""

import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.contract.subject import Stopped, Subject
from bakeoff.services import postgres
from bakeoff.services.process import Process
from bakeoff.services.run import Run

SERVICES = Path(__file__).parent / "services"
POOL = 8
START_SECONDS = 20.0

StartService = Callable[..., AbstractContextManager[Subject]]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A run with a folder of its own; other tests keep the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BAKEOFF_CACHE", str(tmp_path_factory.mktemp("cache")))
        one = Run({"database": postgres.sweep_database})
    with one:
        yield one


@pytest.fixture(scope="session")
def database_server(run: Run) -> postgres.Server:
    """Our own server from the wheel; BAKEOFF_TEST_POSTGRES names another (a superuser's)."""
    url = os.environ.get("BAKEOFF_TEST_POSTGRES")
    return postgres.connect_to(run, url) if url else postgres.start(run)


@pytest.fixture(scope="session")
def template(database_server: postgres.Server) -> str:
    """A database with the contract's tables, its rows and pg_stat_statements."""
    name = database_server.create("contract_template")
    with database_server.connect(name) as connection:
        connection.execute((data_folder("contract") / "schema.sql").read_bytes())
        for table in ("world", "fortune"):
            rows = (data_folder("contract") / "seed" / f"{table}.csv").read_bytes()
            with connection.cursor().copy(f"COPY {table} FROM STDIN (FORMAT csv)") as copy:
                copy.write(rows)
        connection.execute("CREATE EXTENSION pg_stat_statements")
    return name


@pytest.fixture(scope="session")
def upstream_url(run: Run) -> str:
    """The address of a running upstream."""
    port = postgres.free_port()
    command = [sys.executable, str(SERVICES / "upstream.py")]
    process = run.spawn("upstream", command, cwd=SERVICES, env={"PORT": str(port)})
    await_port(process, port)
    return f"http://127.0.0.1:{port}"


@pytest.fixture(scope="session")
def start_service(
    run: Run, database_server: postgres.Server, template: str, upstream_url: str
) -> StartService:
    """Start the base service on a fresh database, with `faults` and after some `sql`.

    with start_service("ping", sql="CREATE INDEX ON world (randomnumber)") as subject:
        ...
    """

    @contextmanager
    def start(*faults: str, sql: str = "", grace: float = 10.0) -> Iterator[Subject]:
        command = (sys.executable, str(SERVICES / "base" / "main.py"))
        name = "-".join(("base", *faults))
        database = database_server.create(name, template)
        url, port = database_server.database_url(database), postgres.free_port()
        if sql:
            with database_server.connect(database) as connection:
                connection.execute(sql.encode())
        env = {
            **{"HOST": "127.0.0.1", "PORT": str(port), "DATABASE_URL": url},
            **{"DB_POOL": str(POOL), "UPSTREAM_URL": upstream_url, "FAULTS": ",".join(faults)},
        }
        process = run.spawn(f"{name}-{port}", command, cwd=SERVICES, env=env)
        log = process.order.log

        def stop() -> Stopped:
            ended = process.stop(grace)
            return Stopped(ended.code, ended.seconds, ended.killed, ended.survivors)

        def log_bytes() -> int:
            return log.stat().st_size

        try:
            await_port(process, port)
            address = f"http://127.0.0.1:{port}"
            yield Subject(address, url, upstream_url, POOL, stop, log.read_text, log_bytes)
        finally:
            process.stop(0.0)
            run.forget(process)
            database_server.drop(database)

    return start


def await_port(process: Process, port: int) -> None:
    """Wait until something listens on `port`; fail with the process's output."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.is_running():
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.01)
    raise AssertionError(f"nothing listens on {port}:\n{process.order.log.read_text()}")
