"""From a number to a word, by thresholds that are published with their reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from bakeoff.evidence.metrics import Better


@dataclass(frozen=True)
class Threshold:
    """A rating word, the bound up to which it holds, and why the bound lies there.

    The bound is the highest number for the word where lower is better, the lowest where
    higher is better. The last word of an aspect has none.
    """

    word: str
    bound: float | None
    reason: str


def rate(
    number: float,
    thresholds: Sequence[Threshold],
    better: Better,
    interval: tuple[float, float] | None = None,
) -> str:
    """Return the word for `number`; "A to B" where its interval reaches over a bound.

    `thresholds` go from best to worst.
    """
    ends = interval or (number, number)
    best, worst = ends if better == "lower" else (ends[1], ends[0])
    words = [_word(n, thresholds, better) for n in (worst, best)]
    return words[0] if words[0] == words[1] else f"{words[0]} to {words[1]}"


def _word(number: float, thresholds: Sequence[Threshold], better: Better) -> str:
    for threshold in thresholds:
        bound = threshold.bound
        if bound is None or (number <= bound if better == "lower" else number >= bound):
            return threshold.word
    return thresholds[-1].word
