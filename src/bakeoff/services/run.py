"""One run of bakeoff: whatever it starts and writes belongs to it and ends with it."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from bakeoff.base.files import write_whole
from bakeoff.base.folders import cache_folder
from bakeoff.services import cgroup
from bakeoff.services.environment import RUN_MARKER
from bakeoff.services.process import Order, Process

Sweeper = Callable[[dict[str, str]], None]


class Run:
    """A folder, a lock on it, and the processes started under it; a context manager.

    The lock tells a later run that this one lives. What a dead run left (after kill -9, say)
    is swept when the next one begins: processes by the marker in their environment, cgroups,
    folders, and through `sweepers` whatever else was recorded under a name.
    """

    def __init__(self, sweepers: Mapping[str, Sweeper] | None = None) -> None:
        self.id = f"{time.strftime('%Y%m%dT%H%M%S')}-{secrets.token_hex(3)}"
        self._sweepers = dict(sweepers or {})
        self._runs = cache_folder() / "runs"
        self.folder = self._runs / self.id
        self._lock: IO[str] | None = None
        self._processes: list[Process] = []

    def __enter__(self) -> Self:
        self._runs.mkdir(parents=True, exist_ok=True)
        self._sweep()
        self.folder.mkdir()
        self._lock = _locked(self.folder / "lock")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._processes):
            process.stop(grace=5.0)
        self._clear(self.folder)
        if self._lock is not None:
            self._lock.close()

    def spawn(
        self,
        name: str,
        command: Sequence[str],
        *,
        cwd: Path,
        env: Mapping[str, str],
        cpus: Sequence[int] = (),
        user: int | None = None,
        remove: Sequence[Path] = (),
        log: Path | None = None,
    ) -> Process:
        """Start `command` under a keeper, in a process group and (if possible) a cgroup.

        Its output goes to `log` (default `NAME.log` in the run's folder). `remove` lists
        folders that go when the process does, even if we are killed.
        """
        order = Order(
            command=command,
            cwd=cwd,
            env={**env, RUN_MARKER: self.id},
            log=log or self.folder / f"{name}.log",
            cpus=cpus,
            user=user,
            group=cgroup.create(f"bakeoff-{self.id}-{name}"),
            remove=remove,
        )
        try:
            process = Process(order)
        except BaseException:
            if order.group is not None:
                cgroup.remove(order.group)
            raise
        self._processes.append(process)
        return process

    def forget(self, process: Process) -> None:
        """Drop a process that has been stopped."""
        if process in self._processes:
            self._processes.remove(process)

    def temporary_folder(self, user: int | None) -> Path:
        """Return a new folder that `user` can reach: in the run's, or the system's for others.

        A home folder of root's is closed to the user that PostgreSQL has to run as.
        """
        if user is None:
            folder = Path(tempfile.mkdtemp(dir=self.folder))
        else:
            folder = Path(tempfile.mkdtemp(prefix=f"bakeoff-{self.id}-"))
            os.chown(folder, user, user)
            folder.chmod(0o700)
        self.record("folders", folder.name, str(folder))
        return folder

    def record(self, kind: str, name: str, value: str) -> None:
        """Note something that the next run must sweep should this one be killed."""
        write_whole(self.folder / f"{kind}.{name}.json", json.dumps({"value": value}), mode=0o600)

    def unrecord(self, kind: str, name: str) -> None:
        """Take back a note: the thing is gone."""
        (self.folder / f"{kind}.{name}.json").unlink(missing_ok=True)

    def _sweep(self) -> None:
        for folder in self._runs.iterdir():
            lock = folder / "lock"
            if not folder.is_dir():
                continue
            if not lock.exists():
                if time.time() - folder.stat().st_mtime > 60:
                    shutil.rmtree(folder, ignore_errors=True)
                continue
            held = _locked(lock)
            if held is None:
                continue
            with held:
                kill_marked(folder.name)
                parent = cgroup.parent()
                for group in parent.glob(f"bakeoff-{folder.name}-*") if parent else ():
                    cgroup.remove(group)
                self._clear(folder)

    def _clear(self, folder: Path) -> None:
        """Remove what is noted in a run's folder, then the folder itself."""
        for kind, sweeper in {"folders": _remove_folder, **self._sweepers}.items():
            for note in folder.glob(f"{kind}.*.json"):
                sweeper(json.loads(note.read_text(encoding="utf-8")))
        shutil.rmtree(folder, ignore_errors=True)


def kill_marked(run: str) -> list[int]:
    """Kill every process that carries the marker of `run` in its environment."""
    marker = f"{RUN_MARKER}={run}".encode()
    killed = []
    for process in Path("/proc").iterdir():
        if not process.name.isdigit() or int(process.name) == os.getpid():
            continue
        try:
            if marker in (process / "environ").read_bytes().split(b"\0"):
                os.kill(int(process.name), signal.SIGKILL)
                killed.append(int(process.name))
        except OSError:
            continue
    return killed


def _remove_folder(note: dict[str, str]) -> None:
    shutil.rmtree(note["value"], ignore_errors=True)


def _locked(path: Path) -> IO[str] | None:
    """Open and lock `path`; None where a living process holds it."""
    file = path.open("a", encoding="ascii")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file
