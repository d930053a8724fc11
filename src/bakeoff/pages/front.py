"""The front: the answer first, the questions beside it, the table under it."""

from dataclasses import dataclass, field

from markupsafe import Markup

from bakeoff.choose.answer import Answer, Ranked, choose
from bakeoff.choose.profile import Profile
from bakeoff.choose.values import expected, known
from bakeoff.pages.charts import svg
from bakeoff.pages.form import query
from bakeoff.pages.page import Page
from bakeoff.pages.questions import Questions, questions
from bakeoff.pages.site import Site
from bakeoff.pages.table import Row, rows

LEAST_DRAWS = 10_000
INSTEAD = " instead if "


@dataclass(frozen=True)
class Place:
    """A framework in the answer, with its bar of weighted values."""

    ranked: Ranked
    path: str
    picture: Markup = field(compare=False)


@dataclass(frozen=True)
class Instead:
    """Another framework, and the smallest changes that would put it first."""

    framework: str
    name: str
    path: str
    changes: tuple[str, ...]


@dataclass(frozen=True)
class AnswerView:
    """The answer to a profile."""

    answer: Answer
    places: tuple[Place, ...]
    weights: tuple[tuple[str, float], ...]
    instead: tuple[Instead, ...]
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


def answer_view(site: Site, profile: Profile, draws: int = LEAST_DRAWS) -> AnswerView:
    """Answer a profile from the site's evidence."""
    answer = choose(profile, site.table, site.evidence, site.today, draws=draws)
    titles = {aspect.id: aspect.title for aspect in site.table.aspects}
    places = tuple(
        Place(ranked, f"/frameworks/{ranked.framework}", _bar(site, answer, ranked))
        for ranked in answer.ranking
    )
    names = {column.id: column.name for column in site.table.columns}
    return AnswerView(
        answer=answer,
        places=places,
        weights=tuple((titles[a], w) for a, w in answer.mean_weights.items()),
        instead=_instead(answer, names),
        names=names,
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
    head = ("aspect", "framework", "headline", "rating", "place", "age", "cell")
    cells = (
        (c.aspect, c.framework, c.headline, c.rating or "", c.place or "", c.age, c.path)
        for row in view.table
        for c in row.cells
    )
    title = "Which backend framework suits your project?"
    return Page("/", title, "front.html", view, (head, *cells))


def _bar(site: Site, answer: Answer, ranked: Ranked) -> Markup:
    """The parts in the order of their weights, the same in every bar."""
    titles = {aspect.id: aspect for aspect in site.table.aspects}
    parts = []
    for aspect_id, weight in answer.mean_weights.items():
        aspect = titles[aspect_id]
        cell = site.table.cell(aspect_id, ranked.framework)
        parts.append((aspect.title, weight * expected(known(cell, aspect.scale))))
    return svg.stacked(parts)


def _instead(answer: Answer, names: dict[str, str]) -> tuple[Instead, ...]:
    """Return what would turn the answer, framework by framework, the nearest first."""
    found: dict[str, list[str]] = {}
    for point in answer.turning_points:
        found.setdefault(point.framework, []).append(point.text.partition(INSTEAD)[2])
    for relaxation in answer.relaxations:
        if relaxation.first and answer.ranking:
            said = f"you can do without the requirement {relaxation.constraint}"
            found.setdefault(relaxation.first, []).append(said)
    return tuple(
        Instead(framework, names[framework], f"/frameworks/{framework}", tuple(changes))
        for framework, changes in found.items()
    )
