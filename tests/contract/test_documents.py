"""The contract's documents say what the code does."""

import re

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.contract.check import Check
from bakeoff.contract.checks import CHECKS
from bakeoff.contract.docs import checks_page
from bakeoff.contract.paths import ENDPOINTS, MOST, wanted


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_each_check_says_what_it_holds_what_it_means_and_the_usual_cause(check: Check) -> None:
    assert re.fullmatch(r"[a-z]+\.[a-z-]+", check.id)
    assert check.title.endswith(".")
    assert len(check.title) <= 110
    assert check.meaning.endswith(".")
    assert check.cause.endswith(".")


def test_ids_are_unique_and_groups_stay_together() -> None:
    ids = [check.id for check in CHECKS]
    assert len(set(ids)) == len(ids)
    groups = [id_.split(".")[0] for id_ in ids]
    runs = [g for before, g in zip([None, *groups], groups, strict=False) if g != before]
    assert len(set(runs)) == len(runs)
    assert groups[-1] == "stop"


def test_the_page_of_checks_is_not_stale() -> None:
    file = data_folder("docs") / "checks.md"
    assert file.read_text(encoding="utf-8") == checks_page(), (
        "make it again: python -m bakeoff.contract.docs > docs/checks.md"
    )


def test_openapi_names_the_endpoints_and_their_limits() -> None:
    text = (data_folder("contract") / "bench.openapi.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^  (/\S+):$", text, re.MULTILINE) == [*ENDPOINTS, "/healthz"]
    assert all(f"more than {most} as {most}" in text for most in MOST.values())
    used = set(re.findall(r"#/components/(\w+/\w+)", text))
    defined = {
        f"{part}/{name}"
        for part, body in re.findall(
            r"^  (\w+):\n((?:    .*\n)+)", text.partition("\ncomponents:\n")[2], re.MULTILINE
        )
        for name in re.findall(r"^    (\w+):", body, re.MULTILINE)
    }
    assert used <= defined


def test_the_readme_names_each_endpoint() -> None:
    text = (data_folder("contract") / "README.md").read_text(encoding="utf-8")
    assert all(f"GET {path}" in text for path in ENDPOINTS)


@pytest.mark.parametrize(
    ("path", "count"),
    [
        ("/queries", 1),
        ("/queries?queries=", 1),
        ("/queries?queries=1.5", 1),
        ("/queries?queries=-3", 1),
        ("/queries?queries=20", 20),
        ("/updates?a=b&queries=501", 500),
        ("/upstream?calls=21", 20),
        ("/upstream?queries=7", 1),
        ("/db", 1),
    ],
)
def test_what_a_path_asks_for(path: str, count: int) -> None:
    assert wanted(path) == count
