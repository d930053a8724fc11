"""Keep one child process, and see that nothing of it outlives us.

Run as a program of its own (`python -I -S keeper.py`), so it imports the standard library
only. Between bakeoff and each process that it starts stands one keeper: it is the reaper of
all the child's descendants (PR_SET_CHILD_SUBREAPER), so none can escape by a double fork; and
it holds the reading end of a pipe from bakeoff, so it learns of bakeoff's death, kill -9
included, and then kills the whole tree and removes what it was told to.

Standard input: one line of JSON, the order; afterwards lines `stop SECONDS` and `kill`; its
end means that bakeoff is gone. Standard output: lines of JSON: {"pid", "at"}, {"exit"} when
the child ends by itself, {"stopped"} after `stop`. `at` is CLOCK_MONOTONIC at the start.
"""

import contextlib
import ctypes
import json
import os
import resource
import select
import shutil
import signal
import time
from typing import Any

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
OPEN_FILES = 65536
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def prctl(option: int, value: int) -> None:
    """Call prctl(2); a kernel without the option is no reason to stop."""
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


def enter_group(folder: str) -> None:
    """Move this process into the cgroup `folder`."""
    with open(os.path.join(folder, "cgroup.procs"), "w") as procs:  # noqa: PTH118, PTH123
        procs.write("0")


def raise_file_limit() -> None:
    """Allow as many open files as the hard limit does, up to OPEN_FILES."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def become_child(order: dict[str, Any]) -> None:
    """Turn the forked process into the program that was ordered; never returns."""
    try:
        os.setpgid(0, 0)
        log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        if order["group"]:
            enter_group(order["group"])
        if order["cpus"]:
            os.sched_setaffinity(0, order["cpus"])
        raise_file_limit()
        if order["user"] is not None:
            os.setgroups([])
            os.setgid(order["user"])
            os.setuid(order["user"])
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # after setuid, which clears it
        os.chdir(order["cwd"])
        for number in (*ENDINGS, signal.SIGCHLD):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        os.execvpe(order["command"][0], order["command"], order["env"])  # noqa: S606
    except BaseException as error:
        os.write(2, f"cannot run {order['command'][0]!r}: {error}\n".encode())
        os._exit(127)


def descendants() -> list[int]:
    """Return the living processes below this one; zombies do not count."""
    children: dict[int, list[int]] = {}
    for name in os.listdir("/proc"):  # noqa: PTH208
        if not name.isdigit():
            continue
        try:
            with open(f"/proc/{name}/stat") as file:  # noqa: PTH123
                state, parent = file.read().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if state not in "ZX":
            children.setdefault(int(parent), []).append(int(name))
    found, queue = [], [os.getpid()]
    while queue:
        below = children.get(queue.pop(), [])
        found += below
        queue += below
    return found


def in_group(folder: str) -> list[int]:
    """Return the processes in the cgroup `folder`."""
    try:
        with open(os.path.join(folder, "cgroup.procs")) as procs:  # noqa: PTH118, PTH123
            return [int(line) for line in procs]
    except (OSError, ValueError):
        return []


def left_over(order: dict[str, Any]) -> list[int]:
    """Return every process of the child's tree that still lives."""
    return sorted({*descendants(), *in_group(order["group"] or "/nonexistent")})


def kill_all(order: dict[str, Any]) -> None:
    """Kill the tree until nothing of it is left; gives up after 10 s."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        left = left_over(order)
        reap()
        if not left:
            break
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        time.sleep(0.005)
    if order["group"]:
        with contextlib.suppress(OSError):
            os.rmdir(order["group"])  # noqa: PTH106


def reap() -> dict[int, int]:
    """Collect the ended children; return their exit codes (-N: ended by signal N)."""
    ended: dict[int, int] = {}
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if pid == 0:
            return ended
        ended[pid] = os.waitstatus_to_exitcode(status)


class Keeper:
    """The keeper's state: its order, its child, and how that ended."""

    def __init__(self, order: dict[str, Any]) -> None:
        self.order = order
        self.exit: int | None = None
        self.waker, end = os.pipe()
        os.set_blocking(end, False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(end, warn_on_full_buffer=False)
        # Blocked meanwhile, so that a signal to a child that is not yet its program waits.
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDINGS)
        self.pid = os.fork()
        if self.pid == 0:
            become_child(order)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDINGS)
        self.say(pid=self.pid, at=time.monotonic())

    def say(self, **message: object) -> None:
        """Write one line to bakeoff; it may be gone already."""
        with contextlib.suppress(OSError):
            os.write(1, json.dumps(message).encode() + b"\n")

    def wait(self, seconds: float | None, *inputs: int) -> list[int]:
        """Sleep until a child ends or an input is readable; return the readable inputs."""
        ready, _, _ = select.select([self.waker, *inputs], [], [], seconds)
        if self.waker in ready:
            os.read(self.waker, 4096)
            ended = reap()
            if self.pid in ended:
                self.exit = ended[self.pid]
                self.say(exit=self.exit, at=time.monotonic())
        return [r for r in ready if r != self.waker]

    def stop(self, seconds: float) -> None:
        """SIGTERM the child, give it `seconds`, then kill what is left; tell how it went."""
        began = time.monotonic()
        if self.exit is None:
            os.kill(self.pid, signal.SIGTERM)
        while self.exit is None and time.monotonic() < began + seconds:
            self.wait(max(0.0, began + seconds - time.monotonic()))
        taken, killed = time.monotonic() - began, self.exit is None
        # A worker of a pool may need a moment after its master has ended.
        end = time.monotonic() + 0.5
        while not killed and left_over(self.order) and time.monotonic() < end:
            time.sleep(0.01)
            reap()
        survivors = [] if killed else left_over(self.order)
        kill_all(self.order)
        if killed:
            reap()
        self.say(stopped=True, exit=self.exit, seconds=taken, killed=killed, survivors=survivors)

    def run(self) -> None:
        """Obey until the child is stopped or bakeoff is gone."""
        buffered = b""
        try:
            while True:
                if 0 not in self.wait(None, 0):
                    continue
                data = os.read(0, 4096)
                if not data:
                    return
                buffered += data
                while b"\n" in buffered:
                    line, _, buffered = buffered.partition(b"\n")
                    word, _, argument = line.decode().partition(" ")
                    self.stop(float(argument) if word == "stop" else 0.0)
                    return
        finally:
            kill_all(self.order)
            for path in self.order["remove"]:
                shutil.rmtree(path, ignore_errors=True)


def main() -> None:
    """Read the order from standard input and keep the child."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return
        line += byte
    for number in ENDINGS:
        signal.signal(number, signal.SIG_IGN)
    prctl(PR_SET_CHILD_SUBREAPER, 1)
    Keeper(json.loads(line)).run()


if __name__ == "__main__":
    main()
