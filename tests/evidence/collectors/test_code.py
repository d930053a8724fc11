"""How much code there is: comments and white space do not count, a string is one token."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.catalog.lockfile import locked_version
from bakeoff.catalog.manifest import load_framework, shipped
from bakeoff.evidence.collectors.code import (
    collect,
    commands,
    configuration_lines,
    count,
    read_code,
    smallest_folder,
)
from bakeoff.evidence.collectors.collector import Context


@pytest.mark.parametrize(
    ("name", "text", "tokens"),
    [
        ("a.py", "x = 1\n", 3),
        ("a.py", "# a comment\nx  =  1   # another\n\n", 3),
        ("a.py", 'x = "a long text"\n', 3),
        ("a.go", "x := 1 // why\n", 3),
        ("a.js", "const x = 1;\n", 5),
    ],
)
def test_tokens(name: str, text: str, tokens: int) -> None:
    assert count(name, text).tokens == tokens


def test_lines_hold_code_and_names_are_counted_once() -> None:
    found = count("a.py", "def f(x):\n    # doubles\n\n    return x + x\n")
    assert found.lines == 2
    assert {"f", "x"} <= found.names


def test_tests_locks_and_migrations_are_no_code(tmp_path: Path) -> None:
    for name in ("app.py", "tests/test_app.py", "migrations/0001.py", "test_more.py"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("x = 1\n")
    (tmp_path / "package-lock.json").write_text("{\n}\n")
    (tmp_path / "settings.toml").write_text("a = 1\n\nb = 2\n")
    (tmp_path / "requirements.in").write_text("flask\n")
    (tmp_path / "requirements.txt").write_text("flask==3.1.3\njinja2==3.1.6\n")
    assert read_code(tmp_path).files == 1
    assert configuration_lines(tmp_path) == 3


def test_every_shipped_service_has_code_and_commands() -> None:
    for framework in shipped():
        assert read_code(framework.folder).tokens > 500, framework.id
        assert commands(framework) >= 2, framework.id


def test_every_shipped_framework_has_a_smallest_program_at_the_same_version() -> None:
    folders = {p.name for p in data_folder("smallest").iterdir()}
    assert folders == {framework.id for framework in shipped()}
    for framework in shipped():
        small = load_framework(smallest_folder(framework))
        assert small.id == f"smallest-{framework.id}"
        version = locked_version(framework.package, framework.folder)
        assert locked_version(framework.package, small.folder) == version, framework.id
        # ASP.NET Core comes with its tool: no file of either folder locks it
        assert version or framework.id == "aspnetcore"


def test_the_smallest_program_is_counted_like_a_service_and_is_less(tmp_path: Path) -> None:
    flask = next(framework for framework in shipped() if framework.id == "flask")
    found = collect(Context([flask], datetime.date(2026, 11, 26), tmp_path))
    value = {fact["metric"]: fact["value"] for fact in found.facts}
    whole = read_code(smallest_folder(flask))
    assert (value["smallest_tokens"], value["smallest_lines"]) == (whole.tokens, whole.lines)
    assert value["smallest_files"] == 1
    assert 10 < value["smallest_tokens"] < value["code_tokens"]
    assert found.missing == ()


def test_a_framework_without_a_smallest_program_is_said_to_be_missing(tmp_path: Path) -> None:
    other = replace(shipped()[0], id="other", name="Other")
    found = collect(Context([other], datetime.date(2026, 11, 26), tmp_path))
    assert found.missing == ("Other: no folder smallest/other",)
    assert not [fact for fact in found.facts if fact["metric"].startswith("smallest")]
