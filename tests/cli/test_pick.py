"""The answer as it is printed, from the whole command line."""

import json
import shutil
from pathlib import Path

import pytest

from bakeoff.base.folders import data_folder
from bakeoff.choose.answer import choose
from bakeoff.choose.profile import parse_profile
from bakeoff.cli import pick, show, table
from bakeoff.cli.answer_text import describe
from bakeoff.cli.ask import ask_profile

DATA = Path(__file__).parents[1] / "evidence" / "data"


@pytest.fixture(autouse=True)
def own_evidence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the campaigns of the tests stand beside the shipped collections, and no others."""
    shutil.copytree(DATA / "campaigns", tmp_path / "campaigns")
    monkeypatch.setenv("BAKEOFF_CACHE", str(tmp_path))
    shipped = tmp_path / "shipped"
    shutil.copytree(data_folder("evidence") / "collections", shipped / "collections")
    monkeypatch.setattr("bakeoff.evidence.store.data_folder", lambda _: shipped)


def profile(tmp_path: Path, content: str) -> Path:
    file = tmp_path / "mine.toml"
    file.write_text(content)
    return file


def test_the_default_profile_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    pick.pick()
    printed = capsys.readouterr().out
    assert "tier" in printed
    assert "Profile default: mean weights performance " in printed
    assert "Unknown, performance: " in printed
    assert max(len(line) for line in printed.splitlines()) <= 100


def test_a_profile_screens_ranks_and_tells_what_to_learn(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = profile(
        tmp_path,
        '[constraints]\nmax_cpu_ratio = 10\nlanguages = ["Go", "Python"]\n'
        '[preferences]\norder = ["performance"]\n[team]\nlanguages = ["Python"]\n',
    )
    pick.pick(profile=file)
    printed = capsys.readouterr().out
    assert printed.startswith("Go net/http is the only one that meets all requirements.")
    assert "Screened out: django, by max_cpu_ratio: its CPU over bare Go is 12." in printed
    assert "Screened out: rails, by languages: its language is Ruby." in printed
    assert "Go and Go net/http" in printed


def test_json_is_the_whole_answer_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    pick.pick(as_json=True, draws=500, seed=3)
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "bakeoff/answer/1"
    assert len(document["ranking"]) == 10
    assert document["seed"] == 3
    for entry in document["ranking"]:
        assert sum(entry["acceptability"]) == pytest.approx(1)


def test_ties_and_wins_are_put_in_words() -> None:
    from datetime import date

    from bakeoff.evidence.store import load_evidence

    evidence, today = load_evidence(), date(2026, 11, 23)
    wanted = parse_profile('[preferences]\norder = [["community", "performance"]]', "p", "p")
    answer = choose(wanted, table.current_table(), evidence, today)
    printed = "\n".join(describe(answer))
    assert printed.startswith("Too close to call: ")
    assert "wins where you weigh" in printed
    assert "Unknown, community: Go net/http." in printed


def test_an_explained_answer_has_reasons_and_what_would_turn_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    pick.pick(explain=True)
    printed = capsys.readouterr().out
    assert "for and against" in printed


def test_a_decision_record_can_be_committed(capsys: pytest.CaptureFixture[str]) -> None:
    pick.pick(example="java-bank", markdown=True)
    printed = capsys.readouterr().out
    assert printed.startswith("# Backend framework: ")
    for part in ("## Context", "## Decision", "## What would change it", "## Evidence"):
        assert part in printed


def test_a_saved_profile_is_read_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "saved.toml"
    pick.pick(example="rails-startup", save=file, as_json=True)
    first = json.loads(capsys.readouterr().out)
    pick.pick(profile=file, as_json=True)
    assert json.loads(capsys.readouterr().out) == {**first, "profile": "saved"}


def test_questions_go_back_explain_and_refuse_nonsense(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = iter(["Python", "<", "?", "Python", "admn", "admin", "Python", "learning, orm"])
    found = ask_profile(lambda *_: next(said))
    assert found.order == (("learning",), ("orm",))
    assert found.constraints["languages"] == ["Python"]
    assert found.constraints["needs"] == ["admin"]
    assert "screened out" in capsys.readouterr().out


def test_table_and_show_read_the_users_own_campaigns(capsys: pytest.CaptureFixture[str]) -> None:
    table.print_table(table.TableFormat.csv)
    show.show("performance/go")
    printed = capsys.readouterr().out
    assert 'performance,go,"1.50x [1.43, 1.57] the CPU of bare Go",Excellent,1.5' in printed
    assert "environment 2026-11-20-first" in printed
