"""CPU seconds and memory of a process tree."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from bakeoff.services.process import Process

_TICKS = os.sysconf("SC_CLK_TCK")
_CPUCLOCK_SCHED = 2


def cpu_seconds(process: Process) -> float:
    """Return the CPU seconds that the process and all that it ever started have used.

    From the cgroup's `cpu.stat` where there is one. Else from the living tree: each process's
    CPU clock (nanoseconds, clock_getcpuclockid(3)) and the times of the children that it has
    waited for (proc(5), in ticks of 10 ms); the keeper waits for those left by others.
    """
    group = process.order.group
    if group is not None:
        return _cgroup_seconds(group)
    tree = list(process_tree(process.root))
    own = sum(_clock(pid) for pid in tree)
    return own + sum(_waited_for(pid) for pid in (*tree, process.root))


def wait_until_quiet(process: Process, limit: float = 0.3) -> float:
    """Return the CPU seconds once the tree has fallen silent, or at `limit` seconds.

    A cgroup's counter lags by up to a tick while a thread runs, and work may go on after the
    last answer: both are over when 10 ms pass with less than 5 % of a core used.
    """
    end = time.monotonic() + limit
    used = cpu_seconds(process)
    while time.monotonic() < end:
        time.sleep(0.01)
        now = cpu_seconds(process)
        if now - used < 0.0005:
            return now
        used = now
    return used


def memory_bytes(process: Process) -> int:
    """Return the proportional set size (PSS) of the tree in bytes: shared pages count once."""
    return sum(_pss(pid) for pid in process_tree(process.root))


def process_tree(root: int) -> Iterator[int]:
    """Yield the living descendants of `root`."""
    queue = [root]
    while queue:
        pid = queue.pop()
        try:
            tasks = list(Path(f"/proc/{pid}/task").iterdir())
        except OSError:
            continue
        for task in tasks:
            try:
                children = (task / "children").read_text(encoding="ascii").split()
            except OSError:
                continue
            below = [int(child) for child in children]
            queue += below
            yield from below


def _cgroup_seconds(group: Path) -> float:
    first = (group / "cpu.stat").read_text(encoding="ascii").split("\n", 1)[0]
    return int(first.split()[1]) / 1e6


def _clock(pid: int) -> float:
    try:
        return time.clock_gettime((~pid << 3) | _CPUCLOCK_SCHED)
    except OSError:
        return 0.0


def _waited_for(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return (int(fields[13]) + int(fields[14])) / _TICKS


def _pss(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
