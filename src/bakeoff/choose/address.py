"""A profile in an address: `?order=performance,maturity~community&need=jobs&max_memory_mb=256`.

Short and readable, so that it can be sent; the profile of a file and that of its address are
the same. Names that hold a separator are written with it escaped (`a%2Cb`).
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from math import inf, isfinite
from typing import Any

from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.profile import Profile, make_profile
from bakeoff.choose.team import Knowledge

PLACE = "the address"
ORDER, KNOWS, PEOPLE, SWING = "order", "knows", "people", "swing."
Pairs = tuple[tuple[str, str], ...]
# what separates entries of a list (,), parts of one (:), and the escape itself
SEPARATORS = {"%": "%25", ",": "%2C", ":": "%3A"}
ESCAPED = {written: mark for mark, written in SEPARATORS.items()}


def query_of(profile: Profile) -> Pairs:
    """Return the profile as pairs of an address's query."""
    pairs = []
    if profile.order:
        pairs.append((ORDER, ",".join("~".join(group) for group in profile.order)))
    for aspect, number in (profile.swings or {}).items():
        pairs.append((f"{SWING}{aspect}", _digits(number)))
    # in one order, so that the same profile has the same address
    asked = [key for key in CONSTRAINTS if key in profile.constraints]
    pairs += [(key, written(profile.constraints[key])) for key in asked]
    pairs += [(KNOWS, f"{escaped(k.what)}:{k.level}:{k.people}") for k in profile.knows]
    pairs += [("languages_known", written(profile.languages))] if profile.languages else []
    pairs += [("frameworks_known", written(profile.frameworks))] if profile.frameworks else []
    if profile.people:
        pairs.append((PEOPLE, str(profile.people)))
    return tuple(pairs)


def profile_of(pairs: Iterable[tuple[str, str]], name: str = "yours") -> Profile:
    """Read a profile from the pairs of an address's query; empty values are left out.

    Raises:
        ProfileError: names the key, what was found and what is wanted.
    """
    order: list[list[str]] = []
    swings: dict[str, Any] = {}
    constraints: dict[str, Any] = {}
    team: dict[str, Any] = {"knows": []}
    for key, text in pairs:
        value = text.strip()
        if not value:
            continue
        if key == ORDER:
            order = [group.split("~") for group in value.split(",")]
        elif key.startswith(SWING):
            swings[key.removeprefix(SWING)] = _number(key, value)
        elif key == KNOWS:
            team["knows"].append(_knowledge(value))
        elif key == PEOPLE:
            team["people"] = _whole(key, value)
        elif key in ("languages_known", "frameworks_known"):
            team[key.removesuffix("_known")] = _parts(value)
        elif key in CONSTRAINTS:
            constraints[key] = _read(key, value, constraints.get(key))
        else:
            known = [ORDER, KNOWS, PEOPLE, f"{SWING}ASPECT", *CONSTRAINTS]
            raise ProfileError.unknown(PLACE, "query", key, known)
    preferences: dict[str, Any] = {}
    if order:
        preferences["order"] = order
    if swings:
        preferences["swings"] = swings
    return make_profile(
        {"constraints": constraints, "preferences": preferences, "team": team}, PLACE, name
    )


def written(value: object) -> str:
    """Return the value of a requirement as an address has it."""
    if isinstance(value, list | tuple):
        return ",".join(escaped(str(part)) for part in value)
    return _digits(value) if isinstance(value, float) else str(value)


def escaped(name: str) -> str:
    """Return a name that can stand in a list of an address."""
    return "".join(SEPARATORS.get(mark, mark) for mark in name)


def _plain(text: str) -> str:
    return re.sub("%(?:25|2C|3A)", lambda found: ESCAPED[found[0]], text).strip()


def _parts(value: str) -> list[str]:
    return [_plain(part) for part in value.split(",") if part.strip()]


def _digits(number: float) -> str:
    short = f"{number:g}"
    return short if float(short) == number else repr(number)


def _read(key: str, value: str, before: object) -> object:
    kind = CONSTRAINTS[key].kind
    if kind == "list":
        return [*_list(before), *_parts(value)]
    if kind == "number":
        return _number(key, value)
    if kind == "date":
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ProfileError.at(PLACE, key, value, "a date such as 2027-12-31") from None
    return value


def _list(before: object) -> Sequence[str]:
    return before if isinstance(before, list) else []


def _number(key: str, value: str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = inf
    if not isfinite(number):
        raise ProfileError.at(PLACE, key, value, "a number")
    return number


def _whole(key: str, value: str) -> int:
    if not value.isascii() or not value.isdigit() or len(value) > 4:
        raise ProfileError.at(PLACE, key, value, "a whole number")
    return int(value)


def _knowledge(value: str) -> dict[str, Any]:
    what, _, rest = value.partition(":")
    level, _, people = rest.partition(":")
    known = Knowledge(_plain(what), _whole(KNOWS, level or "2"), _whole(KNOWS, people or "1"))
    return {"what": known.what, "level": known.level, "people": known.people}
