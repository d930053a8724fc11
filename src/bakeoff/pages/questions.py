"""The form as a profile fills it: every key of a profile has its question here."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bakeoff.aspects.aspect import Aspect
from bakeoff.choose.address import escaped, written
from bakeoff.choose.profile import Profile
from bakeoff.choose.weights import centroid, corners
from bakeoff.pages.charts import svg
from bakeoff.pages.site import Site

# rows for what the team knows: those that are filled, then this many empty ones
EMPTY_ROWS = 2
LEVELS = ((1, "has tried it"), (2, "works with it"), (3, "expert"))


@dataclass(frozen=True)
class Question:
    """How much one aspect matters: its rank (0 does not count) and how its jump is rated.

    `jump` says what the jump is, from unacceptable to excellent.
    """

    aspect: str
    title: str
    text: str
    jump: str
    rank: int
    swing: str


@dataclass(frozen=True)
class Choice:
    """One box or option: what the address has for it, what the reader sees, is it chosen?"""

    value: str
    label: str
    on: bool


@dataclass(frozen=True)
class Field:
    """One requirement. `kind` is number, date, boxes or options."""

    key: str
    label: str
    kind: str
    hint: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Group:
    """Requirements that are asked together; `used` tells that one of them is set."""

    title: str
    fields: tuple[Field, ...]
    used: bool


@dataclass(frozen=True)
class NeedQuestion:
    """A need: must it be built in or official, may it be a package?"""

    need: str
    title: str
    built: bool
    any: bool


@dataclass(frozen=True)
class Knows:
    """One row of what the team knows; `people` 0 where it is empty."""

    what: tuple[Choice, ...]
    level: int
    people: int


@dataclass(frozen=True)
class Questions:
    """The whole form. `by` is order or swings: how the reader says what matters."""

    by: str
    aspects: tuple[Question, ...]
    first: Group
    more: tuple[Group, ...]
    needs: tuple[NeedQuestion, ...]
    needs_used: int
    must_know: Field
    knows: tuple[Knows, ...]
    levels: tuple[tuple[int, str], ...]
    people: int
    languages_known: str
    frameworks_known: str


def questions(site: Site, profile: Profile) -> Questions:
    """Return the form, filled in with a profile."""
    wanted = profile.constraints
    built, either = (_names(wanted.get(key)) for key in ("needs", "needs_any"))
    needs = tuple(
        NeedQuestion(n.id, n.title, n.id in built, n.id in either)
        for n in site.evidence.needs.needs
    )
    return Questions(
        by="swings" if profile.swings is not None else "order",
        aspects=_aspects(site, profile),
        first=_group(site, profile, "Must", ("languages", "max_memory_mb", "supported_until")),
        more=tuple(_group(site, profile, title, keys) for title, keys in GROUPS),
        needs=needs,
        needs_used=len(built | either),
        must_know=field(site, profile, "team_knows"),
        knows=_knows(site, profile),
        levels=LEVELS,
        people=profile.people,
        languages_known=written(profile.languages),
        frameworks_known=written(profile.frameworks),
    )


def _aspects(site: Site, profile: Profile) -> tuple[Question, ...]:
    weights = dict(zip(profile.aspects, centroid(corners(profile)), strict=True))
    heaviest = max(weights.values())
    groups = profile.order or _grouped(profile)
    ranks = {aspect: i for i, group in enumerate(groups, 1) for aspect in group}
    given = profile.swings
    return tuple(
        Question(
            aspect=a.id,
            title=a.title,
            text=a.question,
            jump=_jump(a),
            rank=ranks.get(a.id, 0),
            swing=written(float(given.get(a.id, 0)))
            if given is not None
            else f"{100 * weights.get(a.id, 0.0) / heaviest:.0f}",
        )
        for a in site.table.aspects
    )


def _grouped(profile: Profile) -> tuple[tuple[str, ...], ...]:
    """Return the order that swings give: equal numbers are equals."""
    swings = profile.swings or {}
    numbers = sorted(set(swings.values()), reverse=True)
    return tuple(tuple(a for a in swings if swings[a] == number) for number in numbers)


def _jump(aspect: Aspect) -> str:
    if aspect.scale is None:
        return ""
    ends = (aspect.scale.unacceptable, aspect.scale.excellent)
    low, high = (svg.tick(number, aspect.unit) for number in ends)
    number, _, unit = high.partition(" ")
    return (
        f"{low.removesuffix(f' {unit}')} to {number} {unit}".strip() if unit else f"{low} to {high}"
    )


# label and hint of each requirement; lists have boxes, words have options
LABELS: dict[str, tuple[str, str]] = {
    "languages": ("Language", "none: any"),
    "max_memory_mb": ("Memory under load, MB, at most", "all processes of one instance"),
    "supported_until": ("Supported until, at least", ""),
    "max_p99_ms": ("p99 latency, ms, at most", ""),
    "min_waits": ("Waits a worker holds at once, at least", "each of 50 ms"),
    "max_cpu_ratio": ("CPU a request, at most", "in units of bare Go"),
    "max_start_seconds": ("Start, seconds, at most", ""),
    "min_years_since_1_0": ("Years since 1.0, at least", ""),
    "min_professional_share": ("Share of professionals, at least", "0.05 is one in twenty"),
    "typing": ("Typing", "none: any"),
    "databases": ("Databases that the ORM lists", "all of these"),
    "licences": ("Licence", "none: any"),
    "team_knows": ("The team must know it already", ""),
    "only": ("Only these", "none: all"),
    "exclude": ("Not these", ""),
    "unknown": ("What nobody knows", ""),
}
GROUPS = (
    (
        "Speed and size",
        ("max_p99_ms", "min_waits", "max_cpu_ratio", "max_start_seconds"),
    ),
    (
        "Age, people, licence, databases",
        ("min_years_since_1_0", "min_professional_share", "typing", "licences", "databases"),
    ),
    ("Frameworks, and what is unknown", ("only", "exclude", "unknown")),
)
KINDS = {"supported_until": "date", "team_knows": "options", "unknown": "options"}
OPTIONS: dict[str, tuple[tuple[str, str], ...]] = {
    "team_knows": (("", "no"), ("language", "its language"), ("framework", "the framework")),
    "unknown": (("", "does not meet a requirement"), ("keep", "has the benefit of the doubt")),
}


def _group(site: Site, profile: Profile, title: str, keys: Sequence[str]) -> Group:
    fields = tuple(field(site, profile, key) for key in keys)
    return Group(title, fields, any(key in profile.constraints for key in keys))


def field(site: Site, profile: Profile, key: str) -> Field:
    """Return the question of one requirement, filled in with the profile."""
    found = profile.constraints.get(key)
    label, hint = LABELS[key]
    if key == "max_p99_ms":
        hint = _rate(site)
    if key in OPTIONS:
        own = [("screen", "does not meet a requirement (said so)")] if found == "screen" else []
        choices = [*OPTIONS[key], *own]
        filled = tuple(Choice(v, text, v == (found or "")) for v, text in choices)
        return Field(key, label, "options", hint, str(found or ""), filled)
    boxes = BOXES.get(key)
    if boxes:
        # as an address has them: many boxes are one list
        named = _choices(boxes(site), _names(found))
        ticked = tuple(replace(box, value=escaped(box.value)) for box in named)
        return Field(key, label, "boxes", hint, "", ticked)
    value = "" if found is None else written(found)
    return Field(key, label, KINDS.get(key, "number"), hint, value, ())


def _choices(known: Sequence[tuple[str, str]], wanted: Iterable[str]) -> tuple[Choice, ...]:
    """Return boxes for all that is known, and for what the profile wants beside it.

    Names are compared as requirements do, without case; the profile's spelling is kept.
    """
    left = {name.lower(): name for name in wanted}
    boxes = []
    for value, label in known:
        own = left.pop(value.lower(), None)
        boxes.append(Choice(own or value, label, own is not None))
    return (*boxes, *(Choice(name, name, True) for name in left.values()))


def _languages(site: Site) -> list[tuple[str, str]]:
    found = dict.fromkeys(column.language for column in site.table.columns)
    return [(name, name) for name in found if name != "unknown"]


def _frameworks(site: Site) -> list[tuple[str, str]]:
    return [(column.id, column.name) for column in site.table.columns]


def _values(site: Site, metric: str) -> list[tuple[str, str]]:
    """Return all that facts of `metric` name, in lists or alone, the most frequent first."""
    texts = [
        name.strip()
        for column in site.table.columns
        if (fact := site.evidence.newest(column.id, metric)) and fact.text
        for name in fact.text.split(",")
    ]
    names = sorted(set(texts), key=lambda name: (-texts.count(name), name))
    return [(name, name) for name in names]


BOXES: dict[str, Callable[[Site], list[tuple[str, str]]]] = {
    "languages": _languages,
    "only": _frameworks,
    "exclude": _frameworks,
    "typing": lambda site: _values(site, "typing"),
    "licences": lambda site: _values(site, "licence"),
    "databases": lambda site: _values(site, "orm_databases"),
}


def _rate(site: Site) -> str:
    """Return the load at which p99 was measured, as the facts note it."""
    for column in site.table.columns:
        for fact in site.evidence.family(column.id, "latency_p99"):
            return fact.note.split(",")[0]
    return ""


def _knows(site: Site, profile: Profile) -> tuple[Knows, ...]:
    names = [name for name, _ in _languages(site)]
    names += [column.name for column in site.table.columns if column.name not in names]
    rows = [
        Knows(
            (Choice("", "", False), *_choices([(n, n) for n in names], [k.what])),
            k.level,
            k.people,
        )
        for k in profile.knows
    ]
    empty = tuple(Choice(name, name, False) for name in ("", *names))
    return (*rows, *(Knows(empty, 2, 0) for _ in range(EMPTY_ROWS)))


def _names(found: object) -> set[str]:
    return set(found) if isinstance(found, list | tuple) else set()
