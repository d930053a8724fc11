"""Where commands write: results to standard output, everything else to standard error."""

import sys

from rich.console import Console


def out() -> Console:
    """Return the console for results."""
    return Console(file=sys.stdout, highlight=False, soft_wrap=False)


def err() -> Console:
    """Return the console for progress, notes and warnings."""
    return Console(file=sys.stderr, highlight=False)


def say(text: str) -> None:
    """Write a line of progress to standard error."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
