"""The honest services of these tests keep the whole contract."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bakeoff.contract.checks import CHECKS
from bakeoff.contract.run import run_checks
from bakeoff.contract.subject import Subject

StartService = Callable[..., AbstractContextManager[Subject]]


@pytest.mark.slow
@pytest.mark.parametrize("habits", [(), ("generous",)], ids=["plain", "generous"])
def test_an_honest_service_passes_every_check(
    start_service: StartService, habits: tuple[str, ...]
) -> None:
    """`generous` does all that the contract leaves free: white space, chunks, order of keys,
    a charset, one UPDATE a row."""
    with start_service(*habits) as subject:
        results = list(run_checks(subject))
    assert [f"{r.id}: {r.sentence}" for r in results if r.outcome != "passed"] == []
    assert [r.id for r in results] == [check.id for check in CHECKS]
