"""A run of checks: names, order, and services that give no answer."""

import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest

from bakeoff.contract.checks import CHECKS
from bakeoff.contract.errors import ContractError
from bakeoff.contract.run import known_checks, run_checks
from bakeoff.contract.subject import Subject

StartService = Callable[..., AbstractContextManager[Subject]]


def test_checks_are_named_by_id_or_group_and_keep_their_order() -> None:
    assert known_checks(None) == CHECKS
    chosen = [check.id for check in known_checks(["stop.ends", "db", "json.answer"])]
    assert chosen == [
        "json.answer",
        "db.answer",
        "db.fresh",
        "db.statements",
        "db.ids",
        "stop.ends",
    ]


def test_an_unknown_name_is_answered_with_the_nearest() -> None:
    with pytest.raises(ContractError, match=r"no check 'querys': did you mean 'queries'\?"):
        known_checks(["querys"])


@pytest.fixture
def subject(start_service: StartService) -> Iterator[Subject]:
    with start_service() as one:
        yield one


@pytest.mark.slow
def test_a_service_that_refuses_connections_fails_with_a_sentence(subject: Subject) -> None:
    gone = replace(subject, url="http://127.0.0.1:1", log_tail=lambda: "bye\nSegmentation fault\n")
    results = list(run_checks(gone, only=["plaintext", "json", "paths", "db"]))
    assert [r.outcome for r in results] == ["failed"] * 3 + ["skipped"] * 4
    assert results[0].sentence == "a connection to http://127.0.0.1:1 was refused"
    assert results[-1].sentence == (
        "the service gave no answer to 3 checks in a row; its log ends: Segmentation fault"
    )


@pytest.mark.slow
def test_a_service_that_hangs_fails_with_a_sentence(
    subject: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bakeoff.contract.http.Connection.get.__defaults__", (None, 0.2))
    monkeypatch.setattr("bakeoff.contract.http.Client.get.__defaults__", (None, 0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        (result,) = run_checks(replace(subject, url=url), only=["json.answer"])
    assert (result.outcome, result.sentence) == (
        "failed",
        "/json gave no whole answer within 0.2 s",
    )


@pytest.mark.slow
def test_a_database_out_of_reach_is_not_the_services_fault(subject: Subject) -> None:
    lost = replace(subject, database_url="postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(ContractError, match=r"cannot reach the service's database 'none' at"):
        list(run_checks(lost))


@pytest.mark.slow
def test_missing_tables_are(start_service: StartService) -> None:
    with start_service(sql="DROP TABLE fortune") as subject:
        results = {r.id: r for r in run_checks(subject, only=["schema", "fortunes.rows"])}
    assert {r.outcome for r in results.values()} == {"failed", "passed"}
    assert results["schema.columns"].sentence.startswith("there is no table fortune")
    assert "SQL for them fails" in results["fortunes.rows"].sentence


@pytest.mark.slow
def test_a_run_that_is_left_early_leaves_no_connection_open(subject: Subject) -> None:
    results = run_checks(subject)
    assert next(results).id == CHECKS[0].id
    results.close()
