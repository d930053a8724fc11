"""The upstream: a small Go program beside this file that services call in `/upstream`."""

import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bakeoff.catalog.requirement import Requirement
from bakeoff.services.build import build_folder
from bakeoff.services.environment import service_environment
from bakeoff.services.errors import ServiceError, ToolchainError, last_lines
from bakeoff.services.process import Process
from bakeoff.services.run import Run
from bakeoff.services.toolchains import Missing, locate

GO = Requirement("go", (1, 26))


@dataclass(frozen=True)
class Upstream:
    """The running upstream and its address."""

    url: str
    process: Process


def build_go(run: Run, name: str, source: Path, say: Callable[[str], None]) -> Path:
    """Build one of our own Go programs in the cache; return the program.

    Raises:
        ToolchainError: no Go, and none to be had.
        BuildError: it does not compile.
    """
    go = locate(GO)
    if isinstance(go, Missing):
        raise ToolchainError(f"bakeoff's load generator {go}.")
    command = ["go", "build", "-trimpath", "-o", "bin/program", "."]
    build = build_folder(run, name, source, [command], [go], say)
    return build.folder / "bin" / "program"


def start_upstream(run: Run, cpus: Sequence[int], say: Callable[[str], None]) -> Upstream:
    """Start the upstream on a free port; its texts carry a nonce that nobody knows before."""
    program = build_go(run, "upstream", Path(__file__).with_name("upstream"), say)
    nonce = secrets.token_hex(4)
    env = {"HOST": "127.0.0.1", "PORT": "0", "NONCE": nonce}
    process = run.spawn(
        f"upstream-{nonce}",
        [str(program)],
        cwd=run.folder,
        env=service_environment((), env),
        cpus=cpus,
    )
    log = process.order.log
    end = time.monotonic() + 10
    while time.monotonic() < end and process.is_running():
        said = log.read_text(encoding="utf-8") if log.exists() else ""
        if said.endswith("\n"):
            port = json.loads(said.splitlines()[0])["port"]
            return Upstream(f"http://127.0.0.1:{port}", process)
        time.sleep(0.005)
    raise ServiceError(f"the upstream did not start. Its last lines:\n{last_lines(log)}")
