"""The load generator: a Go program beside this file, one child for a whole campaign."""

import json
import os
import select
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

from bakeoff.lab.errors import LabError
from bakeoff.lab.scenario import Scenario

TIMEOUT_SECONDS = 10.0
DRAIN_SECONDS = 10.0


@dataclass(frozen=True)
class Sample:
    """One answer kept whole, for a look at its content."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(frozen=True)
class Load:
    """What a block of load gave.

    `unanswered` had neither answer nor error when the wait for them ended. `elapsed` in
    seconds from the first request to the last answer; `histogram` of latencies as
    (microseconds, count), three significant digits; `start_error_p99` in microseconds, the
    generator's own lateness (open loop); `cpu` the generator's own CPU seconds; `warning` says
    where the generator, not the service, may have set the figures.
    """

    completed: int
    wrong: int
    errors: Mapping[str, int]
    unanswered: int
    first_error: str
    elapsed: float
    per_request: tuple[int, ...]
    histogram: tuple[tuple[int, int], ...]
    start_error_p99: float | None
    samples: tuple[Sample, ...]
    cpu: float
    warning: str

    @property
    def failures(self) -> int:
        """Requests that got no right answer."""
        return self.wrong + sum(self.errors.values()) + self.unanswered


class Generator:
    """The running load generator; a context manager."""

    def __init__(self, program: Path, cpus: Sequence[int]) -> None:
        self._program = program
        self._cpus = cpus
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        # It ends with us by itself: its input closes.
        self._child = subprocess.Popen(
            [self._program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, process_group=0
        )
        if self._cpus:
            os.sched_setaffinity(self._child.pid, self._cpus)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.wait()
            for pipe in (self._child.stdin, self._child.stdout):
                if pipe is not None:
                    pipe.close()

    def run(
        self,
        scenario: Scenario,
        url: str,
        expected: Sequence[Mapping[str, int]],
        ready: Callable[[int], bool] | None = None,
        **more: Any,
    ) -> Load:
        """Put the load of `scenario` on `url`.

        `expected` has, for each request of the scenario, `status`, `min_bytes`, `max_bytes`.
        After a lead-in (`lead_s`), when the connections are open and nothing is in flight,
        `ready` is called with the number of its answers: True begins the load, False repeats
        the lead-in.

        Raises:
            LabError: the generator died or refused its plan.
        """
        plan = _plan(scenario, url, expected)
        plan.update(more)
        seconds = float(plan["duration_s"]) + float(plan.get("lead_s", 0))
        limit = seconds + DRAIN_SECONDS + TIMEOUT_SECONDS + 10
        answer = self._ask(json.dumps(plan), limit)
        while answer.get("ready"):
            begins = ready is None or ready(int(answer["completed"]))
            answer = self._ask("go" if begins else "again", limit)
        if answer.get("error"):
            raise LabError(f"the load generator refused its plan: {answer['error']}")
        return _load(scenario, answer)

    def hang_up(self) -> None:
        """Close the connections of the last load now, not when the next one begins."""
        # an empty line is no plan
        self._send("")

    def _ask(self, text: str, limit: float) -> dict[str, Any]:
        child = self._send(text)
        assert child.stdout is not None
        try:
            ready = select.select([child.stdout], [], [], limit)[0]
            line = child.stdout.readline() if ready else b""
        except OSError as error:
            raise LabError(f"the load generator is gone: {error}") from error
        if not line:
            raise LabError("the load generator did not answer; start the same command again")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _send(self, text: str) -> "subprocess.Popen[bytes]":
        child = self._child
        assert child is not None and child.stdin is not None
        try:
            child.stdin.write(text.encode() + b"\n")
            child.stdin.flush()
        except OSError as error:
            raise LabError(f"the load generator is gone: {error}") from error
        return child


def _plan(scenario: Scenario, url: str, expected: Sequence[Mapping[str, int]]) -> dict[str, Any]:
    load: dict[str, Any] = {"shape": scenario.shape}
    if scenario.is_open:
        load |= {"rate": scenario.rate, "arrivals": "constant", "max_connections": 1024}
    else:
        load |= {"connections": scenario.connections}
    return {
        "id": scenario.id,
        "target": urlsplit(url).netloc,
        "duration_s": scenario.seconds,
        "load": load,
        "requests": [
            {
                "weight": request.weight,
                "method": request.method,
                "path": request.path,
                "body": request.body,
                "expect": dict(expect),
            }
            for request, expect in zip(scenario.requests, expected, strict=True)
        ],
        "samples": 4,
        "timeout_s": TIMEOUT_SECONDS,
        "drain_s": DRAIN_SECONDS,
    }


def _load(scenario: Scenario, answer: Mapping[str, Any]) -> Load:
    lateness = answer.get("start_error_us")
    return Load(
        completed=answer["completed"],
        wrong=answer["wrong"],
        errors={k: v for k, v in answer["errors"].items() if k not in ("status", "length")},
        unanswered=answer["timed_out_at_end"],
        first_error=answer.get("first_error") or "",
        elapsed=answer["elapsed_s"],
        per_request=tuple(answer["per_request"]),
        # a closed loop's latencies are not to be published, so not worth unpacking either
        histogram=tuple(map(tuple, answer["histogram"])) if scenario.is_open else (),
        start_error_p99=lateness["p99"] if lateness else None,
        samples=tuple(
            Sample(scenario.requests[s["request"]].path, s["status"], s["headers"], s["body"])
            for s in answer["samples"]
        ),
        cpu=answer["cpu_s"],
        warning=answer.get("warning") or "",
    )
