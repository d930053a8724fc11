"""Builds are keyed by content, done once, and their failures are shown."""

import os
from pathlib import Path

import pytest

from bakeoff.services.build import build_folder, content_key
from bakeoff.services.errors import BuildError
from bakeoff.services.run import Run

COUNT = ["sh", "-c", "echo built >> out.txt"]


def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "app.py").write_text("print('hello')\n")
    return folder


def test_the_same_content_is_built_once(run: Run, tmp_path: Path) -> None:
    folder, said = source(tmp_path), list[str]()
    first = build_folder(run, "tiny", folder, [COUNT], [], said.append)
    second = build_folder(run, "tiny", folder, [COUNT], [], said.append)
    assert first.fresh and not second.fresh
    assert first.folder == second.folder
    assert (first.folder / "out.txt").read_text() == "built\n"
    assert said == ["building tiny"]
    assert not (folder / "out.txt").exists()


def test_another_content_is_another_build(run: Run, tmp_path: Path) -> None:
    folder = source(tmp_path)
    before = build_folder(run, "tiny", folder, [COUNT], [], print)
    (folder / "app.py").write_text("print('changed')\n")
    assert build_folder(run, "tiny", folder, [COUNT], [], print).folder != before.folder


def test_what_tools_leave_behind_does_not_count(tmp_path: Path) -> None:
    folder = source(tmp_path)
    key = content_key(folder, [COUNT], [])
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "x.js").write_text("1")
    assert content_key(folder, [COUNT], []) == key
    (folder / "app.py").chmod(0o755)
    assert content_key(folder, [COUNT], []) != key


def test_a_failed_build_shows_command_last_lines_and_log(run: Run, tmp_path: Path) -> None:
    folder = source(tmp_path)
    broken = ["sh", "-c", "echo cannot find the flux capacitor; exit 7"]
    with pytest.raises(BuildError) as caught:
        build_folder(run, "tiny", folder, [broken], [], print)
    text = str(caught.value)
    assert "ended with 7" in text
    assert "cannot find the flux capacitor" in text
    assert Path(text.rsplit("The whole log: ", 1)[1]).is_file()


def test_a_build_that_was_cut_off_is_done_again(run: Run, tmp_path: Path) -> None:
    folder = source(tmp_path)
    with pytest.raises(BuildError):
        build_folder(
            run, "tiny", folder, [COUNT, ["test", "-e", str(tmp_path / "flag")]], [], print
        )
    (tmp_path / "flag").touch()
    commands = [COUNT, ["test", "-e", str(tmp_path / "flag")]]
    done = build_folder(run, "tiny", folder, commands, [], print)
    assert done.fresh
    assert (done.folder / "out.txt").read_text() == "built\n"
    assert os.access(done.folder, os.W_OK)
