"""Every service that we ship keeps the contract, and so do three honest ones of other habits
and an eleventh framework, added as CONTRIBUTING says: one folder, from anywhere. The smallest
program of each framework answers, and ends when it is told to.

These build and start the real programs: some ten seconds each with warm caches.
"""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from bakeoff.base.folders import data_folder
from bakeoff.catalog.manifest import Framework, load_framework, shipped, yardstick
from bakeoff.contract.service import Checked, check_all
from bakeoff.services.own_tests import run_own_tests
from bakeoff.services.service import start_service
from bakeoff.services.stage import Stage, prepare, set_stage
from bakeoff.services.toolchains import locate_all

pytestmark = pytest.mark.slow

HONEST = Path(__file__).parents[1] / "contract" / "services"
SERVICES = [
    yardstick(),
    *shipped(),
    load_framework(Path(__file__).with_name("starlette")),
]
SMALLEST = [
    load_framework(p.parent) for p in sorted(data_folder("smallest").glob("*/framework.toml"))
]
WORKERS, POOL = 1, 16


@pytest.fixture(scope="module")
def stage() -> Iterator[Stage]:
    with set_stage(WORKERS, None, print) as one:
        yield one


@pytest.mark.parametrize("framework", SERVICES, ids=lambda framework: str(framework.id))
def test_the_service_keeps_the_whole_contract(stage: Stage, framework: Framework) -> None:
    _skip_without_tools(framework)
    [checked] = check_all(stage, [framework], WORKERS, POOL)
    _assert_passed(checked)


def test_three_honest_services_keep_it_side_by_side(stage: Stage) -> None:
    services = [load_framework(p.parent) for p in sorted(HONEST.glob("honest-*/framework.toml"))]
    for service in services:
        _skip_without_tools(service)
    checked = list(check_all(stage, services, WORKERS, POOL))
    assert [one.framework for one in checked] == services
    for one in checked:
        _assert_passed(one)


def test_what_cannot_be_built_leaves_the_others_checked(stage: Stage) -> None:
    good = yardstick()
    bad = replace(good, id="unbuilt", build=(("false",),))
    first, second = check_all(stage, [bad, good], WORKERS, POOL, ["plaintext"])
    assert "`false`" in str(first.error) and not first.results
    assert second.error is None and {r.outcome for r in second.results} == {"passed"}


@pytest.mark.parametrize(
    "framework", [yardstick(), *shipped()], ids=lambda framework: str(framework.id)
)
def test_the_services_own_tests_pass(stage: Stage, framework: Framework) -> None:
    _skip_without_tools(framework)
    assert framework.test, "a service brings tests of its own"
    run_own_tests(stage, prepare(stage, framework))


@pytest.mark.parametrize("framework", SMALLEST, ids=lambda framework: str(framework.id))
def test_the_smallest_program_answers_and_ends(stage: Stage, framework: Framework) -> None:
    _skip_without_tools(framework)
    ready = prepare(stage, framework)
    resources = stage.resources(WORKERS, POOL)
    service = start_service(stage.server, framework, ready.build, ready.template, resources)
    try:
        answer = httpx.get(f"{service.url}/healthz")
        elsewhere = httpx.get(f"{service.url}/elsewhere")
    finally:
        ended = service.stop()
    assert (answer.status_code, answer.text) == (200, "Hello, World!")
    assert elsewhere.status_code == 404
    assert (ended.killed, ended.survivors) == (False, ())


def test_a_second_build_is_a_no_op(stage: Stage) -> None:
    prepare(stage, yardstick())
    assert not prepare(stage, yardstick()).build.fresh


def _assert_passed(checked: Checked) -> None:
    if checked.error:
        raise checked.error
    broken = [f"{r.id}: {r.sentence}" for r in checked.results if r.outcome != "passed"]
    assert not broken, "\n".join(broken)
    assert len(checked.results) > 50


def _skip_without_tools(framework: Framework) -> None:
    _, missing = locate_all(framework)
    if missing:
        reason = "; ".join(map(str, missing))
        assert "BAKEOFF_REQUIRE_TOOLCHAINS" not in os.environ, reason
        pytest.skip(reason)
