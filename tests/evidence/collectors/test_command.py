"""`bakeoff collect`: a source that fails leaves the others and all that was known before."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bakeoff.evidence.collectors.collector import Collection, Collector
from bakeoff.evidence.collectors.registry import COLLECTORS
from bakeoff.evidence.errors import SourceError
from bakeoff.main import app

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    def dead(_: object) -> Collection:
        raise SourceError("api.github.com does not answer: No route to host")

    def well(_: object) -> Collection:
        fact = {"framework": "go", "metric": "archived", "value": False, "how": "repository"}
        return Collection("a source", None, (fact,), ("Flask: no page",))

    monkeypatch.setenv("BAKEOFF_CACHE", str(tmp_path))
    monkeypatch.setitem(COLLECTORS, "github", Collector("github", "dead", dead))
    monkeypatch.setitem(COLLECTORS, "scorecard", Collector("scorecard", "well", well))

    def call(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["collect", *arguments])
        return result.exit_code, result.stdout, result.stderr

    return call


def test_a_dead_source_is_one_sentence_and_nothing_is_lost(run: Run, tmp_path: Path) -> None:
    day = date.today() - timedelta(days=3)
    last = tmp_path / "collections" / f"{day}-github.json"
    last.parent.mkdir()
    last.write_text("what was known")
    code, out, err = run("github")
    assert (code, out) == (1, "")
    assert err == (
        f"github: not refreshed, the last facts stay, {day} (3 days old): "
        "api.github.com does not answer: No route to host\n"
    )
    assert [file.name for file in last.parent.iterdir()] == [last.name]
    assert last.read_text() == "what was known"


def test_the_others_go_on_and_the_table_says_which_failed(run: Run, tmp_path: Path) -> None:
    code, out, err = run("github", "scorecard", "--into", str(tmp_path / "mine"))
    assert code == 1
    failed, well = out.splitlines()
    assert failed.split()[:2] == ["github", "failed"]
    assert "does not answer: No route to host; the facts at hand stay" in failed
    assert well.split() == ["scorecard", "1", "facts", "1", "not", "told"]
    assert "  not told: Flask: no page" in err
    (file,) = (tmp_path / "mine").iterdir()
    assert file.name == f"{date.today()}-scorecard.json"
    assert json.loads(file.read_text())["facts"][0]["metric"] == "archived"


def test_where_all_answer_the_exit_code_is_0(run: Run) -> None:
    assert run("scorecard")[0] == 0


def test_every_source_is_listed(run: Run) -> None:
    code, out, _ = run("list")
    assert code == 0
    assert {"github", "endoflife", "osv", "scorecard", "depsdev"} <= set(out.split())
