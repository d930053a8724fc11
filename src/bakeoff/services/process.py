"""A process that bakeoff has started, seen through its keeper."""

import contextlib
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bakeoff.services import cgroup
from bakeoff.services.errors import ServiceError

_KEEPER = Path(__file__).with_name("keeper.py")


@dataclass(frozen=True)
class Order:
    """What to run and how: the keeper's order.

    `cpus` pins it, `user` is the id to run as (None: ours), `group` a cgroup folder,
    `remove` lists folders that the keeper deletes when the process is gone.
    """

    command: Sequence[str]
    cwd: Path
    env: Mapping[str, str]
    log: Path
    cpus: Sequence[int] = ()
    user: int | None = None
    group: Path | None = None
    remove: Sequence[Path] = ()

    def line(self) -> bytes:
        """Return the order as the line of JSON that the keeper reads."""
        content = {
            "command": list(self.command),
            "cwd": str(self.cwd),
            "env": dict(self.env),
            "log": str(self.log),
            "cpus": list(self.cpus),
            "user": self.user,
            "group": str(self.group) if self.group else None,
            "remove": [str(path) for path in self.remove],
        }
        return json.dumps(content).encode() + b"\n"


@dataclass(frozen=True)
class Exit:
    """How a process ended: its code (-N by signal N; None where it had to be killed),
    seconds that it took, and the processes that it left behind (killed since)."""

    code: int | None
    seconds: float
    killed: bool
    survivors: tuple[int, ...]


class Process:
    """A running process tree and the keeper above it."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self._exit: Exit | None = None
        self._buffer = b""
        self._keeper = subprocess.Popen(
            [sys.executable, "-I", "-S", str(_KEEPER)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            bufsize=0,
        )
        try:
            self._send(order.line())
            started = self._hear(10.0)
        except BaseException:
            self._release()
            raise
        if started is None:
            self._release()
            raise ServiceError(f"{order.command[0]} could not be started: its keeper died.")
        self.pid = int(str(started["pid"]))
        self.started_at = float(str(started["at"]))

    @property
    def root(self) -> int:
        """The keeper's process id: all of the tree is below it."""
        return self._keeper.pid

    def exit_code(self) -> int | None:
        """Return the exit code if the process has ended by itself, else None."""
        if self._exit is None:
            said = self._hear(0.0)
            if said is not None and "exit" in said:
                self._exit = Exit(int(str(said["exit"])), 0.0, False, ())
        return None if self._exit is None else self._exit.code

    def is_running(self) -> bool:
        """Tell whether the process that was started still runs."""
        return self._exit is None and self.exit_code() is None

    def wait(self, timeout: float) -> int | None:
        """Return the exit code, or None where it has not ended within `timeout` seconds."""
        end = time.monotonic() + timeout
        while self._exit is None and (left := end - time.monotonic()) > 0:
            said = self._hear(left)
            if said is not None and "exit" in said:
                self._exit = Exit(int(str(said["exit"])), 0.0, False, ())
            elif said is None and self._keeper.poll() is not None:
                break
        return None if self._exit is None else self._exit.code

    def stop(self, grace: float = 10.0) -> Exit:
        """SIGTERM, wait up to `grace` seconds, kill what is left; a second call does nothing."""
        if self._keeper.poll() is None:
            with contextlib.suppress(OSError):
                self._send(f"stop {grace}\n".encode())
            end = time.monotonic() + grace + 15
            while (left := end - time.monotonic()) > 0:
                said = self._hear(left)
                if said is None:
                    break
                if "stopped" in said:
                    code, survivors = said["exit"], said["survivors"]
                    self._exit = Exit(
                        None if code is None else int(str(code)),
                        float(str(said["seconds"])),
                        bool(said["killed"]),
                        tuple(survivors) if isinstance(survivors, list) else (),
                    )
                    break
        self._release()
        return self._exit or Exit(None, 0.0, True, ())

    def _send(self, line: bytes) -> None:
        assert self._keeper.stdin is not None
        view = memoryview(line)
        while view:
            view = view[self._keeper.stdin.write(view) :]

    def _hear(self, timeout: float) -> dict[str, object] | None:
        """Return the keeper's next message, None after `timeout` or where it is gone."""
        if self._keeper.stdout is None or self._keeper.stdout.closed:
            return None
        end = time.monotonic() + timeout
        while b"\n" not in self._buffer:
            left = max(0.0, end - time.monotonic())
            if not select.select([self._keeper.stdout], [], [], left)[0]:
                return None
            data = os.read(self._keeper.stdout.fileno(), 65536)
            if not data:
                return None
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        message: dict[str, object] = json.loads(line)
        return message

    def _release(self) -> None:
        """Let the keeper end: closing its input makes it kill whatever is left."""
        for pipe in (self._keeper.stdin, self._keeper.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._keeper.wait(timeout=20)
        if self.order.group is not None:
            cgroup.remove(self.order.group)
