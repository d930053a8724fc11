"""From a profile and the evidence to a ranked answer that says how sure it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.registry import ASPECTS
from bakeoff.aspects.table import Table
from bakeoff.choose.constraints import Screened, Team, screen
from bakeoff.choose.profile import Profile
from bakeoff.choose.reasons import Reason, reasons
from bakeoff.choose.relax import Relaxation, relaxations
from bakeoff.choose.renewal import Renewal, renewals
from bakeoff.choose.situation import Situation
from bakeoff.choose.smaa import DRAWS, Smaa, smaa
from bakeoff.choose.team import LearningCost, learning_cost
from bakeoff.choose.turning import TurningPoint, turning_points
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
    nothing is known; `to_learn` is what the team would have to learn, `learning` its cost;
    the reasons are the strongest, in points of utility against the mean of the others.
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
    learning: LearningCost | None
    reasons_for: tuple[Reason, ...]
    reasons_against: tuple[Reason, ...]


@dataclass(frozen=True)
class Answer:
    """The answer to a profile: best first, with what was screened out and how sure it is.

    `confidence` is how often the first is first; `turning_points` the smallest changes that put
    another there, `renewals` the evidence that would most likely do so, `relaxations` what each
    requirement alone keeps out.
    """

    profile: str
    aspects: tuple[str, ...]
    mean_weights: dict[str, float]
    ranking: tuple[Ranked, ...]
    screened: tuple[Screened, ...]
    draws: int
    seed: int
    verdict: str
    confidence: float
    turning_points: tuple[TurningPoint, ...]
    renewals: tuple[Renewal, ...]
    relaxations: tuple[Relaxation, ...]


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
    team = _team(profile)
    screened = screen(profile.constraints, table.columns, evidence, team, today)
    out = {entry.framework for entry in screened}
    left = [column for column in table.columns if column.id not in out]
    aspects = [next(a for a in ASPECTS if a.id == name) for name in profile.aspects]
    points = corners(profile)
    whole = _situation(table.columns, aspects, points, table)
    ranking: tuple[Ranked, ...] = ()
    turning: tuple[TurningPoint, ...] = ()
    renewed: tuple[Renewal, ...] = ()
    if left:
        here = _situation(left, aspects, points, table)
        names = [column.id for column in left]
        result = smaa(names, here.values, points, draws=draws, seed=seed)
        order = sorted(range(len(left)), key=lambda i: (-result.utility[i], left[i].id))
        ordered = _situation([left[i] for i in order], aspects, points, table)
        ranking = tuple(_ranked(ordered, order, result, profile, evidence))
        turning, renewed = turning_points(ordered), renewals(ordered)
    utilities = dict(zip((c.id for c in table.columns), whole.utilities(), strict=True))
    return Answer(
        profile=profile.name,
        aspects=profile.aspects,
        mean_weights=dict(zip(profile.aspects, centroid(points), strict=True)),
        ranking=ranking,
        screened=screened,
        draws=draws,
        seed=seed,
        verdict=_verdict(ranking),
        confidence=ranking[0].first if ranking else 0.0,
        turning_points=turning,
        renewals=renewed,
        relaxations=relaxations(
            screened,
            {column.id: column.name for column in table.columns},
            utilities,
            utilities[ranking[0].framework] if ranking else -1.0,
        ),
    )


def _situation(
    columns: Sequence[Column],
    aspects: Sequence[Aspect],
    points: Sequence[Sequence[float]],
    table: Table,
) -> Situation:
    cells = [[table.cell(aspect.id, column.id) for aspect in aspects] for column in columns]
    return Situation(
        columns=tuple(columns),
        aspects=tuple(aspects),
        weights=tuple(centroid(points)),
        cells=tuple(map(tuple, cells)),
        values=tuple(map(tuple, matrix(cells, aspects))),
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


def _ranked(
    ordered: Situation,
    order: Sequence[int],
    result: Smaa,
    profile: Profile,
    evidence: Evidence,
) -> Iterator[Ranked]:
    """Yield the frameworks of `ordered`, best first; `order` are their places in `result`."""
    team = _team(profile)
    aspects = [aspect.id for aspect in ordered.aspects]
    for place, (i, tier) in enumerate(zip(order, tiers(order, result.wins), strict=True)):
        column, weights = ordered.columns[place], result.central[i]
        below = order[place + 1] if place + 1 < len(order) else None
        names = evidence.newest(column.id, "code_names")
        best, worst = reasons(ordered, place)
        yield Ranked(
            framework=column.id,
            name=column.name,
            tier=tier,
            utility=result.utility[i],
            first=result.acceptability[i][0],
            top3=sum(result.acceptability[i][:3]),
            acceptability=tuple(result.acceptability[i]),
            beats_next=None if below is None else result.wins[i][below],
            central=None if weights is None else dict(zip(aspects, weights, strict=True)),
            confidence=result.confidence[i],
            unknown=tuple(c.aspect for c in ordered.cells[place] if c.value is None),
            to_learn=_to_learn(column, team),
            learning=learning_cost(
                column, profile.knows, profile.people, names.number if names else None
            ),
            reasons_for=best,
            reasons_against=worst,
        )


def _team(profile: Profile) -> Team:
    """Return what anybody in the team knows, however it was said."""
    names = tuple(known.what for known in profile.knows)
    return Team((*profile.languages, *names), (*profile.frameworks, *names))


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
