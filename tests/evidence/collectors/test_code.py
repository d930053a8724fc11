"""How much code there is: comments and white space do not count, a string is one token."""

from pathlib import Path

import pytest

from bakeoff.catalog.manifest import shipped
from bakeoff.evidence.collectors.code import commands, configuration_lines, count, read_code


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
    assert read_code(tmp_path).files == 1
    assert configuration_lines(tmp_path) == 2


def test_every_shipped_service_has_code_and_commands() -> None:
    for framework in shipped():
        assert read_code(framework.folder).tokens > 500, framework.id
        assert commands(framework) >= 2, framework.id
