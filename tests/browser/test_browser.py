"""The page as a person uses it: by keyboard, without JavaScript, on a narrow screen, live."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from bakeoff.base.folders import cache_folder
from bakeoff.lab.store import Store
from tests.browser.serving import served
from tests.lab.blocks import block

pytestmark = pytest.mark.slow

PAGES = (
    "/",
    "/?languages=PHP&max_cpu_ratio=2&order=orm",
    "/cells/performance/django",
    "/aspects/performance",
    "/frameworks/go",
    "/needs",
    "/claims",
    "/campaigns",
    "/compare?f=go&f=rails",
    "/code/hello",
    "/method",
    "/live",
)
WIDTHS = (360, 800, 1440)


def verdict(page: Any) -> str:
    return str(page.text_content("#answer .verdict"))


def change(page: Any, aspect: str, rank: str) -> None:
    """Choose a rank by keyboard alone and wait until the address tells of it."""
    page.focus(f'select[name="rank.{aspect}"]')
    page.keyboard.press("Home")
    for _ in range(int(rank)):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.wait_for_function(
        "([aspect, counts]) => new URLSearchParams(location.search).get('order')"
        "?.split(/[,~]/).includes(aspect) === counts",
        arg=[aspect, rank != "0"],
    )


def test_ordering_by_keyboard_changes_the_answer_and_the_address(site: str, look: Any) -> None:
    page = look()
    page.goto(f"{site}/?order=performance,maturity")
    before = verdict(page)
    change(page, "builtin", "1")
    change(page, "performance", "0")
    assert page.url.endswith("?order=builtin,maturity")
    page.wait_for_function(
        "said => document.querySelector('#answer .verdict').textContent !== said", arg=before
    )


def test_the_back_button_goes_back_to_the_former_answer(site: str, look: Any) -> None:
    page = look()
    page.goto(f"{site}/?order=performance")
    first = verdict(page)
    change(page, "learning", "1")
    page.wait_for_url("**/*learning*")
    page.go_back()
    page.wait_for_url("**/?order=performance")
    page.wait_for_function(
        "said => document.querySelector('#answer .verdict').textContent === said", arg=first
    )


def test_an_address_gives_the_same_answer_in_another_browser(site: str, look: Any) -> None:
    page = look()
    page.goto(site)
    change(page, "learning", "1")
    other = look()
    other.goto(page.url)
    assert verdict(other) == verdict(page)
    assert other.input_value('select[name="rank.learning"]') == "1"


def test_without_javascript_the_form_answers(site: str, look: Any) -> None:
    page = look(java_script_enabled=False)
    page.goto(site)
    page.check('input[name="languages"][value="PHP"]')
    page.click("button[type=submit]")
    assert "Laravel is the only one" in verdict(page)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_its_screen(site: str, look: Any, path: str, width: int) -> None:
    page = look(viewport={"width": width, "height": 800})
    page.goto(site + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_is_dark_and_print_is_light(site: str, look: Any) -> None:
    page = look(color_scheme="dark")
    page.goto(site)
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = [int(n) for n in page.evaluate(ground)[4:-1].split(",")]
    assert max(dark) < 60
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    assert not page.is_visible("form.questions")


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from npm, kept in bakeoff's cache."""
    folder = cache_folder() / "axe-core-4.14.1"
    file = folder / "package" / "axe.min.js"
    if not file.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm to get axe-core with")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "axe-core@4.14.1", "--pack-destination", str(folder)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        archive = next(folder.glob("*.tgz"))
        shutil.unpack_archive(archive, folder, filter="data")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(site: str, look: Any, axe: str, path: str, scheme: str) -> None:
    page = look(color_scheme=scheme)
    page.goto(site + path)
    page.evaluate(axe)
    found = page.evaluate("axe.run()")["violations"]
    said = [
        (v["id"], v["nodes"][0]["html"][:120], v["nodes"][0]["failureSummary"][:200]) for v in found
    ]
    assert not said


def test_a_running_campaign_is_seen_and_its_rounds_come_by_themselves(
    cache: Path, look: Any
) -> None:
    store = Store(cache / "campaigns" / "unfinished" / "abc.sqlite")
    store.open_campaign({"id": "2026-11-24-abc"})
    for start in (1, 2):
        for name in ("yardstick", "yardstick-2", "go"):
            store.add("s", block(name, 1e-5, start, start))
    with served(cache) as address:
        page = look()
        page.goto(f"{address}/live")
        page.wait_for_selector("text=2026-11-24-abc")
        assert "2 rounds" in page.text_content("#live")
        for name in ("yardstick", "yardstick-2", "go"):
            store.add("s", block(name, 1e-5, 3, 3))
        page.wait_for_selector("text=3 rounds", timeout=15_000)
    store.close()
