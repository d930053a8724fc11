"""Statements are told apart by their text."""

import pytest

from bakeoff.contract.statements import Counted, Tally, kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("SELECT id FROM world WHERE id = $1", "read"),
        ("  /* app:bench */ -- why\n select 1", "read"),
        ("(SELECT 1) UNION ALL (SELECT 2)", "read"),
        ("TABLE world", "read"),
        ("PREPARE p (int) AS SELECT * FROM world WHERE id = $1", "read"),
        ("WITH a AS (SELECT 1) SELECT * FROM a", "read"),
        ("WITH a AS (UPDATE world SET id = 1 RETURNING *) SELECT * FROM a", "write"),
        ("UPDATE world SET randomnumber = $1", "write"),
        ("insert into world values ($1) on conflict do nothing", "write"),
        ("MERGE INTO world USING x ON true", "write"),
        ("BEGIN ISOLATION LEVEL READ COMMITTED", "steer"),
        ("COMMIT", "steer"),
        ("SET application_name = $1", "steer"),
        ("DISCARD ALL", "steer"),
        ("CALL p()", "other"),
        ("COPY world TO STDOUT", "other"),
        ("", "other"),
    ],
)
def test_kinds(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_a_tally_counts_by_kind_and_lists_what_counts() -> None:
    tally = Tally(
        (
            Counted("SELECT a", calls=20, rows=20),
            Counted("SELECT\n  1", calls=3, rows=3),
            Counted("COMMIT", calls=1, rows=0),
        )
    )
    assert (tally.calls("read"), tally.rows("read"), tally.calls("write")) == (23, 23, 0)
    assert tally.listed() == "3x SELECT 1; 20x SELECT a"
    assert tally.listed(most=1) == "3x SELECT 1; ..."
