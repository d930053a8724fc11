"""The questions: a form that can say all that a profile can, read with and without scripts.

Its fields are the keys of an address (`choose/address.py`) and a few of its own: `by` (order or
swings), `rank.ASPECT` (1 is the most important, equals share a number, 0 does not count) and
`team.N.what`, `.level`, `.people`. The address of an answer has the address's keys alone.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

from bakeoff.choose.address import KNOWS, ORDER, SWING, escaped, profile_of, query_of
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.profile import Profile, load_profile

BY, RANK, TEAM = "by", "rank.", "team."
PATHS = ("order", "swings")
PLACE = "the address"
Pairs = Sequence[tuple[str, str]]
NOTHING = "Nothing matters yet: give at least one aspect a number, or rate one jump above 0."


def query(profile: Profile) -> str:
    """Return the profile as the query of an address, the same for the same profile."""
    return urlencode(query_of(profile), safe=",~:")


def profile_in(pairs: Pairs) -> Profile:
    """Read the profile of an address or of the form; empty is the default profile.

    Raises:
        ProfileError: names the key, what was found and what is wanted.
    """
    used = [(key, value.strip()) for key, value in pairs if value.strip()]
    if not used:
        return load_profile()
    by = next((value for key, value in used if key == BY), None)
    if by is not None and by not in PATHS:
        raise ProfileError.at(PLACE, BY, by, "order or swings")
    ranks = [(key.removeprefix(RANK), value) for key, value in used if key.startswith(RANK)]
    rest = [p for p in used if p[0] != BY and not p[0].startswith((RANK, TEAM))]
    if by == "swings":
        rest = [pair for pair in rest if pair[0] != ORDER]
        if not any(key.startswith(SWING) for key, _ in rest):
            raise ProfileError(NOTHING)
    else:
        if by == "order":
            rest = [pair for pair in rest if not pair[0].startswith(SWING)]
        if ranks:
            rest.append((ORDER, _order(ranks)))
        elif not any(key == ORDER or key.startswith(SWING) for key, _ in rest):
            rest += [pair for pair in query_of(load_profile()) if pair[0] == ORDER]
    return profile_of([*rest, *_team(used)])


def _order(ranks: Pairs) -> str:
    """Return the order that numbers give; equal numbers are equals.

    Raises:
        ProfileError: a number is none, or all are 0.
    """
    ranked: dict[int, list[str]] = {}
    for aspect, value in ranks:
        if not value.isascii() or not value.isdigit() or len(value) > 3:
            key = f"{RANK}{aspect}"
            raise ProfileError.at(PLACE, key, value, "a whole number, 0 for none")
        if int(value):
            ranked.setdefault(int(value), []).append(aspect)
    if not ranked:
        raise ProfileError(NOTHING)
    return ",".join("~".join(ranked[rank]) for rank in sorted(ranked))


def _team(used: Pairs) -> Iterator[tuple[str, str]]:
    """Yield what the form's rows say of the team, as the address says it."""
    rows: dict[str, dict[str, str]] = {}
    for key, value in used:
        if key.startswith(TEAM):
            row, _, part = key.removeprefix(TEAM).partition(".")
            if part not in ("what", "level", "people"):
                known = [f"{TEAM}1.{name}" for name in ("what", "level", "people")]
                raise ProfileError.unknown(PLACE, "query", key, known)
            rows.setdefault(row, {})[part] = value
    for said in rows.values():
        if "what" in said:
            level, people = said.get("level", "2"), said.get("people", "1")
            yield KNOWS, f"{escaped(said['what'])}:{level}:{people}"
