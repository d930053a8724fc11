"""What a team would have to learn, in its own terms, never mixed into the ranking.

Weeks until somebody works as fast as with what they know. These are assumptions, published to
be argued with: studies of ramp-up (Begel & Simon, "Novice software developers, all over again",
ICER 2008; Zhou & Mockus, "Developer fluency", FSE 2010) report months, and no number for each
framework. What the code tells enters by its vocabulary: a framework with twice as many names in
the same service takes twice the share of weeks that is not the language's.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bakeoff.evidence.source_table import Column

# weeks a person, by what is known best and how well (1 has tried it, 2 works with it, 3 expert)
LANGUAGE_WEEKS = {0: 6.0, 1: 3.0, 2: 1.0, 3: 0.0}
FRAMEWORK_WEEKS = {0: 4.0, 1: 2.0, 2: 0.5, 3: 0.0}
# names in the services' code at which FRAMEWORK_WEEKS hold
USUAL_NAMES = 240.0


@dataclass(frozen=True)
class Knowledge:
    """`people` know `what` (a language or framework, by name or id) at `level` 1 to 3."""

    what: str
    level: int
    people: int


@dataclass(frozen=True)
class LearningCost:
    """Weeks for the whole team, and how they come about."""

    weeks: float
    people: int
    text: str


def learning_cost(
    column: Column, known: Sequence[Knowledge], people: int, names: float | None
) -> LearningCost | None:
    """Return what `people` would have to learn for `column`; None where no team is given."""
    if not people:
        return None
    language = _levels(known, {column.language.lower()}, people)
    framework = _levels(known, {column.id.lower(), column.name.lower()}, people)
    # who knows the framework knows its language at least as well
    language = [max(pair) for pair in zip(language, framework, strict=True)]
    factor = 1.0 if names is None else names / USUAL_NAMES
    weeks = sum(
        LANGUAGE_WEEKS[lang] + FRAMEWORK_WEEKS[frame] * factor
        for lang, frame in zip(language, framework, strict=True)
    )
    text = (
        f"{weeks:.0f} weeks for {people} people: "
        f"{sum(level > 0 for level in language)} know {column.language}, "
        f"{sum(level > 0 for level in framework)} know {column.name}"
    )
    return LearningCost(weeks, people, text)


def _levels(known: Sequence[Knowledge], names: set[str], people: int) -> list[int]:
    """Return each person's level, the best first."""
    levels = [k.level for k in known if k.what.lower() in names for _ in range(k.people)]
    return (sorted(levels, reverse=True) + [0] * people)[:people]
