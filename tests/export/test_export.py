"""The exported site: every link leads to a file, and its formula is the server's."""

import json
import random
import re
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bakeoff.catalog.requirement import Requirement
from bakeoff.choose.smaa import ranks_and_wins
from bakeoff.export.write import STATIC, ExportError, export_site
from bakeoff.pages.site import load_site
from bakeoff.services.toolchains import Missing, locate

LINK = re.compile(r'(?:href|src|action)="([^"#?]+)')
NODE = locate(Requirement("node", (20,)))
DRIVER = """
const bakeoff = require(process.argv[1]);
const lines = require("fs").readFileSync(0, "utf8").trim().split("\\n");
for (const line of lines) {
  const { weights, values } = JSON.parse(line);
  console.log(JSON.stringify(bakeoff.outcome(weights, values)));
}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export") / "site"
    export_site(load_site(date(2026, 11, 24)), made)
    return made


def test_every_link_leads_to_a_file(folder: Path) -> None:
    pages = list(folder.rglob("*.html"))
    assert len(pages) > 130
    for page in pages:
        for target in LINK.findall(page.read_text(encoding="utf-8")):
            if not target.startswith(("https://", "http://")):
                assert (page.parent / target).is_file(), (page.name, target)


def test_pages_have_their_twins_and_tables(folder: Path) -> None:
    assert json.loads((folder / "claims.json").read_text())["title"] == "Claims"
    assert (folder / "needs.csv").read_text().startswith("need,framework,kind")


def test_nothing_is_written_over(folder: Path) -> None:
    with pytest.raises(ExportError, match="not an empty folder"):
        export_site(load_site(date(2026, 11, 24)), folder)


@pytest.mark.skipif(isinstance(NODE, Missing), reason="no Node.js")
def test_the_formula_in_the_browser_is_the_servers(tmp_path: Path) -> None:
    """1,000 random profiles: the same draws give the same utilities, ranks and wins."""
    assert not isinstance(NODE, Missing)
    chance = random.Random(7)
    cases = []
    for _ in range(1000):
        count, aspects, draws = chance.randint(2, 6), chance.randint(1, 11), 20
        weights = [[chance.random() for _ in range(aspects)] for _ in range(draws)]
        values = [
            [[round(chance.random(), 2) for _ in range(aspects)] for _ in range(draws)]
            for _ in range(count)
        ]
        cases.append({"weights": weights, "values": values})
    driver = tmp_path / "driver.js"
    driver.write_text(DRIVER)
    answered = subprocess.run(
        [str(NODE.program), "-e", DRIVER, str(STATIC / "answer.js")],
        input="\n".join(map(json.dumps, cases)),
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for case, line in zip(cases, answered.stdout.splitlines(), strict=True):
        found = json.loads(line)
        weights, values = np.array(case["weights"]), np.array(case["values"])
        utilities = np.zeros(values.shape[:2])
        for k in range(weights.shape[1]):  # in the same order, so that rounding is the same
            utilities += weights[:, k] * values[:, :, k]
        ranks, wins = ranks_and_wins(utilities)
        shares = [np.bincount(row, minlength=len(row) + 1)[1 : len(values) + 1] for row in ranks]
        assert np.allclose(found["utility"], utilities.mean(axis=1), atol=1e-9, rtol=0)
        assert np.allclose(found["wins"], wins, atol=1e-9, rtol=0)
        expected = np.array([row[: len(values)] for row in shares]) / len(weights)
        assert np.allclose(found["acceptability"], expected, atol=1e-9, rtol=0)
