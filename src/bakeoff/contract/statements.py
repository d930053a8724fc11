"""Count what a service asks of its database, by pg_stat_statements.

Statements are told apart by their text. Those that only steer a session or a transaction
(BEGIN, COMMIT, SET ...) do not count: drivers differ in them, and they read no rows.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import psycopg

from bakeoff.contract.database import Database
from bakeoff.contract.errors import SkippedError

_COMMENT = re.compile(r"\A(?:\s+|\(|--[^\n]*\n|/\*.*?\*/)+", re.DOTALL)
_PREPARE = re.compile(r"\APREPARE\s+\S+\s*(?:\([^)]*\)\s*)?AS\s+", re.IGNORECASE)
_WRITES = re.compile(r"\b(?:insert|update|delete|merge)\b", re.IGNORECASE)
_READ = {"select", "table", "values"}
_WRITE = {"insert", "update", "delete", "merge"}
_STEER = {
    *("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "set"),
    *("reset", "show", "discard", "deallocate", "close", "listen", "unlisten", "lock"),
}


@dataclass(frozen=True)
class Counted:
    """A statement, and how often it ran and how many rows it returned or wrote in a span."""

    text: str
    calls: int
    rows: int

    @property
    def kind(self) -> str:
        """`read`, `write`, `steer` (does not count) or `other`."""
        return kind(self.text)


@dataclass(frozen=True)
class Tally:
    """The statements of a span."""

    statements: tuple[Counted, ...]

    def calls(self, kind: str) -> int:
        """Return how many statements of `kind` ran."""
        return sum(s.calls for s in self.statements if s.kind == kind)

    def rows(self, kind: str) -> int:
        """Return how many rows the statements of `kind` returned or wrote."""
        return sum(s.rows for s in self.statements if s.kind == kind)

    def listed(self, most: int = 3) -> str:
        """Return the statements that count, with their number, the rarest first, shortened."""
        counting = sorted((s for s in self.statements if s.kind != "steer"), key=lambda s: s.calls)
        texts = [f"{s.calls}x {' '.join(s.text.split())[:100]}" for s in counting]
        return "; ".join(texts[:most] + ["..."] * (len(texts) > most))


def kind(text: str) -> str:
    """Return the kind of a statement.

    >>> kind("/* a */ SELECT 1"), kind("with x as (update t set a = 1) select 2"), kind("BEGIN")
    ('read', 'write', 'steer')
    """
    bare = _PREPARE.sub("", _COMMENT.sub("", text))
    bare = _COMMENT.sub("", bare)
    word = re.match(r"[a-z]*", bare, re.IGNORECASE)
    first = word[0].lower() if word else ""
    if first == "with":
        return "write" if _WRITES.search(bare) else "read"
    if first in _READ:
        return "read"
    if first in _WRITE:
        return "write"
    return "steer" if first in _STEER else "other"


async def count(db: Database, action: Callable[[], Awaitable[None]]) -> Tally:
    """Do `action` and return the statements that others ran meanwhile in this database.

    Raises:
        SkippedError: the server does not count, or does not tell this administrator.
    """
    await db.settled()
    before = await _snapshot(db)
    await action()
    await db.settled()
    found = []
    for key, (text, calls, rows) in (await _snapshot(db)).items():
        _, calls_before, rows_before = before.get(key, (text, 0, 0))
        if calls < calls_before:  # the entry was dropped and made anew
            calls_before = rows_before = 0
        if calls > calls_before:
            found.append(Counted(text, calls - calls_before, rows - rows_before))
    return Tally(tuple(found))


async def _snapshot(db: Database) -> dict[tuple[int, int, bool], tuple[str, int, int]]:
    try:
        untracked = await db.rows("SELECT current_setting('pg_stat_statements.track', true)")
        if untracked != [("none",)]:
            raise SkippedError(
                "needs an administrator who may set pg_stat_statements.track (a superuser)"
            )
        found = await db.rows(
            "SELECT userid::bigint, queryid, toplevel, query, calls, rows FROM pg_stat_statements"
            " WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
    except (
        psycopg.errors.UndefinedTable,
        psycopg.errors.ObjectNotInPrerequisiteState,
        psycopg.errors.InsufficientPrivilege,
    ) as error:
        raise SkippedError(f"needs the extension pg_stat_statements: {error}") from None
    return {
        (user, query, top): (text or "", calls, rows)
        for user, query, top, text, calls, rows in found
    }
