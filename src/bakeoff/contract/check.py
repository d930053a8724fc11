"""A check: one statement of the contract that a running service meets or breaks."""

import inspect
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal

from bakeoff.contract.bench import Bench

Outcome = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True)
class Check:
    """A check, described by the docstring of its function.

    The first paragraph is the statement; `What it means:` and `Usual cause:` begin the two
    others. `run` returns where the service meets it, else raises BrokenError or SkippedError.
    A check that is `early` mostly waits: it starts with the run and is reported in its place.
    """

    id: str
    run: Callable[[Bench], Awaitable[None]]
    early: bool = False

    @property
    def title(self) -> str:
        """The statement of the contract."""
        return self._part(r"\A(.*?)(?:\n\n|\Z)")

    @property
    def meaning(self) -> str:
        """What it means when a service fails it."""
        return self._part(r"^What it means: (.*?)(?:\n\n|\Z)")

    @property
    def cause(self) -> str:
        """What is usually the cause."""
        return self._part(r"^Usual cause: (.*?)(?:\n\n|\Z)")

    def _part(self, form: str) -> str:
        text = inspect.getdoc(self.run) or ""
        found = re.search(form, text, re.DOTALL | re.MULTILINE)
        return " ".join(found[1].split()) if found else ""


@dataclass(frozen=True)
class CheckResult:
    """What came of a check: `sentence` says what is wrong, or why it was skipped."""

    id: str
    title: str
    outcome: Outcome
    sentence: str
    seconds: float
