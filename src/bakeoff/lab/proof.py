"""Proof that answers under load were right, and that the work behind them was done."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

import psycopg

from bakeoff.contract.answers import CONTENT_TYPES, body_bounds, verify_body
from bakeoff.contract.paths import endpoint, wanted
from bakeoff.lab.errors import BlockFailedError
from bakeoff.lab.generator import Load
from bakeoff.lab.scenario import Scenario
from bakeoff.services.postgres import Server

_FORTUNES = 12
_ANY_SIZE = (0, 1 << 30)


@dataclass(frozen=True)
class Work:
    """Statements run and rows read or written in one database, as it counted them itself."""

    statements: int
    rows: int

    def since(self, before: "Work") -> "Work":
        """Return the work done since `before`."""
        return Work(self.statements - before.statements, self.rows - before.rows)

    def check(self, done: "Work") -> None:
        """Refuse `done` where it is less than this, the work that the answers need.

        Raises:
            BlockFailedError: says which is less.
        """
        for what in ("statements", "rows"):
            wanted, found = getattr(self, what), getattr(done, what)
            if found < wanted:
                raise BlockFailedError(
                    f"the answers need {wanted} {what} in the database, it counted {found}: "
                    "answers were made without asking it"
                )


def read_work(server: Server, database: str) -> Work | None:
    """Return what `database` has counted so far; None where its server does not count."""
    try:
        row = (
            server.admin()
            .execute(
                "SELECT coalesce(sum(s.calls), 0)::bigint, coalesce(sum(s.rows), 0)::bigint"
                " FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid"
                " WHERE d.datname = %s",
                [database],
            )
            .fetchone()
        )
    except psycopg.Error:
        return None
    return Work(int(str(row[0])), int(str(row[1]))) if row else None


def expected_work(scenario: Scenario, load: Load) -> Work:
    """Return the least work that the answers of `load` need."""
    statements = rows = 0
    for request, count in zip(scenario.requests, load.per_request, strict=True):
        needed = _work_of(request.path)
        statements += count * needed.statements
        rows += count * needed.rows
    return Work(statements, rows)


def expected_sizes(scenario: Scenario) -> list[Mapping[str, int]]:
    """Return what the load generator accepts as answer for each request of `scenario`."""
    result: list[Mapping[str, int]] = []
    for request in scenario.requests:
        known = endpoint(request.path) in CONTENT_TYPES
        low, high = body_bounds(request.path) if known else _ANY_SIZE
        result.append({"status": int(HTTPStatus.OK), "min_bytes": low, "max_bytes": high})
    return result


def check_samples(load: Load) -> None:
    """Look at the content of the sampled answers.

    Raises:
        BlockFailedError: names the request and what was wrong.
    """
    for sample in load.samples:
        if endpoint(sample.path) not in CONTENT_TYPES:
            continue  # a user's own path: its status and length are checked, no more
        body = sample.body.encode()
        wrong = verify_body(sample.path, body)
        if wrong:
            raise BlockFailedError(f"{sample.path} {wrong}")


def _work_of(path: str) -> Work:
    match endpoint(path):
        case "/db":
            return Work(1, 1)
        case "/queries":
            return Work(wanted(path), wanted(path))
        case "/updates":
            return Work(wanted(path) + 1, 2 * wanted(path))
        case "/fortunes":
            return Work(1, _FORTUNES)
        case _:
            return Work(0, 0)
