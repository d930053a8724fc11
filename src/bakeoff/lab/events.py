"""What a campaign tells while it goes on; terminal and page are listeners."""

from collections.abc import Callable
from dataclasses import dataclass

from bakeoff.lab.block import Block
from bakeoff.lab.results import Results
from bakeoff.lab.warmup import Warmup


@dataclass(frozen=True)
class Resumed:
    """The same command was stopped earlier; `blocks` of it are kept and used."""

    blocks: int


@dataclass(frozen=True)
class Started:
    """An entrant runs and has been warmed; `start_seconds` to its first healthy answer."""

    entrant: str
    start: int
    start_seconds: float
    warmup: Warmup


@dataclass(frozen=True)
class Woken:
    """A warm entrant has waited for the others, and is awake again."""

    entrant: str
    start: int


@dataclass(frozen=True)
class Measured:
    """A block has ended; `left` seconds of the campaign are expected."""

    block: Block
    left: float


@dataclass(frozen=True)
class Failed:
    """An entrant could not be started or died, and is left out from here on."""

    entrant: str
    reason: str


@dataclass(frozen=True)
class RoundEnded:
    """A round has ended: how things stand, and the seconds that are expected to be left."""

    round: int
    results: Results
    left: float


Event = Resumed | Started | Woken | Measured | Failed | RoundEnded
Listener = Callable[[Event], None]
