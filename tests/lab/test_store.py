"""What was measured is kept, whatever happens next."""

import subprocess
import sys
from pathlib import Path

import pytest

from bakeoff.lab.errors import LabError
from bakeoff.lab.store import Store
from tests.lab.blocks import block


def test_blocks_come_back_as_they_were(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.sqlite")
    one = block("go", 0.002, histogram=((100, 3), (250, 1)))
    store.add("s1", one)
    store.close()
    again = Store(tmp_path / "c.sqlite")
    assert list(again.blocks()) == [("s1", one)]
    again.close()


def test_what_the_campaign_is_is_kept_from_its_first_session(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.sqlite")
    store.open_campaign({"id": "first"})
    assert store.open_campaign({"id": "second"}) == {"id": "first"}
    store.close()


def test_a_block_is_there_after_kill_9(tmp_path: Path) -> None:
    script = f"""
import os, signal
from pathlib import Path
from bakeoff.lab.store import Store
from tests.lab.blocks import block
store = Store(Path({str(tmp_path / "c.sqlite")!r}))
store.add("s1", block("go", 0.002))
os.kill(os.getpid(), signal.SIGKILL)
"""
    subprocess.run([sys.executable, "-c", script], cwd=Path(__file__).parents[2], check=False)
    store = Store(tmp_path / "c.sqlite")
    assert [b.entrant for _, b in store.blocks()] == ["go"]
    store.close()


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "c.sqlite")
    store.add("s1", block("go", 0.002))
    store._db.execute("PRAGMA max_page_count = 1")
    with pytest.raises(LabError, match="make room, then give the same command again"):
        for _ in range(200):
            store.add("s1", block("go", 0.002, histogram=tuple((i, 1) for i in range(500))))
    assert next(store.blocks())[1].entrant == "go"
    store.close()


def test_a_file_that_is_no_campaign_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.sqlite").write_text("not a database, but long enough to be looked at" * 9)
    with pytest.raises(LabError, match="cannot be used"):
        Store(tmp_path / "c.sqlite")
