"""A framework's database: its own migrations (or the contract's schema), rows by COPY."""

from pathlib import Path

import psycopg
from psycopg import sql

from bakeoff.base.folders import data_folder
from bakeoff.catalog.manifest import Framework
from bakeoff.services.build import Build
from bakeoff.services.environment import contract_variables, service_environment
from bakeoff.services.errors import BuildError, DatabaseError, last_lines
from bakeoff.services.postgres import Server

TABLES = ("world", "fortune")
MIGRATE_LIMIT_SECONDS = 120.0


def make_template(server: Server, framework: Framework, build: Build) -> str:
    """Create a database with the tables and the seed rows, to be copied for each start.

    Raises:
        BuildError: `migrate` failed.
        DatabaseError: the tables are not there afterwards, or cannot be filled.
    """
    name = server.create(f"{framework.id}_template")
    if framework.migrate is None:
        with server.connect(name) as connection:
            connection.execute((data_folder("contract") / "schema.sql").read_bytes())
    else:
        _migrate(server, framework, framework.migrate, build, name)
    _load(server, framework, name)
    return name


def _migrate(
    server: Server, framework: Framework, command: tuple[str, ...], build: Build, name: str
) -> None:
    env = service_environment(build.tools, contract_variables(server.database_url(name)))
    process = server.run.spawn(f"migrate-{framework.id}", command, cwd=build.folder, env=env)
    log = process.order.log
    try:
        code = process.wait(MIGRATE_LIMIT_SECONDS)
    finally:
        process.stop(grace=2.0)
        server.run.forget(process)
    if code != 0:
        raise BuildError(
            f"{framework.name}: migrate: `{' '.join(command)}` "
            f"{'took too long' if code is None else f'ended with {code}'}. Its last lines:\n"
            f"{last_lines(log)}"
        )


def _load(server: Server, framework: Framework, name: str) -> None:
    seed = data_folder("contract") / "seed"
    try:
        with server.connect(name) as connection:
            for table in TABLES:
                target = sql.Identifier(table)
                connection.execute(sql.SQL("TRUNCATE {}").format(target))
                _copy(connection, target, seed / f"{table}.csv")
            connection.execute("VACUUM (FREEZE, ANALYZE)")
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements")
    except psycopg.errors.InsufficientPrivilege:
        return  # a user's server without the extension: statements are not counted there
    except psycopg.Error as error:
        raise DatabaseError(
            f"{framework.name}: after its migrations the contract's rows cannot be loaded: {error}"
        ) from error


def _copy(
    connection: psycopg.Connection[tuple[object, ...]], table: sql.Identifier, file: Path
) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(table)) as copy,
    ):
        copy.write(file.read_bytes())
