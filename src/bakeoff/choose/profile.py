"""A profile: what is required, what the team knows, and what matters more than what."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakeoff.aspects.registry import ASPECTS
from bakeoff.choose.constraints import CONSTRAINTS
from bakeoff.choose.errors import ProfileError

DEFAULT = Path(__file__).with_name("profiles") / "default.toml"
TABLES = ("constraints", "preferences", "team")
PREFERENCES = ("order", "swings")
TEAM = ("languages", "frameworks")


@dataclass(frozen=True)
class Profile:
    """Requirements, preferences and team of one project.

    `order` lists groups of aspects, the most important first; aspects within a group are
    equally important, aspects not named do not count. `swings` (from 0 to 100: how much
    is it worth to go from unacceptable to excellent on this aspect?) give the weights
    themselves; a profile has one or the other.
    """

    name: str
    constraints: Mapping[str, Any]
    order: tuple[tuple[str, ...], ...]
    swings: Mapping[str, float] | None
    languages: tuple[str, ...]
    frameworks: tuple[str, ...]

    @property
    def aspects(self) -> tuple[str, ...]:
        """The ids of the aspects that count, the most important first."""
        if self.swings is not None:
            return tuple(sorted(self.swings, key=lambda a: -(self.swings or {})[a]))
        return tuple(aspect for group in self.order for aspect in group)


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
    _only(whole, TABLES, "", file)
    constraints = _table(whole, "constraints", file)
    for key, wanted in constraints.items():
        if key not in CONSTRAINTS:
            raise ProfileError.unknown(file, "constraints", key, CONSTRAINTS)
        if not CONSTRAINTS[key].accepts(wanted):
            raise ProfileError.at(file, f"constraints.{key}", wanted, CONSTRAINTS[key].wanted)
    team = _table(whole, "team", file)
    _only(team, TEAM, "team", file)
    preferences = _table(whole, "preferences", file)
    _only(preferences, PREFERENCES, "preferences", file)
    if ("order" in preferences) == ("swings" in preferences):
        raise ProfileError(
            f"{file}: preferences: wanted either `order` (a list of aspects, the most important "
            "first) or `swings` (a number from 0 to 100 for each aspect)."
        )
    return Profile(
        name=name,
        constraints=constraints,
        order=_order(preferences["order"], file) if "order" in preferences else (),
        swings=_swings(preferences["swings"], file) if "swings" in preferences else None,
        languages=_names(team, "languages", file),
        frameworks=_names(team, "frameworks", file),
    )


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
