"""The exported site: every link leads to a file, and its answer is the server's."""

import json
import random
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bakeoff.catalog.requirement import Requirement
from bakeoff.choose.address import query_of
from bakeoff.choose.answer import tiers
from bakeoff.choose.constraints import CONSTRAINTS, Team, screen
from bakeoff.choose.profile import Profile
from bakeoff.choose.smaa import ranks_and_wins
from bakeoff.choose.team import learning_cost
from bakeoff.choose.weights import corners
from bakeoff.export.write import STATIC, ExportError, data_of, export_site
from bakeoff.pages.form import profile_in
from bakeoff.pages.schemas import KINDS
from bakeoff.pages.site import Site, load_site
from bakeoff.services.toolchains import Missing, locate

LINK = re.compile(r'(?:href|src|action)="([^"?]+)')
NODE = locate(Requirement("node", (20,)))
DAY = date(2026, 11, 26)
DRAWS = 10
CASES = 1000
# reads {data, values, cases} and answers each case in a line
DRIVER = """
const profiles = require(process.argv[1]);
const { data, values, cases } = JSON.parse(require("fs").readFileSync(0, "utf8"));
for (const { pairs, parts } of cases) {
  const profile = profiles.read(pairs, data);
  const screened = profiles.screen(profile, data);
  const out = new Set(screened.map((entry) => entry.framework));
  const left = data.frameworks.map((_, i) => i).filter((i) => !out.has(data.frameworks[i].id));
  const { aspects, corners } = profiles.weights(profile);
  let next = 0;
  const weights = bakeoff.drawWeights(corners, parts.length / corners.length, () => parts[next++]);
  const places = aspects.map((id) => data.aspects.findIndex((aspect) => aspect.id === id));
  const drawn = left.map((i) => weights.map((_, d) => places.map((k) => values[i][k][d])));
  const found = left.length ? bakeoff.outcome(weights, drawn) : null;
  const address = profiles.write(profile, data);
  const again = profiles.write(profiles.read(address, data), data);
  console.log(JSON.stringify({
    screened, left, aspects, found, order: found && bakeoff.order(found),
    weeks: left.map((i) => profiles.weeks(profile, data.frameworks[i])),
    address, again,
  }));
}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    with pytest.MonkeyPatch.context() as patch:  # the shipped evidence alone
        patch.setenv("BAKEOFF_CACHE", str(tmp_path_factory.mktemp("cache")))
        return load_site(DAY)


@pytest.fixture(scope="module")
def folder(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export") / "site"
    export_site(site, made)
    return made


def test_every_link_leads_to_a_file_and_every_anchor_to_a_place_in_it(folder: Path) -> None:
    pages = {page: page.read_text(encoding="utf-8") for page in folder.rglob("*.html")}
    assert len(pages) > 130
    for page, text in pages.items():
        for target in LINK.findall(text):
            if target.startswith(("https://", "http://")):
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.is_file(), (page.name, target)
            if anchor:
                assert f'id="{anchor}"' in file.read_text(encoding="utf-8"), (page.name, target)


def test_pages_have_their_twins_tables_and_schemas(folder: Path) -> None:
    assert json.loads((folder / "claims.json").read_text())["title"] == "Claims"
    assert (folder / "needs.csv").read_text().startswith("need,framework,kind")
    assert (folder / "method.md").read_text().startswith("# How each number comes about")
    for kind in KINDS:
        assert json.loads((folder / "schemas" / f"{kind}.json").read_text())["title"]


def test_nothing_is_written_over(site: Site, folder: Path) -> None:
    with pytest.raises(ExportError, match="not an empty folder"):
        export_site(site, folder)


# what a random profile asks for, now and then something that nobody offers
ASKED: dict[str, list[str]] = {
    "languages": ["Python", "python", "Go", "Java,C#", "Rust"],
    "typing": ["static", "gradual,dynamic"],
    "databases": ["PostgreSQL", "MySQL,SQLite", "oracle", "Access"],
    "licences": ["MIT", "BSD-3-Clause,mit", "A%2C B"],
    "supported_until": ["2027-01-01", "2027-12-31", "2029-06-30"],
    "min_years_since_1_0": ["2", "8.5", "15"],
    "max_cpu_ratio": ["2", "6.5", "30"],
    "max_memory_mb": ["90", "150.5", "400"],
    "max_start_seconds": ["0.5", "2"],
    "min_professional_share": ["0.05", "0.15"],
    "needs": ["admin", "jobs,orm", "templates"],
    "needs_any": ["payments", "websocket,graphql", "jobs"],
    "min_waits": ["16", "200", "800"],
    "max_p99_ms": ["10", "60", "500"],
    "team_knows": ["language", "framework"],
    "only": ["django,flask,go", "rails"],
    "exclude": ["django", "express,laravel"],
    "unknown": ["keep", "screen"],
}
KNOWN = ["Python:3:2", "Django:2:1", "go:1:1", "TypeScript:3:5", "Rust:2:2", "Ruby on Rails"]


def test_every_requirement_is_asked_for() -> None:
    assert set(ASKED) == set(CONSTRAINTS)


def random_pairs(chance: random.Random, aspects: list[str]) -> Iterator[tuple[str, str]]:
    """Yield a profile as the form or as an address says it."""
    chosen = chance.sample(aspects, chance.randint(1, len(aspects)))
    how = chance.randint(0, 3)
    if how == 0:
        yield "order", "".join(a + chance.choice(",~") for a in chosen)[:-1]
    elif how == 1:
        yield from ((f"swing.{a}", f"{chance.uniform(0.1, 100):.3f}") for a in chosen)
    else:  # the whole form, of which one half counts
        yield "by", ("order", "swings")[how - 2]
        for a in aspects:
            yield f"rank.{a}", str(chance.randint(1, 11) if a in chosen else 0)
            yield f"swing.{a}", str(chance.randint(1, 100) if a in chosen else 0)
    for key, values in ASKED.items():
        if chance.random() < 0.12:
            yield key, chance.choice(values)
    for row in range(chance.randint(0, 2)):
        what, level, people = f"{chance.choice(KNOWN)}:2:1".split(":")[:3]
        if how < 2:
            yield "knows", f"{what}:{level}:{people}"
        else:
            yield f"team.{row}.what", what
            yield f"team.{row}.level", level
            yield f"team.{row}.people", people
    if chance.random() < 0.3:
        yield "people", str(chance.randint(0, 9))
        yield "languages_known", chance.choice(["PHP", "Java, Python"])


def team(profile: Profile) -> Team:
    names = tuple(known.what for known in profile.knows)
    return Team((*profile.languages, *names), (*profile.frameworks, *names))


@pytest.mark.skipif(isinstance(NODE, Missing), reason="no Node.js")
def test_a_thousand_profiles_have_the_servers_answer_in_the_browser(site: Site) -> None:
    """Who is screened out, why, and given the same draws the same numbers to 1e-9."""
    assert not isinstance(NODE, Missing)
    chance = random.Random(7)
    aspects = [aspect.id for aspect in site.table.aspects]
    columns = site.table.columns
    values = [[[chance.random() for _ in range(DRAWS)] for _ in aspects] for _ in columns]
    cases = []
    for _ in range(CASES):
        pairs = list(random_pairs(chance, aspects))
        points = corners(profile_in(pairs))
        cases.append(
            {"pairs": pairs, "parts": [chance.random() for _ in range(DRAWS * len(points))]}
        )
    answered = subprocess.run(
        [str(NODE.program), "-e", DRIVER, str(STATIC / "profile.js")],
        input=json.dumps({"data": data_of(site), "values": values, "cases": cases}),
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    found = [json.loads(line) for line in answered.stdout.splitlines()]
    sizes = set()
    for case, answer in zip(cases, found, strict=True):
        sizes.add(len(answer["left"]))
        compare(site, case, values, answer)
    assert {0, 1, 10} <= sizes  # some profiles leave nobody, some one, some all


def compare(site: Site, case: dict[str, Any], values: Any, answer: dict[str, Any]) -> None:
    """Hold one answer of the browser to the server's own functions."""
    profile = profile_in(case["pairs"])
    said = case["pairs"]
    out = screen(profile.constraints, site.table.columns, site.evidence, team(profile), DAY)
    assert {(e["framework"], e["constraint"], e["unknown"]) for e in answer["screened"]} == {
        (e.framework, e.constraint, e.unknown) for e in out
    }, said
    gone = {entry.framework for entry in out}
    left = [i for i, column in enumerate(site.table.columns) if column.id not in gone]
    assert answer["left"] == left, said
    assert profile_in(answer["address"]) == profile_in(list(query_of(profile))), said
    assert answer["again"] == answer["address"], said
    if not left:
        return
    assert answer["aspects"] == list(profile.aspects), said
    names = [site.evidence.newest(site.table.columns[i].id, "code_names") for i in left]
    weeks = [
        learning_cost(site.table.columns[i], profile.knows, profile.people, n and n.number)
        for i, n in zip(left, names, strict=True)
    ]
    expected = [None if cost is None else cost.weeks for cost in weeks]
    assert answer["weeks"] == pytest.approx(expected, abs=1e-9), said
    points = np.array(corners(profile))
    parts = -np.log(1 - np.array(case["parts"]).reshape(DRAWS, len(points)))
    weights = (parts / parts.sum(axis=1, keepdims=True)) @ points
    places = [[aspect.id for aspect in site.table.aspects].index(a) for a in profile.aspects]
    drawn = np.array(values)[np.ix_(left, places)]
    utilities = np.einsum("dk,ikd->id", weights, drawn)
    ranks, wins = ranks_and_wins(utilities)
    shares = [np.bincount(row, minlength=len(left) + 1)[1:] / DRAWS for row in ranks]
    mean = utilities.mean(axis=1)
    assert np.allclose(answer["found"]["utility"], mean, atol=1e-9, rtol=0), said
    assert np.allclose(answer["found"]["wins"], wins, atol=1e-9, rtol=0), said
    assert np.allclose(answer["found"]["acceptability"], shares, atol=1e-9, rtol=0), said
    order = sorted(range(len(left)), key=lambda i: -mean[i])
    assert [place["i"] for place in answer["order"]] == order, said
    # shares near the bound of a tier are sums in another order: compared where they are not
    if not any(abs(w - 0.9) < 1e-9 for row in wins for w in row):
        assert [place["tier"] for place in answer["order"]] == tiers(order, wins), said
