"""Files are there whole or not at all."""

from pathlib import Path

import pytest

from bakeoff.base.files import write_new, write_whole


def test_a_file_of_that_name_is_never_replaced(tmp_path: Path) -> None:
    first = write_new(tmp_path / "a.json", "1")
    second = write_new(tmp_path / "a.json", "2")
    assert (first.read_text(), second.name, second.read_text()) == ("1", "a-2.json", "2")


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    with pytest.raises(OSError, match="taken"):
        write_whole(tmp_path / "taken", "text")
    assert [p.name for p in tmp_path.iterdir()] == ["taken"]
