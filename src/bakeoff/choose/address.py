"""A profile in an address: `?order=performance,maturity~community&need=jobs&max_memory_mb=256`.

Short and readable, so that it can be sent; the profile of a file and that of its address are
the same.
"""

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


def query_of(profile: Profile) -> Pairs:
    """Return the profile as pairs of an address's query."""
    pairs = []
    if profile.order:
        pairs.append((ORDER, ",".join("~".join(group) for group in profile.order)))
    for aspect, number in (profile.swings or {}).items():
        pairs.append((f"{SWING}{aspect}", f"{number:g}"))
    for key, value in profile.constraints.items():
        pairs.append((key, _written(value)))
    pairs += [(KNOWS, f"{k.what}:{k.level}:{k.people}") for k in profile.knows]
    pairs += [("languages_known", ",".join(profile.languages))] if profile.languages else []
    pairs += [("frameworks_known", ",".join(profile.frameworks))] if profile.frameworks else []
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
            team[key.removesuffix("_known")] = [part.strip() for part in value.split(",")]
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


def _written(value: object) -> str:
    if isinstance(value, list | tuple):
        return ",".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _read(key: str, value: str, before: object) -> object:
    kind = CONSTRAINTS[key].kind
    if kind == "list":
        return [*_list(before), *(part.strip() for part in value.split(",") if part.strip())]
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
    known = Knowledge(what, _whole(KNOWS, level or "2"), _whole(KNOWS, people or "1"))
    return {"what": known.what, "level": known.level, "people": known.people}
