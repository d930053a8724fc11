"""Each way of breaking or cheating the contract is caught by the check that is there for it.

A row: the switch of the base service (or SQL on its tables), the checks that must fail, and
neighbours that must still pass, so that a failure points at its cause.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import pytest

from bakeoff.contract import fresh
from bakeoff.contract.checks import connection, outage
from bakeoff.contract.run import run_checks
from bakeoff.contract.subject import Subject

StartService = Callable[..., AbstractContextManager[Subject]]
pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Broken:
    """`says` is part of the sentence of the first check that fails."""

    fault: str
    fails: str
    passes: str
    says: str
    sql: str = ""
    grace: float = 10.0

    def __str__(self) -> str:
        return self.fault or self.sql


SOON_DEADLOCKED = """DO $$ BEGIN EXECUTE
format('ALTER DATABASE %I SET deadlock_timeout = 20', current_database()); END $$"""

BROKEN = [
    # The tables.
    Broken(
        "",
        "schema.indexes",
        "schema.columns db.answer",
        "schema.sql has no such",
        sql="CREATE INDEX ON world (randomnumber)",
    ),
    Broken(
        "",
        "schema.indexes",
        "schema.columns",
        "(primary key)",
        sql="ALTER TABLE fortune DROP CONSTRAINT fortune_pkey;CREATE UNIQUE INDEX ON fortune (id)",
    ),
    Broken(
        "",
        "schema.columns",
        "schema.indexes db.answer",
        "bigint",
        sql="ALTER TABLE world ALTER id TYPE bigint",
    ),
    Broken(
        "",
        "schema.columns",
        "schema.indexes",
        "default 0",
        sql="ALTER TABLE world ALTER randomnumber SET DEFAULT 0",
    ),
    Broken(
        "",
        "schema.extras",
        "schema.columns schema.indexes",
        "no plain, logged table",
        sql="ALTER TABLE world SET UNLOGGED",
    ),
    Broken(
        "",
        "schema.extras",
        "schema.columns schema.indexes",
        "fillfactor=50",
        sql="ALTER TABLE world SET (fillfactor = 50)",
    ),
    Broken("changes-rows-at-start", "schema.seed", "schema.columns", "row 77 of world is 1"),
    # Bodies.
    Broken(
        "plaintext-line-end",
        "plaintext.answer concurrency.plaintext",
        "json.answer",
        "must be 'Hello, World!'",
    ),
    Broken("json-key", "json.answer", "plaintext.answer db.answer", "must be {"),
    Broken("numbers-as-text", "db.answer queries.answer", "json.answer", "must be an integer"),
    Broken("column-key", "db.answer queries.answer", "json.answer", "'randomnumber'"),
    Broken("wrong-length", "plaintext.answer json.answer", "schema.columns", "answered"),
    Broken("catch-all", "paths.unknown", "plaintext.answer", "answered 200; must be 404"),
    # Rows and ids.
    Broken(
        "cached-rows",
        "db.fresh queries.fresh db.statements queries.statements",
        "db.answer db.ids",
        "must not be cached",
    ),
    Broken("cached-when-read", "queries.fresh", "queries.answer", "must not be cached"),
    Broken("whole-table", "db.statements", "db.answer", "returning 10000 rows"),
    Broken(
        "in-query",
        "queries.statements updates.statements",
        "queries.answer queries.fresh updates.stored",
        "sent 1 SELECT returning 20 rows a request; must be 20 returning one row each",
    ),
    Broken("ping", "db.statements fortunes.statements", "db.answer", "SELECT $1"),
    Broken("few-ids", "db.ids", "db.answer", "are not drawn from 1..10000"),
    Broken("ids-without-end", "queries.ids", "queries.answer", "lies in 9901..10000"),
    Broken("always-the-same-ids", "db.ids queries.ids", "db.answer", "400 of 400 are"),
    Broken("neighbouring-ids", "queries.ids", "queries.answer db.ids", "at a distance of 1"),
    Broken("counting-ids", "db.ids queries.ids", "db.answer queries.answer", "differ by 1"),
    Broken("repeated-ids", "queries.answer", "db.answer db.ids", "must be distinct"),
    Broken(
        "clamp-400",
        "queries.clamp upstream.clamp",
        "queries.answer",
        "/queries?queries=foo answered 400; must count as 1",
    ),
    Broken(
        "clamp-no-limit",
        "queries.clamp upstream.clamp",
        "queries.answer",
        "answered 501 rows; must be 500",
    ),
    # Updates.
    Broken("not-written", "updates.stored updates.statements", "queries.answer", "afterwards"),
    Broken(
        "answers-others", "updates.stored updates.concurrent", "updates.statements", "afterwards"
    ),
    Broken("writes-later", "updates.stored", "updates.clamp", "afterwards"),
    Broken("answers-old", "updates.stored", "updates.statements", "afterwards"),
    Broken(
        "autocommit",
        "updates.transaction",
        "updates.stored updates.statements",
        "in 20 transactions; must be one",
    ),
    Broken(
        "unsorted-writes",
        "updates.concurrent",
        "updates.stored updates.transaction",
        "deadlocks?",
        sql=SOON_DEADLOCKED,
    ),
    Broken("old-plus-one", "updates.numbers", "updates.stored", "the old number and the new"),
    Broken("one-number", "updates.numbers", "updates.stored", "one new number and the next"),
    Broken("small-numbers", "updates.numbers", "updates.stored", "none of 2000 lies in"),
    # Fortunes.
    Broken(
        "cached-page",
        "fortunes.fresh fortunes.statements",
        "fortunes.rows",
        "still shows the old rows",
    ),
    Broken(
        "unescaped", "fortunes.page fortunes.escaped", "fortunes.memory", "messages must be escaped"
    ),
    Broken("half-escaped", "fortunes.escaped", "fortunes.page fortunes.rows", "escape each"),
    Broken("escaped-twice", "fortunes.rows fortunes.escaped", "fortunes.page", "lacks the row"),
    Broken("sorted-by-id", "fortunes.rows", "fortunes.page fortunes.escaped", "must be sorted"),
    Broken("sorted-as-language", "fortunes.fresh", "fortunes.page fortunes.rows", "by code point"),
    Broken("not-added", "fortunes.rows", "fortunes.page fortunes.memory", "(id 0)"),
    Broken("added-stored", "fortunes.memory", "fortunes.page", "is in the table"),
    Broken("thead", "fortunes.page", "fortunes.memory", "<thead>"),
    Broken("order-by", "fortunes.statements", "fortunes.rows fortunes.fresh", "ORDER BY"),
    # Upstream.
    Broken("one-by-one", "upstream.parallel", "json.answer", "must be simultaneous"),
    Broken("batches-of-5", "upstream.parallel", "upstream.answer", "must be simultaneous"),
    Broken(
        "fixed-quotes", "upstream.answer upstream.calls", "upstream.parallel", "the upstream says"
    ),
    Broken("cached-quotes", "upstream.calls", "upstream.answer", "sent 0"),
    Broken("unordered-quotes", "upstream.answer", "upstream.calls", "in the order of i"),
    # Headers and connections.
    Broken("no-server", "headers.present", "headers.absent", "without the header Server"),
    Broken("fixed-date", "headers.date", "headers.present", "must move on"),
    Broken("etag", "headers.absent", "headers.present", "Etag"),
    Broken("cookie", "headers.absent", "headers.present", "must set no cookie"),
    Broken("gzip", "headers.absent", "plaintext.answer", "must not be compressed"),
    Broken(
        "json-as-text",
        "headers.content-type",
        "json.answer headers.absent",
        "must be application/json",
    ),
    Broken(
        "closes", "connection.kept", "plaintext.answer concurrency.json", "closed after 1 requests"
    ),
    Broken("closes-after-1000", "connection.kept", "plaintext.answer", "after 1000 requests"),
    Broken("closes-idle", "connection.idle", "connection.kept", "must stay for 60"),
    # 256 connections.
    Broken("pool-too-large", "concurrency.pool", "concurrency.db", "must be at most DB_POOL, 8"),
    Broken(
        "shared-count",
        "concurrency.queries concurrency.upstream",
        "queries.answer",
        "rows; must be",
    ),
    Broken(
        "one-flight",
        "concurrency.statements concurrency.db",
        "db.answer db.statements",
        "must be 512 returning 512",
    ),
    # The database's end, and the service's own.
    Broken(
        "never-recovers", "database.recovers", "database.lost health.answer", "still answers 503"
    ),
    Broken("access-log", "log.quiet", "json.answer db.answer", "bytes to the log"),
    Broken("hangs-when-lost", "database.lost", "health.answer", "must answer 5xx within"),
    Broken(
        "healthy-always",
        "database.lost",
        "health.answer database.recovers",
        "/healthz answered 200; must be 5xx",
    ),
    Broken(
        "sigterm-kills",
        "stop.finishes",
        "stop.ends stop.leaves-nothing",
        "SIGTERM came while a request waited",
    ),
    Broken("sigterm-ignored", "stop.ends", "stop.leaves-nothing", "still running", grace=1.5),
    Broken("leaves-child", "stop.leaves-nothing", "stop.finishes stop.ends", "still run"),
]


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """The contract's waits are seconds long; here each switch outlasts a shorter one."""
    monkeypatch.setattr(connection, "_IDLE_SECONDS", 1.5)
    monkeypatch.setattr(outage, "_ANSWER_SECONDS", 1.0)
    monkeypatch.setattr(outage, "_LEEWAY_SECONDS", 0.5)
    monkeypatch.setattr(outage, "_RECOVERY_SECONDS", 1.5)


@pytest.mark.parametrize("broken", BROKEN, ids=str)
def test_a_broken_service_is_caught(start_service: StartService, broken: Broken) -> None:
    fails, passes = broken.fails.split(), broken.passes.split()
    with start_service(broken.fault, sql=broken.sql, grace=broken.grace) as subject:
        results = {r.id: r for r in run_checks(subject, only=[*fails, *passes])}
    assert [r for r in results.values() if r.outcome == "skipped"] == []
    assert {i for i, r in results.items() if r.outcome == "failed"} == set(fails), results
    assert broken.says in results[fails[0]].sentence


def test_two_moves_of_the_rows_never_undo_each_other(
    start_service: StartService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of all moves up to 10,000 the middle one, made twice, would be none."""
    monkeypatch.setattr(fresh.secrets, "choice", lambda moves: moves[len(moves) // 2])
    with start_service("cached-rows") as subject:
        results = list(run_checks(subject, only=["db.fresh", "queries.fresh"]))
    assert [r.outcome for r in results] == ["failed", "failed"]
