"""Nothing that we start outlives us, whatever it does and however we end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bakeoff.services.run import Run, kill_marked

ENV = {"PATH": "/usr/bin:/bin"}
# A daemon as they used to be written: a child in a session of its own, its parent gone.
DAEMON = "import os,time\nif os.fork() == 0:\n os.setsid()\n os.fork()\n time.sleep(300)\n"


def alive(marker: str) -> list[int]:
    """Return the processes whose environment names `marker`."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and marker.encode() in (process / "environ").read_bytes():
                found.append(int(process.name))
        except OSError:
            continue
    return found


def gone(marker: str, within: float = 5.0) -> bool:
    end = time.monotonic() + within
    while alive(marker) and time.monotonic() < end:
        time.sleep(0.02)
    return not alive(marker)


def python(run: Run, code: str, name: str = "child"):
    return run.spawn(name, [sys.executable, "-c", code], cwd=run.folder, env=ENV)


def test_a_process_that_ends_on_sigterm_is_told_how(run: Run) -> None:
    process = python(run, "import time; time.sleep(60)")
    ended = process.stop(grace=5)
    assert (ended.code, ended.killed, ended.survivors) == (-signal.SIGTERM, False, ())
    assert ended.seconds < 2


def test_a_process_that_ignores_sigterm_is_killed(run: Run) -> None:
    ignore = "import signal,time; signal.signal(15, signal.SIG_IGN); print('up', flush=True)"
    process = python(run, f"{ignore}; time.sleep(60)")
    while not process.order.log.exists() or "up" not in process.order.log.read_text():
        time.sleep(0.01)
    ended = process.stop(grace=0.3)
    assert ended.killed
    assert gone(run.id)


def test_a_daemon_is_found_reported_and_killed(run: Run) -> None:
    process = python(run, DAEMON + "time.sleep(60)")
    time.sleep(0.3)
    ended = process.stop(grace=5)
    assert len(ended.survivors) == 2
    assert gone(run.id)


def test_an_exit_code_is_seen_without_stopping(run: Run) -> None:
    assert python(run, "raise SystemExit(3)").wait(5) == 3


def test_a_command_that_does_not_exist_says_so_in_its_log(run: Run) -> None:
    process = run.spawn("none", ["no-such-program"], cwd=run.folder, env=ENV)
    assert process.wait(5) == 127
    assert "cannot run 'no-such-program'" in process.order.log.read_text()


def test_kill_9_of_bakeoff_takes_everything_along(cache: Path, tmp_path: Path) -> None:
    """The keeper sees our end of its pipe close, and kills the tree, daemons too."""
    data = tmp_path / "data"
    data.mkdir()
    script = f"""
import sys, time
from pathlib import Path
from bakeoff.services.run import Run
with Run() as run:
    run.spawn("child", [sys.executable, "-c", {DAEMON!r} + "time.sleep(300)"],
              cwd=run.folder, env={{"PATH": "/usr/bin:/bin"}}, remove=[Path({str(data)!r})])
    time.sleep(0.3)
    print(run.id, flush=True)
    time.sleep(300)
"""
    victim = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert victim.stdout is not None
    run_id = victim.stdout.readline().strip()
    assert len(alive(run_id)) >= 3
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    victim.stdout.close()
    assert gone(run_id)
    end = time.monotonic() + 5
    while data.exists() and time.monotonic() < end:
        time.sleep(0.02)
    assert not data.exists()
    assert (cache / "runs" / run_id).exists()
    with Run():
        assert not (cache / "runs" / run_id).exists(), "the next run sweeps the folder"


@pytest.mark.usefixtures("cache")
def test_the_next_run_sweeps_even_when_the_keeper_was_killed(tmp_path: Path) -> None:
    left = tmp_path / "left"
    left.mkdir()
    script = f"""
import os, signal, sys, time
from bakeoff.services.run import Run
run = Run().__enter__()
code = {DAEMON!r} + "time.sleep(300)"
child = run.spawn("child", [sys.executable, "-c", code], cwd=run.folder, env={{"PATH": "/bin"}})
run.record("folders", "left", {str(left)!r})
time.sleep(0.3)
print(run.id, flush=True)
os.kill(child.root, signal.SIGKILL)
os.kill(os.getpid(), signal.SIGKILL)
"""
    victim = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    run_id = victim.stdout.strip()
    with Run():
        assert gone(run_id)
    assert not left.exists()


def test_a_run_that_lives_is_not_swept(run: Run) -> None:
    process = python(run, "import time; time.sleep(60)")
    with Run() as other:
        assert other.id != run.id
    assert process.is_running()
    assert run.folder.exists()


def test_ctrl_c_leaves_nothing(cache: Path) -> None:
    script = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in a background job
from bakeoff.services.run import Run
with Run() as run:
    run.spawn("child", [sys.executable, "-c", "import time; time.sleep(300)"],
              cwd=run.folder, env={"PATH": "/usr/bin:/bin"})
    print(run.id, flush=True)
    time.sleep(300)
"""
    victim = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert victim.stdout is not None
    run_id = victim.stdout.readline().strip()
    victim.send_signal(signal.SIGINT)
    victim.communicate(timeout=20)
    assert gone(run_id)
    assert not (cache / "runs" / run_id).exists()


def test_the_marker_reaches_only_its_own(run: Run) -> None:
    process = python(run, "import time; time.sleep(60)")
    assert kill_marked("another-run") == []
    assert process.is_running()
