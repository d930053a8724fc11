"""Counts the people in a list of commits.

The measures are those of CHAOSS (https://chaoss.community/kb/metric-contributor-absence-factor/
for what is known as the bus factor). How many commits a project has follows its scope and
habits: they are counted to find the people, and nothing is ranked on them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# programs that commit under an account which GitHub takes for a person's
BOTS = {"copybara-service", "gopherbot", "spring-builds", "spring-buildmaster", "web-flow"}
REGULAR = 10


@dataclass(frozen=True)
class Commit:
    """A commit: its author's account and that account's type, their address, merge or not."""

    login: str | None
    type: str | None
    email: str | None
    merge: bool

    @property
    def person(self) -> str:
        """The account, or the address where there is none."""
        return self.login or (self.email or "").lower()


def is_bot(commit: Commit) -> bool:
    """Say whether a program wrote it, as far as its account's type and name tell."""
    name = commit.person.lower().partition("@")[0]
    return commit.type == "Bot" or name in BOTS or name.endswith(("[bot]", "-bot"))


def count(commits: Sequence[Commit]) -> Mapping[str, object]:
    """Return the metrics of people for a year's commits; shares only where there are any."""
    by_person = Counter(commit.person for commit in commits)
    found: dict[str, object] = {
        "commits_12m": len(commits),
        "contributors_12m": len(by_person),
        "regular_contributors_12m": sum(n >= REGULAR for n in by_person.values()),
    }
    if commits:
        most = by_person.most_common()
        found["top_author_share_12m"] = round(most[0][1] / len(commits), 4)
        found["bus_factor_12m"] = _half(most, len(commits))
    return found


def _half(most: list[tuple[str, int]], whole: int) -> int:
    """Return how many of the busiest people wrote half of the commits."""
    written = 0
    for number, (_, theirs) in enumerate(most, 1):
        written += theirs
        if written * 2 >= whole:
            return number
    return len(most)
