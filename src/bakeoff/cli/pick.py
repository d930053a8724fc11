"""`bakeoff pick`: the ranked answer to a profile."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from datetime import date

    from bakeoff.choose.answer import Answer
    from bakeoff.choose.profile import Profile
    from bakeoff.evidence.store import Evidence

ProfileFile = Annotated[
    Path | None,
    typer.Option("--profile", metavar="FILE", help="Requirements, team and preferences, as TOML."),
]
Example = Annotated[
    str | None, typer.Option(help="One of the shipped profiles; `list` shows them.")
]
Ask = Annotated[
    bool, typer.Option("--ask/--no-ask", help="Ask at the terminal where no profile is given.")
]
Explain = Annotated[bool, typer.Option(help="Show reasons and all that would turn the answer.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]
AsMarkdown = Annotated[
    bool, typer.Option("--markdown", help="Print a decision record for your own repository.")
]
Save = Annotated[Path | None, typer.Option(metavar="FILE", help="Write the profile to a file.")]
Draws = Annotated[int, typer.Option(min=100, max=1_000_000, help="Draws of what is not known.")]
Seed = Annotated[int, typer.Option(min=0, help="The same seed gives the same answer.")]


def pick(
    profile: ProfileFile = None,
    example: Example = None,
    ask: Ask = True,
    explain: Explain = False,
    as_json: AsJson = False,
    markdown: AsMarkdown = False,
    save: Save = None,
    draws: Draws = 10_000,
    seed: Seed = 1,
) -> None:
    """Rank the frameworks for a profile and say how sure the answer is."""
    from datetime import date

    from bakeoff.choose.profile import examples, load_example, load_profile, write_profile

    if example == "list":
        for name, about in examples().items():
            typer.echo(f"{name:16}  {about}")
        return
    if profile is None and example is None and ask and sys.stdin.isatty() and sys.stdout.isatty():
        from bakeoff.cli.ask import ask_profile

        wanted = ask_profile()
    else:
        wanted = load_example(example) if example else load_profile(profile)
    if save:
        from bakeoff.base.files import write_whole

        write_whole(save, write_profile(wanted))
    print_answer(
        wanted,
        date.today(),
        form="json" if as_json else "markdown" if markdown else "text",
        explain=explain,
        draws=draws,
        seed=seed,
    )


def print_answer(
    wanted: "Profile",
    today: "date",
    *,
    form: str = "text",
    explain: bool = False,
    draws: int = 10_000,
    seed: int = 1,
) -> None:
    """Print the answer to a profile to standard output, as text, json or markdown.

    Raises:
        ProfileError: the profile is wrong.
        EvidenceError: a file of the evidence is wrong.
    """
    from bakeoff.cli.answer_text import describe
    from bakeoff.cli.record import record
    from bakeoff.evidence.store import load_evidence

    evidence = load_evidence()
    answer = answer_for(wanted, evidence, today, draws=draws, seed=seed)
    if form == "json":
        import json
        from dataclasses import asdict

        document = {"schema": "bakeoff/answer/1", "today": today.isoformat(), **asdict(answer)}
        typer.echo(json.dumps(document, indent=1, ensure_ascii=False))
    elif form == "markdown":
        typer.echo("\n".join(record(wanted, answer, evidence, today)))
    else:
        typer.echo("\n".join(describe(answer, explain)))


def answer_for(
    wanted: "Profile", evidence: "Evidence", today: "date", *, draws: int = 10_000, seed: int = 1
) -> "Answer":
    """Return the answer to a profile from the evidence, as of `today`."""
    from bakeoff.aspects.table import build_table
    from bakeoff.choose.answer import choose
    from bakeoff.evidence.source_table import load_source_table

    table = build_table(evidence, load_source_table(), today)
    return choose(wanted, table, evidence, today, draws=draws, seed=seed)
