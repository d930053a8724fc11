"""CPU is accounted for the whole tree: children, orphans, the dead."""

import sys
import time
from pathlib import Path

import pytest

from bakeoff.lab.cpu import memory_bytes, wait_until_quiet
from bakeoff.services.process import Process
from bakeoff.services.run import Run

BURN = "import time\nend = time.process_time() + {0}\nwhile time.process_time() < end: pass\n"
IN_CHILD = "import subprocess,sys\nsubprocess.run([sys.executable, '-c', {0!r}])\n"
ORPHAN = (
    "import os\nif os.fork() == 0:\n  os.setsid()\n  if os.fork() == 0:\n{0}\n    os._exit(0)\n"
)
STAY = "import time\ntime.sleep(60)\n"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("BAKEOFF_CACHE", str(tmp_path / "cache"))
    with Run() as one:
        yield one


def indented(code: str) -> str:
    return "\n".join("    " + line for line in code.splitlines())


@pytest.mark.parametrize("grouped", [True, False], ids=["cgroup", "clocks"])
@pytest.mark.parametrize(
    "code",
    [
        BURN.format(0.4),
        IN_CHILD.format(BURN.format(0.4)),
        ORPHAN.format(indented(BURN.format(0.4))),
    ],
    ids=["itself", "a child that has ended", "an orphan that has ended"],
)
def test_what_was_burnt_is_counted(
    run: Run, code: str, grouped: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not grouped:
        monkeypatch.setattr("bakeoff.services.cgroup.parent", lambda: None)
    process = run.spawn("burner", [sys.executable, "-c", code + STAY], cwd=run.folder, env={})
    if grouped and process.order.group is None:
        pytest.skip("no cgroup can be made here")
    used = settled(process)
    own_start = 0.15  # the interpreters' own
    assert 0.39 <= used <= 0.42 + 2 * own_start


def settled(process: Process) -> float:
    """Wait until the CPU has stayed the same for half a second."""
    end, last = time.monotonic() + 20, -1.0
    while time.monotonic() < end:
        now = wait_until_quiet(process)
        if now > 0.39 and now == last:
            return now
        last = now
        time.sleep(0.5)
    return last


def test_memory_of_the_tree_is_shared_out(run: Run) -> None:
    hold = "import os,time\nx = bytearray(50_000_000)\nos.fork()\ntime.sleep(60)\n"
    process = run.spawn("holder", [sys.executable, "-c", hold], cwd=run.folder, env={})
    end = time.monotonic() + 10
    while memory_bytes(process) < 50e6 and time.monotonic() < end:
        time.sleep(0.05)
    time.sleep(0.2)
    assert 50e6 < memory_bytes(process) < 90e6, "pages that both share count once"
