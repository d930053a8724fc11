"""The front: the answer first, the questions beside it, the table under it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from markupsafe import Markup

from bakeoff.choose.address import ORDER, profile_of, query_of
from bakeoff.choose.answer import Answer, Ranked, choose
from bakeoff.choose.errors import ProfileError
from bakeoff.choose.profile import Profile, load_profile
from bakeoff.choose.values import expected, known
from bakeoff.pages.charts import svg
from bakeoff.pages.page import Page
from bakeoff.pages.site import Site
from bakeoff.pages.table import Row, rows

RANK = "rank."
NO_ORDER = ORDER
LEAST_DRAWS = 10_000


@dataclass(frozen=True)
class Place:
    """A framework in the answer, with its bar of weighted values."""

    ranked: Ranked
    path: str
    picture: Markup = field(compare=False)


@dataclass(frozen=True)
class Question:
    """How much one aspect matters: its rank, 0 for "does not count"."""

    aspect: str
    title: str
    text: str
    rank: int


@dataclass(frozen=True)
class Questions:
    """The form as the profile fills it."""

    aspects: tuple[Question, ...]
    languages: tuple[tuple[str, bool], ...]
    needs: tuple[tuple[str, str, bool], ...]
    max_memory_mb: str
    supported_until: str
    knows: tuple[tuple[str, bool], ...]
    people: int
    carried: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AnswerView:
    """The answer to a profile."""

    answer: Answer
    places: tuple[Place, ...]
    weights: tuple[tuple[str, float], ...]
    names: dict[str, str]
    query: str


@dataclass(frozen=True)
class FrontView:
    """The front."""

    result: AnswerView
    questions: Questions
    table: tuple[Row, ...]
    names: tuple[tuple[str, str], ...]
    confirmed: int
    refuted: int
    undecided: int


# of the form's own keys: those of the profile that the form has questions for
ASKED = ("languages", "needs", "max_memory_mb", "supported_until")


def profile_in(pairs: Sequence[tuple[str, str]]) -> Profile:
    """Read the profile of an address, or of the form (`rank.ASPECT=1`); empty is the default.

    Raises:
        ProfileError: names the key, what was found and what is wanted.
    """
    used = [(key, value) for key, value in pairs if value.strip()]
    if not used:
        return load_profile()
    ranked: dict[int, list[str]] = {}
    rest = []
    for key, value in used:
        if not key.startswith(RANK):
            rest.append((key, value))
            continue
        if not value.isascii() or not value.isdigit() or len(value) > 3:
            raise ProfileError.at("the address", key, value, "a whole number, 0 for none")
        if int(value):
            ranked.setdefault(int(value), []).append(key.removeprefix(RANK))
    if ranked:
        order = ",".join("~".join(ranked[rank]) for rank in sorted(ranked))
        rest.append((ORDER, order))
    elif not any(key == ORDER or key.startswith("swing.") for key, _ in rest):
        default = query_of(load_profile())
        rest += [pair for pair in default if pair[0] == ORDER]
    return profile_of(rest)


def query(profile: Profile) -> str:
    """Return the profile as the query of an address, the same for the same profile."""
    return urlencode(query_of(profile), safe=",~:")


def answer_view(site: Site, profile: Profile, draws: int = LEAST_DRAWS) -> AnswerView:
    """Answer a profile from the site's evidence."""
    answer = choose(profile, site.table, site.evidence, site.today, draws=draws)
    titles = {aspect.id: aspect.title for aspect in site.table.aspects}
    places = tuple(
        Place(ranked, f"/frameworks/{ranked.framework}", _bar(site, answer, ranked))
        for ranked in answer.ranking
    )
    return AnswerView(
        answer=answer,
        places=places,
        weights=tuple((titles[a], w) for a, w in answer.mean_weights.items()),
        names={column.id: column.name for column in site.table.columns},
        query=query(profile),
    )


def front_page(site: Site, profile: Profile) -> Page:
    """Return the front for a profile."""
    words = [verdict.verdict for verdict in site.verdicts]
    view = FrontView(
        result=answer_view(site, profile),
        questions=questions(site, profile),
        table=rows(site),
        names=tuple((column.id, column.name) for column in site.table.columns),
        confirmed=words.count("confirmed"),
        refuted=words.count("refuted"),
        undecided=words.count("undecided"),
    )
    return Page("/", "Which backend framework suits your project?", "front.html", view)


def questions(site: Site, profile: Profile) -> Questions:
    """Return the form, filled in with a profile."""
    ranks = {aspect: i for i, group in enumerate(profile.order, 1) for aspect in group}
    if profile.swings:
        ranks = {aspect: i for i, aspect in enumerate(profile.aspects, 1)}
    languages = dict.fromkeys(column.language for column in site.table.columns)
    wanted = _set(profile.constraints.get("languages"))
    needs = _set(profile.constraints.get("needs"))
    knows = {known.what for known in profile.knows}
    carried = [
        (key, value)
        for key, value in query_of(profile)
        if key not in (*ASKED, ORDER, "knows", "people") and not key.startswith("swing.")
    ]
    return Questions(
        aspects=tuple(
            Question(a.id, a.title, a.question, ranks.get(a.id, 0)) for a in site.table.aspects
        ),
        languages=tuple((name, name in wanted) for name in languages if name != "unknown"),
        needs=tuple((n.id, n.title, n.id in needs) for n in site.evidence.needs.needs),
        max_memory_mb=_written(profile.constraints.get("max_memory_mb")),
        supported_until=_written(profile.constraints.get("supported_until")),
        knows=tuple((name, name in knows) for name in languages if name != "unknown"),
        people=profile.people,
        carried=tuple(carried),
    )


def _bar(site: Site, answer: Answer, ranked: Ranked) -> Markup:
    parts = []
    for aspect in site.table.aspects:
        weight = answer.mean_weights.get(aspect.id, 0.0)
        if weight:
            cell = site.table.cell(aspect.id, ranked.framework)
            parts.append((aspect.title, weight * expected(known(cell, aspect.scale))))
    parts.sort(key=lambda part: -part[1])
    return svg.stacked(parts)


def _set(found: object) -> set[str]:
    return set(found) if isinstance(found, Iterable) else set()


def _written(found: object) -> str:
    if found is None:
        return ""
    return f"{found:g}" if isinstance(found, float) else str(found)
