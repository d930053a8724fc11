"""Control groups (version 2) for the processes of a run, where this user may make them.

They account CPU for every process that ever was in the tree, and reach those that daemonised
away. Without them, `lab.cpu` adds up the living tree's clocks instead.
"""

import contextlib
import os
from pathlib import Path


def parent() -> Path | None:
    """Return the folder in which cgroups can be made: our own, or the root; None if neither."""
    mount = _mount()
    if mount is None:
        return None
    try:
        own = Path("/proc/self/cgroup").read_text(encoding="ascii")
    except OSError:
        return None
    path = next((line[3:] for line in own.splitlines() if line.startswith("0::")), "/")
    folder = mount / path.strip().lstrip("/")
    writable = os.access(folder, os.W_OK) and os.access(folder / "cgroup.procs", os.W_OK)
    return folder if writable else None


def create(name: str) -> Path | None:
    """Make the cgroup `name`; None where that is not possible here."""
    folder = parent()
    if folder is None:
        return None
    group = folder / name
    try:
        group.mkdir()
    except OSError:
        return None
    return group


def remove(group: Path) -> None:
    """Kill whatever is left in `group` and remove it."""
    with contextlib.suppress(OSError):
        (group / "cgroup.kill").write_text("1", encoding="ascii")
    with contextlib.suppress(OSError):
        group.rmdir()


def _mount() -> Path | None:
    try:
        lines = Path("/proc/mounts").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((Path(f[1]) for line in lines if (f := line.split())[2] == "cgroup2"), None)
