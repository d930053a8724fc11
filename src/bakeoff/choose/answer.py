"""From a profile and the evidence to a ranked answer that says how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bakeoff.aspects.registry import ASPECTS
from bakeoff.aspects.table import Table
from bakeoff.choose.constraints import Screened, Team, screen
from bakeoff.choose.profile import Profile
from bakeoff.choose.smaa import DRAWS, Smaa, smaa
from bakeoff.choose.values import matrix
from bakeoff.choose.weights import centroid, corners
from bakeoff.evidence.source_table import Column
from bakeoff.evidence.store import Evidence

# A pair is told apart when one wins in nine of ten draws. One in ten is a risk that people
# take with a tool they can change later; a bank may want 0.99 and can read the numbers.
DECISIVE = 0.90


@dataclass(frozen=True)
class Ranked:
    """One framework in the answer.

    `first` and `top3` are shares of draws; `beats_next` that in which it beats the one
    below. `central` are the weights (by aspect) under which it would win, None where none
    do, `confidence` how often it then does. `unknown` are aspects that count and of which
    nothing is known; `to_learn` is what the team would have to learn.
    """

    framework: str
    name: str
    tier: int
    utility: float
    first: float
    top3: float
    acceptability: tuple[float, ...]
    beats_next: float | None
    central: dict[str, float] | None
    confidence: float | None
    unknown: tuple[str, ...]
    to_learn: str


@dataclass(frozen=True)
class Answer:
    """The answer to a profile: best first, with what was screened out and how sure it is."""

    profile: str
    aspects: tuple[str, ...]
    mean_weights: dict[str, float]
    ranking: tuple[Ranked, ...]
    screened: tuple[Screened, ...]
    draws: int
    seed: int
    verdict: str


def choose(
    profile: Profile,
    table: Table,
    evidence: Evidence,
    today: date,
    *,
    draws: int = DRAWS,
    seed: int = 1,
) -> Answer:
    """Screen by the constraints, then rank what is left.

    The order is that of the mean utility, which no other alternative changes. Tiers go
    down it: a new one begins where the first of the tier beats one in at least DECISIVE
    of the draws.
    """
    team = Team(profile.languages, profile.frameworks)
    screened = screen(profile.constraints, table.columns, evidence, team, today)
    out = {entry.framework for entry in screened}
    left = [column for column in table.columns if column.id not in out]
    aspects = [next(a for a in ASPECTS if a.id == name) for name in profile.aspects]
    points = corners(profile)
    ranking: tuple[Ranked, ...] = ()
    if left:
        cells = [[table.cell(aspect.id, column.id) for aspect in aspects] for column in left]
        result = smaa(
            [column.id for column in left], matrix(cells, aspects), points, draws=draws, seed=seed
        )
        unknown = [tuple(cell.aspect for cell in row if cell.value is None) for row in cells]
        ranking = _rank(left, result, profile.aspects, unknown, team)
    return Answer(
        profile=profile.name,
        aspects=profile.aspects,
        mean_weights=dict(zip(profile.aspects, centroid(points), strict=True)),
        ranking=ranking,
        screened=screened,
        draws=draws,
        seed=seed,
        verdict=_verdict(ranking),
    )


def tiers(order: Sequence[int], wins: Sequence[Sequence[float]]) -> list[int]:
    """Return the tier of each place of `order` (1 is best), from shares of pairwise wins."""
    found: list[int] = []
    head = order[0]
    for place, i in enumerate(order):
        opens = place > 0 and wins[head][i] >= DECISIVE
        found.append((found[-1] if found else 1) + opens)
        if opens:
            head = i
    return found


def _rank(
    left: Sequence[Column],
    result: Smaa,
    aspects: Sequence[str],
    unknown: Sequence[tuple[str, ...]],
    team: Team,
) -> tuple[Ranked, ...]:
    order = sorted(range(len(left)), key=lambda i: (-result.utility[i], left[i].id))
    ranked = []
    for place, (i, tier) in enumerate(zip(order, tiers(order, result.wins), strict=True)):
        weights = result.central[i]
        below = order[place + 1] if place + 1 < len(order) else None
        ranked.append(
            Ranked(
                framework=left[i].id,
                name=left[i].name,
                tier=tier,
                utility=result.utility[i],
                first=result.acceptability[i][0],
                top3=sum(result.acceptability[i][:3]),
                acceptability=tuple(result.acceptability[i]),
                beats_next=None if below is None else result.wins[i][below],
                central=None if weights is None else dict(zip(aspects, weights, strict=True)),
                confidence=result.confidence[i],
                unknown=unknown[i],
                to_learn=_to_learn(left[i], team),
            )
        )
    return tuple(ranked)


def _to_learn(column: Column, team: Team) -> str:
    if not team.languages and not team.frameworks:
        return ""
    return {
        "framework": "nothing",
        "language": column.name,
        "nothing": f"{column.language} and {column.name}",
    }[team.knows(column)]


def _verdict(ranking: Sequence[Ranked]) -> str:
    if not ranking:
        return "No framework meets all requirements: relax one of them."
    best = ranking[0]
    if len(ranking) == 1:
        return f"{best.name} is the only one that meets all requirements."
    tied = [entry.name for entry in ranking if entry.tier == 1]
    if len(tied) > 1:
        return (
            f"Too close to call: {', '.join(tied[:-1])} and {tied[-1]} cannot be told apart by "
            f"this evidence and these preferences. {best.name} is first in {best.first:.0%} of "
            "the draws."
        )
    return (
        f"{best.name}: first in {best.first:.0%} of the draws, before {ranking[1].name} in "
        f"{best.beats_next:.0%}."
    )
