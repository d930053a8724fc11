"""A campaign's progress on the terminal: a listener to its events."""

import sys
import time
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, TextColumn
from rich.progress import Progress as Bar

from bakeoff.cli.console import err, say
from bakeoff.lab.events import Event, Failed, Measured, Resumed, RoundEnded, Started, Woken
from bakeoff.lab.settings import Settings


class Progress:
    """Shows what is under way and the time left: a bar on a terminal, else a line a round."""

    def __init__(self, settings: Settings) -> None:
        self._budget = settings.budget
        self._began = time.monotonic()
        self._bar: Bar | None = None
        self._task = None
        self._left = settings.budget
        if sys.stderr.isatty():
            columns = (BarColumn(), TextColumn("{task.description}"))
            self._bar = Bar(*columns, console=err(), transient=True)
            self._task = self._bar.add_task("starting services", total=1.0)

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def tell(self, event: Event) -> None:
        """Show one event of the campaign."""
        match event:
            case Resumed(blocks):
                say(f"going on with a campaign that was stopped: {blocks} blocks are kept")
            case Started(entrant, start, seconds, warmup):
                rough = "" if warmup.settled else ", not settled"
                self._show(
                    f"start {start}: {entrant} up in {seconds:.2f} s, "
                    f"warm in {warmup.seconds:.1f} s{rough}"
                )
            case Woken(entrant, start):
                self._show(f"start {start}: {entrant} awake again")
            case Measured(block, left):
                self._left = left
                failed = f" FAILED: {block.failure}" if block.failure else ""
                self._show(f"round {block.round}: {block.scenario} on {block.entrant}{failed}")
                if failed:
                    say(f"{block.entrant}, {block.scenario}:{failed}")
            case Failed(entrant, reason):
                say(f"{entrant} is left out: {reason}")
            case RoundEnded(number, results, left):
                widths = [r.half_width for r in results.ratios.values() if r.low is not None]
                width = f", widest interval +-{max(widths):.1%}" if widths else ""
                say(f"round {number} done{width}; {_time(left)} left")

    def _show(self, text: str) -> None:
        if self._bar is not None and self._task is not None:
            spent = time.monotonic() - self._began
            done = spent / max(spent + self._left, 0.001)
            self._bar.update(
                self._task, completed=done, description=f"{text} ({_time(self._left)} left)"
            )


def _time(seconds: float) -> str:
    return f"{seconds / 60:.0f} min" if seconds >= 90 else f"{seconds:.0f} s"
