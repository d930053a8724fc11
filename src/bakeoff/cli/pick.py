"""`bakeoff pick`: the ranked answer to a profile."""

from collections.abc import Iterator
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bakeoff.choose.answer import Answer

WIDTH = 100
WORTH_SAYING = 0.05  # below that a framework hardly ever wins, whatever the weights
ProfileFile = Annotated[
    Path | None,
    typer.Option(
        "--profile", metavar="FILE", help="Requirements and preferences. Default: a plain order."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]
Draws = Annotated[int, typer.Option(min=100, max=1_000_000, help="Draws of what is not known.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")]


def pick(
    profile: ProfileFile = None, as_json: AsJson = False, draws: Draws = 10_000, seed: Seed = 1
) -> None:
    """Rank the frameworks for a profile and say how sure the answer is."""
    print_answer(profile, as_json=as_json, draws=draws, seed=seed)


def print_answer(
    profile: Path | None = None, *, as_json: bool = False, draws: int = 10_000, seed: int = 1
) -> None:
    """Print the answer to a profile (default: the shipped one) to standard output.

    Raises:
        ProfileError: the profile is wrong.
        EvidenceError: a file of the evidence is wrong.
    """
    import json
    from dataclasses import asdict
    from datetime import date

    from bakeoff.aspects.table import build_table
    from bakeoff.choose.answer import choose
    from bakeoff.choose.profile import load_profile
    from bakeoff.evidence.source_table import load_source_table
    from bakeoff.evidence.store import load_evidence

    wanted = load_profile(profile)
    evidence, today = load_evidence(), date.today()
    table = build_table(evidence, load_source_table(), today)
    answer = choose(wanted, table, evidence, today, draws=draws, seed=seed)
    if as_json:
        document = {"schema": "bakeoff/answer/1", "today": today.isoformat(), **asdict(answer)}
        typer.echo(json.dumps(document, indent=1, ensure_ascii=False))
    else:
        typer.echo("\n".join(describe(answer)))


def describe(answer: "Answer") -> Iterator[str]:
    """Return the lines of an answer."""
    yield fill(answer.verdict, WIDTH)
    yield ""
    yield from _ranking(answer)
    yield from _screened(answer)
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
