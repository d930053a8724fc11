"""Hard requirements: each screens out what does not meet it and says what it found."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bakeoff.evidence.fact import Fact
from bakeoff.evidence.source_table import Column
from bakeoff.evidence.store import Evidence


@dataclass(frozen=True)
class Team:
    """Languages and frameworks that the team knows, by name or id, as the profile wrote them."""

    languages: tuple[str, ...]
    frameworks: tuple[str, ...]

    def knows(self, column: Column) -> str:
        """Return what of `column` the team knows: framework, language or nothing."""
        names = {name.lower() for name in self.frameworks}
        if column.id.lower() in names or column.name.lower() in names:
            return "framework"
        known = {name.lower() for name in self.languages}
        return "language" if column.language.lower() in known else "nothing"


@dataclass(frozen=True)
class Screened:
    """A framework that is out, the constraint that did it, and what was found.

    `unknown` tells that the requirement could not be shown to be met, for want of facts.
    """

    framework: str
    constraint: str
    reason: str
    unknown: bool


@dataclass(frozen=True)
class Case:
    """One framework before the constraints: its column, the evidence, the team, the day."""

    column: Column
    evidence: Evidence
    team: Team
    today: date

    def fact(self, metric: str) -> Fact | None:
        """Return the newest known fact of the framework."""
        return self.evidence.newest(self.column.id, metric)

    def missing(self, metric: str, what: str) -> "Finding":
        """Say that `what` is not known, and why where a file says so."""
        why = self.evidence.why_unknown(self.column.id, metric)
        return f"its {what} is not known" + (f": {why}" if why else ""), True


# what a check finds: None where the requirement is met, else (reason, is it unknown?)
Finding = tuple[str, bool] | None
Check = Callable[[Any, Case], Finding]


@dataclass(frozen=True)
class Constraint:
    """A key of [constraints]: which values it takes, said in words, and how it is checked.

    `kind` tells how it is written in an address: list, number, date or word.
    """

    kind: str
    wanted: str
    accepts: Callable[[object], bool]
    check: Check


def screen(
    constraints: Mapping[str, Any],
    columns: Sequence[Column],
    evidence: Evidence,
    team: Team,
    today: date,
) -> tuple[Screened, ...]:
    """Return every framework and constraint that do not go together."""
    keep_unknown = constraints.get("unknown", "screen") == "keep"
    out = []
    for key, wanted in constraints.items():
        for column in columns:
            finding = CONSTRAINTS[key].check(wanted, Case(column, evidence, team, today))
            if finding and not (finding[1] and keep_unknown):
                out.append(Screened(column.id, key, *finding))
    return tuple(out)


def _texts(found: object) -> bool:
    return isinstance(found, list) and bool(found) and all(isinstance(t, str) for t in found)


def _positive(found: object) -> bool:
    return isinstance(found, int | float) and not isinstance(found, bool) and found > 0


def _one_of(*words: str) -> Callable[[object], bool]:
    return lambda found: found in words


def _is_in(metric: str, what: str) -> Check:
    def check(wanted: list[str], case: Case) -> Finding:
        fact = case.fact(metric)
        if fact is None or fact.text is None:
            return case.missing(metric, what)
        if fact.text.lower() in {w.lower() for w in wanted}:
            return None
        return f"its {what} is {fact.text}", False

    return check


def _limit(metric: str, what: str, factor: float, *, at_most: bool) -> Check:
    def check(wanted: float, case: Case) -> Finding:
        fact = case.fact(metric)
        if fact is None or fact.number is None:
            return case.missing(metric, what)
        found = fact.number * factor
        met = found <= wanted if at_most else found >= wanted
        return None if met else (f"its {what} is {found:.3g}", False)

    return check


def _language(wanted: list[str], case: Case) -> Finding:
    if case.column.language.lower() in {w.lower() for w in wanted}:
        return None
    return f"its language is {case.column.language}", False


def _databases(wanted: list[str], case: Case) -> Finding:
    fact = case.fact("orm_databases")
    if fact is None or fact.text is None:
        return case.missing("orm_databases", "ORM's list of databases")
    listed = {name.strip().lower() for name in fact.text.split(",")}
    absent = [name for name in wanted if name.lower() not in listed]
    return (f"its ORM does not list {', '.join(absent)}", False) if absent else None


def _supported(wanted: date, case: Case) -> Finding:
    ends = _later(
        case.fact("support_ends"),
        case.fact("longest_support_ends"),
    )
    if ends is None:
        return case.missing("support_ends", "end of support")
    found = date.fromisoformat(str(ends.value))
    return None if found >= wanted else (f"its support ends on {found}", False)


def _later(*facts: Fact | None) -> Fact | None:
    return max((f for f in facts if f), key=lambda f: str(f.value), default=None)


def _needs(kinds: tuple[str, ...]) -> Check:
    """Return a check that each need is met in one of these ways."""

    def check(wanted: list[str], case: Case) -> Finding:
        found = {need: case.fact(f"need.{need}") for need in wanted}
        unknown = [need for need, fact in found.items() if fact is None]
        if unknown:
            return f"how it meets {', '.join(unknown)} is not known", True
        absent = [
            f"{need} ({'write it yourself' if fact.text == 'none' else fact.text})"
            for need, fact in found.items()
            if fact and fact.text not in kinds
        ]
        if absent:
            return f"not {' or '.join(kinds)}: {', '.join(absent)}", False
        return None

    return check


def _p99(wanted: float, case: Case) -> Finding:
    facts = case.evidence.family(case.column.id, "latency_p99")
    if not facts:
        return "its p99 has not been measured", True
    worst = max(facts, key=lambda fact: fact.number or 0.0)
    if (worst.number or 0.0) <= wanted:
        return None
    rate = worst.note.split(",")[0]
    return f"its p99 is {worst.number:.3g} ms {rate}", False


def _years(wanted: float, case: Case) -> Finding:
    first = case.fact("first_stable_date")
    latest = case.fact("latest_version")
    if first is None and latest is not None and str(latest.value).startswith("0."):
        return f"no 1.0 is out, the newest version is {latest.value}", False
    if first is None:
        return case.missing("first_stable_date", "date of 1.0")
    years = (case.today - date.fromisoformat(str(first.value))).days / 365.25
    return None if years >= wanted else (f"1.0 is {years:.1f} years old", False)


def _team_knows(wanted: str, case: Case) -> Finding:
    known = case.team.knows(case.column)
    if known == "framework" or (known == "language" and wanted == "language"):
        return None
    what = case.column.language if wanted == "language" else case.column.name
    return f"the team does not know {what}", False


def _only(wanted: list[str], case: Case) -> Finding:
    return None if case.column.id in wanted else ("it is not among those named", False)


def _exclude(wanted: list[str], case: Case) -> Finding:
    return ("it is named", False) if case.column.id in wanted else None


def _nothing(wanted: object, case: Case) -> Finding:
    del wanted, case
    return None


_LIST = "a list of names"
_NUMBER = "a number above 0"
CONSTRAINTS: dict[str, Constraint] = {
    "languages": Constraint("list", _LIST, _texts, _language),
    "typing": Constraint("list", _LIST, _texts, _is_in("typing", "typing")),
    "databases": Constraint("list", _LIST, _texts, _databases),
    "licences": Constraint("list", _LIST, _texts, _is_in("licence", "licence")),
    "supported_until": Constraint(
        "date", "a date without quotes, such as 2027-12-31", lambda v: type(v) is date, _supported
    ),
    "min_years_since_1_0": Constraint("number", _NUMBER, _positive, _years),
    "max_cpu_ratio": Constraint(
        "number", _NUMBER, _positive, _limit("cpu_ratio", "CPU over bare Go", 1, at_most=True)
    ),
    "max_memory_mb": Constraint(
        "number",
        _NUMBER,
        _positive,
        _limit("memory_loaded", "loaded memory in MB", 1e-6, at_most=True),
    ),
    "max_start_seconds": Constraint(
        "number", _NUMBER, _positive, _limit("start_seconds", "start in seconds", 1, at_most=True)
    ),
    "min_professional_share": Constraint(
        "number",
        _NUMBER,
        _positive,
        _limit("survey_share_professional", "share of professionals", 1, at_most=False),
    ),
    "needs": Constraint("list", _LIST, _texts, _needs(("built in", "official"))),
    "needs_any": Constraint("list", _LIST, _texts, _needs(("built in", "official", "package"))),
    "min_waits": Constraint(
        "number",
        _NUMBER,
        _positive,
        _limit("waits_per_worker", "number of waits a worker", 1, at_most=False),
    ),
    "max_p99_ms": Constraint("number", _NUMBER, _positive, _p99),
    "team_knows": Constraint(
        "word", "'language' or 'framework'", _one_of("language", "framework"), _team_knows
    ),
    "only": Constraint("list", _LIST, _texts, _only),
    "exclude": Constraint("list", _LIST, _texts, _exclude),
    "unknown": Constraint("word", "'screen' or 'keep'", _one_of("screen", "keep"), _nothing),
}
