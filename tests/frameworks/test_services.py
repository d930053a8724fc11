"""Every service that we ship keeps the contract, and so do three honest ones of other habits
and an eleventh framework, added as CONTRIBUTING says: one folder, from anywhere. The smallest
program of each framework answers, and ends when it is told to.

These build and start the real programs: some ten seconds each with warm caches.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from bakeoff.base.folders import data_folder
from bakeoff.catalog.manifest import Framework, load_framework, shipped, yardstick
from bakeoff.contract.service import check_service
from bakeoff.services.own_tests import run_own_tests
from bakeoff.services.service import start_service
from bakeoff.services.stage import Stage, prepare, set_stage
from bakeoff.services.toolchains import locate_all

pytestmark = pytest.mark.slow

HONEST = Path(__file__).parents[1] / "contract" / "services"
SERVICES = [
    yardstick(),
    *shipped(),
    *(load_framework(p.parent) for p in sorted(HONEST.glob("honest-*/framework.toml"))),
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
    results = list(check_service(stage, prepare(stage, framework), WORKERS, POOL))
    broken = [f"{r.id}: {r.sentence}" for r in results if r.outcome != "passed"]
    assert not broken, "\n".join(broken)
    assert len(results) > 50


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


def _skip_without_tools(framework: Framework) -> None:
    _, missing = locate_all(framework)
    if missing:
        reason = "; ".join(map(str, missing))
        assert "BAKEOFF_REQUIRE_TOOLCHAINS" not in os.environ, reason
        pytest.skip(reason)
