"""A profile: what is required, what the team knows, and what matters more than what."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from bakeoff.aspects.registry import ASPECTS
from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.team import Knowledge
from bakeoff.evidence.needs import all_needs

DEFAULT = Path(__file__).with_name("profiles") / "default.toml"
TABLES = ("constraints", "preferences", "team")
PREFERENCES = ("order", "swings")
TEAM = ("languages", "frameworks", "knows", "people")
NEEDS = ("needs", "needs_any")
KNOWS = ("what", "level", "people")
MOST_PEOPLE = 999


@dataclass(frozen=True)
class Profile:
    """Requirements, preferences and team of one project.

    `order` lists groups of aspects, the most important first; aspects within a group are
    equally important, aspects not named do not count. `swings` (from 0 to 100: how much
    is it worth to go from unacceptable to excellent on this aspect?) give the weights
    themselves; a profile has one or the other. `languages` and `frameworks` are what the team
    knows, by name or id; `knows` says how well and how many, `people` how many there are.
    """

    name: str
    constraints: Mapping[str, Any]
    order: tuple[tuple[str, ...], ...]
    swings: Mapping[str, float] | None
    languages: tuple[str, ...]
    frameworks: tuple[str, ...]
    knows: tuple[Knowledge, ...] = ()
    people: int = 0

    @property
    def aspects(self) -> tuple[str, ...]:
        """The ids of the aspects that count, the most important first."""
        if self.swings is not None:
            return tuple(sorted(self.swings, key=lambda a: -(self.swings or {})[a]))
        return tuple(aspect for group in self.order for aspect in group)


def examples() -> dict[str, str]:
    """Return the shipped example profiles: each name with the sentence it begins with."""
    files = sorted(DEFAULT.parent.glob("*.toml"))
    return {
        file.stem: file.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# ")
        for file in files
        if file != DEFAULT
    }


def load_example(name: str) -> Profile:
    """Read a shipped example profile.

    Raises:
        ProfileError: there is none of that name; names the nearest.
    """
    if name not in examples():
        raise ProfileError.unknown("the shipped examples", "example", name, examples())
    return load_profile(DEFAULT.with_name(f"{name}.toml"))


def load_profile(path: Path | None = None) -> Profile:
    """Read a profile; without `path`, the default one.

    Raises:
        ProfileError: the file cannot be read, or names file, key and what is wanted.
    """
    file = path or DEFAULT
    try:
        content = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(f"{file}: cannot be read: {error}.") from error
    return parse_profile(content, str(file), file.stem)


def parse_profile(content: str, file: str, name: str) -> Profile:
    """Read the text of a profile; `file` is named in errors.

    Raises:
        ProfileError: names file, key, what was found and what is wanted.
    """
    try:
        whole = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ProfileError(f"{file}: not TOML: {error}.") from error
    return make_profile(whole, file, name)


def make_profile(whole: Mapping[str, Any], file: str, name: str) -> Profile:
    """Check the tables of a profile and return it; `file` is named in errors.

    Raises:
        ProfileError: names file, key, what was found and what is wanted.
    """
    _only(whole, TABLES, "", file)
    constraints = _table(whole, "constraints", file)
    for key, wanted in constraints.items():
        if key not in CONSTRAINTS:
            raise ProfileError.unknown(file, "constraints", key, CONSTRAINTS)
        if not CONSTRAINTS[key].accepts(wanted):
            raise ProfileError.at(file, f"constraints.{key}", wanted, CONSTRAINTS[key].wanted)
        if key in NEEDS:
            known = [need.id for need in all_needs()]
            for need in wanted:
                if need not in known:
                    raise ProfileError.unknown(file, f"constraints.{key}", need, known)
    team = _table(whole, "team", file)
    _only(team, TEAM, "team", file)
    preferences = _table(whole, "preferences", file)
    _only(preferences, PREFERENCES, "preferences", file)
    if ("order" in preferences) == ("swings" in preferences):
        raise ProfileError(
            f"{file}: preferences: wanted either `order` (a list of aspects, the most important "
            "first) or `swings` (a number from 0 to 100 for each aspect)."
        )
    knows = _knows(team, file)
    people = _whole(team.get("people", 0), "team.people", file, least=0)
    return Profile(
        name=name,
        constraints=constraints,
        order=_order(preferences["order"], file) if "order" in preferences else (),
        swings=_swings(preferences["swings"], file) if "swings" in preferences else None,
        languages=_names(team, "languages", file),
        frameworks=_names(team, "frameworks", file),
        knows=knows,
        people=max([people, *(known.people for known in knows)]),
    )


def write_profile(profile: Profile) -> str:
    """Return the profile as TOML; `parse_profile` reads it back the same."""
    lines = ["[constraints]"]
    lines += [f"{key} = {_toml(value)}" for key, value in profile.constraints.items()]
    lines += ["", "[preferences]"]
    if profile.swings is not None:
        swings = ", ".join(f"{aspect} = {number!r}" for aspect, number in profile.swings.items())
        lines.append(f"swings = {{ {swings} }}")
    else:
        lines.append(f"order = {_toml([list(group) for group in profile.order])}")
    lines += ["", "[team]", f"people = {profile.people}"]
    lines.append(f"languages = {_toml(list(profile.languages))}")
    lines.append(f"frameworks = {_toml(list(profile.frameworks))}")
    for known in profile.knows:
        lines += ["", "[[team.knows]]", f"what = {_toml(known.what)}"]
        lines += [f"level = {known.level}", f"people = {known.people}"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    # JSON's texts, numbers and lists are TOML's too; dates are not JSON
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=True)


def _knows(team: Mapping[str, Any], file: str) -> tuple[Knowledge, ...]:
    found = team.get("knows", [])
    wanted = "a list of tables with `what`, `level` (1 to 3) and `people`"
    if not isinstance(found, list):
        raise ProfileError.at(file, "team.knows", found, wanted)
    result = []
    for entry in found:
        if not isinstance(entry, dict) or not isinstance(entry.get("what"), str):
            raise ProfileError.at(file, "team.knows", entry, wanted)
        _only(entry, KNOWS, "team.knows", file)
        level = _whole(entry.get("level", 2), "team.knows.level", file, least=1, most=3)
        people = _whole(entry.get("people", 1), "team.knows.people", file, least=1)
        result.append(Knowledge(entry["what"], level, people))
    return tuple(result)


def _whole(found: object, key: str, file: str, least: int, most: int = MOST_PEOPLE) -> int:
    if isinstance(found, int) and not isinstance(found, bool) and least <= found <= most:
        return found
    raise ProfileError.at(file, key, found, f"a whole number from {least} to {most}")


def _order(found: object, file: str) -> tuple[tuple[str, ...], ...]:
    wanted = "a list of aspects, each alone or in a list of equals"
    if not isinstance(found, list) or not found:
        raise ProfileError.at(file, "preferences.order", found, wanted)
    groups = []
    for entry in found:
        group = entry if isinstance(entry, list) else [entry]
        if not group or not all(isinstance(name, str) for name in group):
            raise ProfileError.at(file, "preferences.order", entry, wanted)
        groups.append(tuple(_aspect(name, "preferences.order", file) for name in group))
    names = [name for group in groups for name in group]
    for name in names:
        if names.count(name) > 1:
            raise ProfileError.at(file, "preferences.order", name, "each aspect once")
    return tuple(groups)


def _swings(found: object, file: str) -> dict[str, float]:
    if not isinstance(found, dict):
        raise ProfileError.at(file, "preferences.swings", found, "a table of aspects")
    swings = {}
    for name, number in found.items():
        key = f"preferences.swings.{_aspect(name, 'preferences.swings', file)}"
        real = isinstance(number, int | float) and not isinstance(number, bool)
        if not real or not 0 <= number <= 100:
            raise ProfileError.at(file, key, number, "a number from 0 to 100")
        if number > 0:
            swings[name] = float(number)
    if not swings:
        raise ProfileError.at(file, "preferences.swings", found, "a number above 0 at least once")
    return swings


def _aspect(name: str, key: str, file: str) -> str:
    known = [aspect.id for aspect in ASPECTS]
    if name not in known:
        raise ProfileError.unknown(file, key, name, known)
    return name


def _table(whole: Mapping[str, Any], key: str, file: str) -> dict[str, Any]:
    found = whole.get(key, {})
    if not isinstance(found, dict):
        raise ProfileError.at(file, key, found, f"a table [{key}]")
    return found


def _names(team: Mapping[str, Any], key: str, file: str) -> tuple[str, ...]:
    found = team.get(key, [])
    if not isinstance(found, list) or not all(isinstance(name, str) for name in found):
        raise ProfileError.at(file, f"team.{key}", found, "a list of names")
    return tuple(found)


def _only(table: Mapping[str, Any], known: Iterable[str], name: str, file: str) -> None:
    for key in table:
        if key not in known:
            raise ProfileError.unknown(file, name or "profile", key, known)
