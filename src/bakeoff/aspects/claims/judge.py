"""Holds the source's words against the table's cells and their facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import assert_never

from bakeoff.aspects.aspect import Cell
from bakeoff.aspects.claims.words import (
    WORDS,
    Between,
    BuiltIn,
    Contains,
    Meaning,
    OneOf,
    Untestable,
)
from bakeoff.aspects.shown import in_unit, interval_text
from bakeoff.aspects.table import Table
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.source_table import SourceTable
from bakeoff.evidence.store import Evidence

CONFIRMED, REFUTED, UNDECIDED = "confirmed", "refuted", "undecided"


@dataclass(frozen=True)
class Verdict:
    """What the evidence says of one claim, in a sentence, with the facts."""

    aspect: str
    framework: str
    said: str
    verdict: str
    sentence: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Part:
    """What the evidence says of one part of a word; `outcome` None where it cannot fail."""

    outcome: str | None
    text: str
    facts: tuple[Fact, ...] = ()


def judge_all(table: Table, source: SourceTable, evidence: Evidence) -> tuple[Verdict, ...]:
    """Return the verdict on every claim, row by row as in the source table."""
    return tuple(
        judge(table.cell(aspect, column.id), source.claims[aspect][column.id], evidence)
        for aspect in source.rows
        for column in source.columns
    )


def judge(cell: Cell, said: str, evidence: Evidence) -> Verdict:
    """Return the verdict on one claim: all testable parts of the word must hold."""
    meanings = WORDS[cell.aspect].get(said)
    if meanings is None:
        meanings = (Untestable("the word is not one of those that have been given a meaning"),)
    parts = [_part(meaning, cell, evidence) for meaning in meanings]
    outcomes = [part.outcome for part in parts if part.outcome is not None]
    if REFUTED in outcomes:
        verdict = REFUTED
    elif not outcomes or UNDECIDED in outcomes:
        verdict = UNDECIDED
    else:
        verdict = CONFIRMED
    decisive = [part for part in parts if part.outcome == verdict] or parts
    return Verdict(
        aspect=cell.aspect,
        framework=cell.framework,
        said=said,
        verdict=verdict,
        sentence="; ".join(dict.fromkeys(part.text for part in decisive)) + ".",
        facts=tuple(dict.fromkeys(fact for part in parts for fact in part.facts)),
    )


def _part(meaning: Meaning, cell: Cell, evidence: Evidence) -> Part:
    match meaning:
        case Between():
            return _between(meaning, cell)
        case OneOf(metric, texts, wanted):
            fact = evidence.newest(cell.framework, metric)
            return _text(fact, wanted, fact is not None and str(fact.text) in texts)
        case Contains(metric, text, wanted):
            fact = evidence.newest(cell.framework, metric)
            holds = fact is not None and text.lower() in str(fact.text).lower()
            return _text(fact, wanted, holds)
        case BuiltIn(needs, wanted):
            return _built_in(cell.framework, needs, wanted, evidence)
        case Untestable(reason):
            return Part(None, reason)
    assert_never(meaning)


def _between(meaning: Between, cell: Cell) -> Part:
    if cell.value is None:
        return Part(UNDECIDED, cell.unknown or "the value is not known", cell.facts)
    low, high = cell.interval or (cell.value, cell.value)
    outside = (meaning.low is not None and high < meaning.low) or (
        meaning.high is not None and low > meaning.high
    )
    inside = (meaning.low is None or low >= meaning.low) and (
        meaning.high is None or high <= meaning.high
    )
    outcome = REFUTED if outside else CONFIRMED if inside else UNDECIDED
    found = _value(cell)
    texts = {
        REFUTED: f"found {found}, the word means {meaning.meaning}",
        CONFIRMED: f"found {found}, within {meaning.meaning}",
        UNDECIDED: f"found {found}, on both sides of a bound of {meaning.meaning}",
    }
    return Part(outcome, texts[outcome], cell.facts)


def _value(cell: Cell) -> str:
    assert cell.value is not None
    return f"{in_unit(cell.value, cell.unit)}{interval_text(cell.interval)}"


def _text(fact: Fact | None, wanted: str, holds: bool) -> Part:
    if fact is None:
        return Part(UNDECIDED, f"nothing is known that tells whether {wanted}")
    said = f"{wanted}: {fact.metric} is {fact.text} ({fact.source.split(' (')[0]})"
    if holds:
        return Part(CONFIRMED, said, (fact,))
    return Part(REFUTED, f"not so that {said}", (fact,))


def _built_in(framework: str, needs: Sequence[str], wanted: str, evidence: Evidence) -> Part:
    found = [evidence.newest(framework, f"need.{need}") for need in needs]
    facts = tuple(fact for fact in found if fact is not None)
    if len(facts) < len(needs):
        return Part(UNDECIDED, f"nothing is known that tells whether {wanted}", facts)
    absent = [
        f"{need} is met by: {fact.text}"
        for need, fact in zip(needs, facts, strict=True)
        if fact.text != "built in"
    ]
    if absent:
        return Part(REFUTED, f"not so that {wanted}: {', '.join(absent)}", facts)
    return Part(CONFIRMED, wanted, facts)
