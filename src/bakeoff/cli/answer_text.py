"""An answer as text for the terminal."""

from collections.abc import Iterator
from textwrap import fill
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bakeoff.choose.answer import Answer, Ranked

WIDTH = 100
WORTH_SAYING = 0.05  # below that a framework hardly ever wins, whatever the weights
EXPLAINED = 3


def describe(answer: "Answer", explain: bool = False) -> Iterator[str]:
    """Return the lines of an answer; with `explain` the reasons and all that would turn it."""
    yield fill(answer.verdict, WIDTH)
    yield ""
    yield from _ranking(answer)
    yield from _screened(answer)
    if explain:
        for entry in answer.ranking[:EXPLAINED]:
            yield from _reasons(entry)
    turning = answer.turning_points if explain else answer.turning_points[:2]
    for point in turning:
        yield _paragraph(f"{point.text}.")
    for renewal in answer.renewals if explain else answer.renewals[:1]:
        yield _paragraph(f"{renewal.text}.")
    if turning or answer.renewals:
        yield ""
    weights = ", ".join(f"{a} {w:.0%}" for a, w in answer.mean_weights.items())
    yield _paragraph(f"Profile {answer.profile}: mean weights {weights}.")
    yield _paragraph(
        f"{answer.draws:,} draws (seed {answer.seed}) of weights that agree with the profile and "
        "of measurements within their intervals; what is unknown is drawn from the whole range, "
        "so ignorance shows as uncertainty. A new tier begins where its members lose to the "
        "first of the tier above in 90 % of the draws or more."
    )


def _ranking(answer: "Answer") -> Iterator[str]:
    if not answer.ranking:
        return
    learn = any(entry.to_learn for entry in answer.ranking)
    wide = max(len(entry.name) for entry in answer.ranking)
    head = f"tier  {'':{wide}}  first  top 3  beats next  value"
    yield head + ("  to learn" if learn else "")
    for entry in answer.ranking:
        beats = "" if entry.beats_next is None else f"{entry.beats_next:.0%}"
        row = f"{entry.tier:>4}  {entry.name:{wide}}  {entry.first:>5.0%}  {entry.top3:>5.0%}"
        yield f"{row}  {beats:>10}  {entry.utility:>5.2f}" + (f"  {entry.to_learn}" * learn)
    yield ""
    for entry in answer.ranking:
        if entry.central is not None and entry.first >= WORTH_SAYING:
            yield _paragraph(_wins_where(entry.name, entry.central, entry.confidence or 0.0))
    for aspect in answer.aspects:
        names = [entry.name for entry in answer.ranking if aspect in entry.unknown]
        if names:
            who = "all" if len(names) == len(answer.ranking) else ", ".join(names)
            yield _paragraph(f"Unknown, {aspect}: {who}.")
    yield ""


def _wins_where(name: str, central: "dict[str, float]", confidence: float) -> str:
    top = sorted(central.items(), key=lambda item: -item[1])[:3]
    weights = ", ".join(f"{aspect} {weight:.0%}" for aspect, weight in top)
    return (
        f"{name} wins where you weigh {weights}; with such weights the evidence puts it first in "
        f"{confidence:.0%} of the draws."
    )


def _screened(answer: "Answer") -> Iterator[str]:
    for entry in answer.screened:
        yield _paragraph(f"Screened out: {entry.framework}, by {entry.constraint}: {entry.reason}.")
    if answer.screened:
        yield ""


def _paragraph(text: str) -> str:
    return fill(text, WIDTH, subsequent_indent="  ")


def _reasons(entry: "Ranked") -> Iterator[str]:
    yield f"{entry.name}, for and against (points of utility against the mean of the others):"
    for reason in (*entry.reasons_for, *entry.reasons_against):
        yield _paragraph(f"  {reason.points:+.3f}  {reason.text}")
    yield ""
