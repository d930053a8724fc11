"""What a list of releases tells: the newest, how often, how many that ask for work.

Definitions as in the first collections (docs/evidence.md): a feature release is X.Y or X.Y.0, a
major one X.0 or X.0.0 from 1.0 on, so that a list that does not begin at the beginning is read
rightly, too. Versions before a release (alpha, beta, rc, milestones) do not count.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median

STABLE = re.compile(r"v?(\d+(?:\.\d+)*)(?:\.RELEASE|\.Final)?")


@dataclass(frozen=True)
class Release:
    """A stable release: its version as it is written, as numbers, and the day it came out."""

    version: str
    numbers: tuple[int, ...]
    day: date


def stable(found: Iterable[tuple[str, str | None]]) -> list[Release]:
    """Return the stable releases among `(version, day or moment)`, by day."""
    releases = []
    for version, moment in found:
        match = STABLE.fullmatch(version)
        if match and moment:
            numbers = tuple(int(part) for part in match[1].split("."))
            releases.append(Release(match[1], numbers, date.fromisoformat(moment[:10])))
    return sorted(releases, key=lambda release: (release.day, release.numbers))


def years_before(day: date, years: int) -> date:
    """Return the same day some years earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def cadence(releases: list[Release], today: date) -> Mapping[str, object]:
    """Return metrics with their values; what the list is too short for is left out."""
    if not releases:
        return {}
    newest = max(releases, key=lambda release: release.numbers)
    found: dict[str, object] = {
        "latest_version": newest.version,
        "latest_version_date": newest.day.isoformat(),
        "newest_release_date": releases[-1].day.isoformat(),
    }
    if releases[0].day <= (begin := years_before(today, 2)):
        inside = [release for release in releases if begin < release.day <= today]
        days = sorted({release.day for release in inside})
        found |= {
            "stable_releases_24m": len(inside),
            "release_days_24m": len(days),
            "feature_releases_24m": sum(_is_feature(release) for release in inside),
            "major_releases_24m": sum(_is_major(release) for release in inside),
            "longest_gap_days_24m": _longest_gap([begin, *days, today]),
        }
        if len(days) > 1:
            found["median_days_between_releases_24m"] = median(_gaps(days))
    if releases[0].day <= (begin := years_before(today, 5)):
        found["major_releases_5y"] = sum(
            _is_major(release) for release in releases if begin < release.day <= today
        )
    return found


def first_stable(releases: list[Release]) -> Mapping[str, object]:
    """Return the first version from 1.0 on; nothing where the list does not hold 1.0 itself.

    Nothing, too, where others came out on its day: a registry that took in versions older than
    itself gives them all the day on which it did.
    """
    first = [release for release in releases if _is_first(release)]
    if not first or sum(release.day == first[0].day for release in releases) > 1:
        return {}
    return {
        "first_stable_version": first[0].version,
        "first_stable_date": first[0].day.isoformat(),
    }


def _is_first(release: Release) -> bool:
    return release.numbers[0] == 1 and not any(release.numbers[1:])


def _is_feature(release: Release) -> bool:
    return len(release.numbers) > 1 and not any(release.numbers[2:])


def _is_major(release: Release) -> bool:
    return release.numbers[0] > 0 and not any(release.numbers[1:])


def _gaps(days: list[date]) -> list[int]:
    return [(later - earlier).days for earlier, later in pairwise(days)]


def _longest_gap(days: list[date]) -> int:
    return max(_gaps(days))
