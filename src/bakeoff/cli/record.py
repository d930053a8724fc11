"""An answer as a decision record, to be kept in the reader's own repository.

The form is Nygard's ("Documenting architecture decisions", 2011): context, decision,
consequences; with what the decision stands on, so that it can be looked at again.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from bakeoff.choose.answer import Answer, Ranked
    from bakeoff.choose.profile import Profile
    from bakeoff.evidence.store import Evidence


def record(
    profile: "Profile", answer: "Answer", evidence: "Evidence", today: "date"
) -> Iterator[str]:
    """Yield the lines of the record, Markdown."""
    from bakeoff import __version__
    from bakeoff.choose.profile import write_profile

    first = answer.ranking[0].name if answer.ranking else "none"
    yield f"# Backend framework: {first}"
    yield ""
    yield f"- Date: {today.isoformat()}"
    yield "- Status: proposed"
    yield f"- Profile: {profile.name}"
    yield ""
    yield "## Context"
    yield ""
    yield "```toml"
    yield write_profile(profile).rstrip()
    yield "```"
    yield ""
    weights = ", ".join(f"{a} {w:.0%}" for a, w in answer.mean_weights.items())
    yield f"Mean weights that agree with it: {weights}."
    yield ""
    yield from _decision(answer)
    yield from _consequences(answer)
    yield "## Evidence"
    yield ""
    yield f"bakeoff {__version__}, {answer.draws:,} draws, seed {answer.seed}. Campaigns:"
    yield ""
    used = {fact.file for facts in evidence.history.values() for fact in facts[:1]}
    for campaign in evidence.campaigns:
        if campaign.file in used:
            cpu = campaign.environment.get("cpu", "machine not named")
            yield f"- {campaign.id}, {campaign.finished[:10]}, {cpu}"
    yield ""


def _decision(answer: "Answer") -> Iterator[str]:
    yield "## Decision"
    yield ""
    yield answer.verdict
    yield ""
    if answer.ranking:
        yield "| tier | framework | first | first three | value | to learn |"
        yield "|---|---|---|---|---|---|"
    for entry in answer.ranking:
        learn = entry.learning.text if entry.learning else entry.to_learn
        shares = f"{entry.first:.0%} | {entry.top3:.0%} | {entry.utility:.2f}"
        yield f"| {entry.tier} | {entry.name} | {shares} | {learn} |"
    if answer.ranking:
        yield ""
        yield from _reasons(answer.ranking[0])


def _reasons(entry: "Ranked") -> Iterator[str]:
    for title, found in (("For", entry.reasons_for), ("Against", entry.reasons_against)):
        if found:
            yield f"{title} {entry.name} (points of utility against the mean of the others):"
            yield ""
            yield from (f"- {reason.text}: {reason.points:+.3f}" for reason in found)
            yield ""


def _consequences(answer: "Answer") -> Iterator[str]:
    yield "## What would change it"
    yield ""
    said = [
        *(point.text for point in answer.turning_points),
        *(renewal.text for renewal in answer.renewals),
        *(relaxation.text for relaxation in answer.relaxations),
    ]
    yield from (f"- {text}." for text in said)
    yield "" if said else "Nothing small: no single weight or value that was found."
    if answer.screened:
        yield "Screened out:"
        yield ""
        for entry in answer.screened:
            yield f"- {entry.framework}, by `{entry.constraint}`: {entry.reason}"
        yield ""
