"""What programs have mapped stays in memory while they are measured."""

import sys
import time
from pathlib import Path

import pytest

from bakeoff.lab.residence import mapped_files, resident
from bakeoff.services.run import Run

MAPS = (
    "import mmap,sys,time\n"
    "file = open(sys.argv[1], 'rb')\n"
    "kept = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)\n"
    "print('mapped', flush=True)\n"
    "time.sleep(60)\n"
)


def locked_kib() -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmLck:"))


def test_what_a_child_has_mapped_is_locked_and_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAKEOFF_CACHE", str(tmp_path / "cache"))
    program = tmp_path / "program"
    program.write_bytes(b"x" * 65_536)
    with Run() as run:
        command = [sys.executable, "-c", MAPS, str(program)]
        process = run.spawn("mapper", command, cwd=run.folder, env={})
        end = time.monotonic() + 10
        while program not in mapped_files([process]) and time.monotonic() < end:
            time.sleep(0.02)
        assert program in mapped_files([process])
        before = locked_kib()
        with resident([process]) as size:
            if not size:
                pytest.skip("this user may lock nothing")
            assert locked_kib() - before == pytest.approx(size / 1024, rel=0.02)
        assert locked_kib() == before
