"""The questions of `bakeoff pick` at a terminal: typed answers, `<` goes back, `?` explains."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from bakeoff.choose.profile import Profile

BACK, HELP = "<", "?"
Prompt = Callable[[str, Sequence[str]], str]


@dataclass(frozen=True)
class Question:
    """One question: what it sets, its words to choose from, and what `?` says."""

    key: str
    text: str
    words: tuple[str, ...]
    help: str


def questions() -> tuple[Question, ...]:
    """Return the questions, in their order."""
    from bakeoff.aspects.registry import ASPECTS
    from bakeoff.evidence.needs import all_needs
    from bakeoff.evidence.source_table import load_source_table

    columns = load_source_table().columns
    languages = tuple(dict.fromkeys(column.language for column in columns))
    aspects = "\n".join(f"  {a.id:12} {a.title}: {a.question}" for a in ASPECTS)
    needs = "\n".join(f"  {need.id:20} {need.meaning}" for need in all_needs())
    return (
        Question(
            "languages",
            "Languages it must be written in (empty: any)",
            languages,
            "Frameworks of other languages are screened out.",
        ),
        Question(
            "needs",
            "Needs that it must meet itself or officially (empty: none)",
            tuple(need.id for need in all_needs()),
            needs,
        ),
        Question(
            "knows",
            "What the team knows, languages or frameworks (empty: nothing is assumed)",
            (*languages, *(column.name for column in columns)),
            "Weeks of learning are shown beside the answer and never mixed into it.",
        ),
        Question(
            "order",
            "What matters, the most important first; join equals by ~ (empty: the default order)",
            tuple(aspect.id for aspect in ASPECTS),
            "Which jump, from unacceptable to excellent, would you buy first? What you leave out "
            "does not count.\n" + aspects,
        ),
    )


def ask_profile(prompt: Prompt | None = None) -> "Profile":
    """Ask all questions and return the profile; a wrong answer is explained and asked again.

    Raises:
        SystemExit: the user ended the questions.
    """
    from bakeoff.choose.address import profile_of
    from bakeoff.choose.errors import ProfileError
    from bakeoff.choose.profile import load_profile

    read = prompt or _prompt
    asked = questions()
    answers: dict[str, str] = {}
    place = 0
    typer.echo("Separate by commas, Tab completes, < goes back, ? explains.")
    while place < len(asked):
        question = asked[place]
        said = read(question.text, question.words).strip()
        if said == BACK:
            place = max(0, place - 1)
        elif said == HELP:
            typer.echo(question.help)
        else:
            try:
                profile_of(_pairs({**answers, question.key: said}, with_order=True))
            except ProfileError as error:
                typer.echo(str(error))
                continue
            answers[question.key] = said
            place += 1
    if answers["order"]:
        return profile_of(_pairs(answers, with_order=False))
    from dataclasses import replace

    own = profile_of(_pairs(answers, with_order=True))
    return replace(own, order=load_profile().order)


def _pairs(answers: dict[str, str], *, with_order: bool) -> list[tuple[str, str]]:
    """Return the answers as pairs of an address; an order of one aspect stands in for none."""
    pairs = [(key, said) for key, said in answers.items() if key in ("languages", "needs")]
    known = [part.strip() for part in answers.get("knows", "").split(",") if part.strip()]
    pairs += [("knows", f"{what}:2:1") for what in known]
    order = answers.get("order") or ("performance" if with_order else "")
    return [*pairs, ("order", order.replace(" ", ""))]


def _prompt(text: str, words: Sequence[str]) -> str:
    from prompt_toolkit import prompt
    from prompt_toolkit.completion import WordCompleter

    completer: Any = WordCompleter(list(words), ignore_case=True)
    try:
        return prompt(f"{text}: ", completer=completer)
    except (EOFError, KeyboardInterrupt):
        raise SystemExit(130) from None
