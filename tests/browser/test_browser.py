"""The page as a person uses it: by keyboard, without JavaScript, on a narrow screen, live."""

import shutil
import subprocess
import tarfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bakeoff.base.folders import cache_folder
from bakeoff.export.write import export_site
from bakeoff.lab.store import Store
from bakeoff.pages.site import load_site
from tests.browser.serving import served
from tests.lab.blocks import block

pytestmark = pytest.mark.slow

PAGES = (
    "/",
    "/?languages=PHP&max_cpu_ratio=2&order=orm",
    "/?swing.orm=50&swing.async=9&max_p99_ms=300&needs_any=jobs&typing=static,gradual&knows=Go:3:2",
    "/cells/performance/django",
    "/aspects/performance",
    "/frameworks/go",
    "/needs",
    "/claims",
    "/campaigns",
    "/campaigns/2026-11-24-1536-af5374c75734",
    "/method/decisions/0008-short-blocks-many-rounds",
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


def test_without_javascript_jumps_are_rated_and_limits_set(site: str, look: Any) -> None:
    page = look(java_script_enabled=False)
    page.goto(site)
    before = verdict(page)
    assert not page.is_visible('input[name="swing.orm"]')
    page.check('input[name="by"][value="swings"]')  # CSS alone shows the other half
    assert not page.is_visible('select[name="rank.orm"]')
    for aspect in page.locator('input[name^="swing."]').all():
        aspect.fill("0")
    page.fill('input[name="swing.learning"]', "100")
    page.fill('input[name="swing.orm"]', "62.5")
    page.click("text=Speed and size")
    page.fill('input[name="min_waits"]', "10")
    page.click("text=Have these needs met")
    page.check('input[name="needs_any"][value="jobs"]')
    page.select_option('select[name="team.1.what"]', "Ruby on Rails")
    page.select_option('select[name="team.1.level"]', "3")
    page.fill('input[name="team.1.people"]', "2")
    page.click("button[type=submit]")
    assert verdict(page) != before  # which it is, the evidence of the day says
    address = page.get_attribute("text=Address of this answer", "href")
    assert address == (
        "/?swing.learning=100&swing.orm=62.5&needs_any=jobs&min_waits=10"
        "&knows=Ruby%20on%20Rails:3:2&people=2".replace("%20", "+")
    )
    again = look(java_script_enabled=False)
    again.goto(site + address)
    assert verdict(again) == verdict(page)
    assert again.input_value('input[name="swing.orm"]') == "62.5"
    assert again.is_visible('input[name="min_waits"]')  # what is asked for is not folded away


def test_rating_by_keyboard_changes_the_answer(site: str, look: Any) -> None:
    page = look()
    page.goto(f"{site}/?order=performance,maturity")
    page.focus('input[name="by"][value="order"]')
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/?swing.performance=100*")
    page.focus('input[name="swing.builtin"]')
    page.keyboard.press("Control+a")
    page.keyboard.type("90")
    page.keyboard.press("Tab")
    page.wait_for_url("**swing.builtin=90*")


def test_what_cannot_be_answered_is_said_in_its_place(site: str, look: Any) -> None:
    page = look()
    page.goto(f"{site}/?order=performance")
    page.focus('select[name="rank.performance"]')
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.wait_for_selector("#answer .verdict:has-text('Nothing matters yet')")
    change(page, "orm", "1")
    assert "Nothing matters" not in verdict(page)


def test_a_line_of_code_leads_to_its_check(site: str, look: Any) -> None:
    page = look()
    page.goto(f"{site}/code/worlds")
    page.click("#django-services-updates\\.transaction")
    page.wait_for_url("**/method#updates.transaction")
    assert "one transaction" in page.text_content("dt:target")


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("export") / "site"
    with pytest.MonkeyPatch.context() as patch:  # the shipped evidence alone, as `site` has it
        patch.setenv("BAKEOFF_CACHE", str(folder.parent / "cache"))
        export_site(load_site(date.today()), folder)
    return folder.as_uri()


def test_the_exported_site_answers_from_a_file_system(exported: str, look: Any) -> None:
    page = look()
    page.goto(f"{exported}/index.html")
    page.select_option('select[name="rank.performance"]', "0")
    page.select_option('select[name="rank.learning"]', "1")
    page.check('input[name="languages"][value="PHP"]')
    page.wait_for_selector("#answer .verdict:has-text('Laravel is the only one')")
    assert "by languages" in page.text_content("#answer .screened")
    assert "languages=PHP" in page.url
    other = look()
    other.goto(page.url)
    assert verdict(other) == verdict(page)
    assert other.is_checked('input[name="languages"][value="PHP"]')
    assert other.input_value('select[name="rank.learning"]') == "1"
    page.go_back()
    page.wait_for_selector("#answer .ranking tbody tr:nth-child(10)")


def test_the_exported_comparison_shows_what_is_ticked(exported: str, look: Any) -> None:
    page = look()
    page.goto(f"{exported}/compare.html")
    head = "table.matrix >> nth=0 >> thead th:visible"
    assert page.locator(head).count() == 3
    page.check('input[name="f"][value="go"]')
    assert page.locator(head).count() == 4


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
    folder = cache_folder() / "axe-core"
    archive = folder / "axe-core-4.14.1.tgz"
    if not archive.is_file():
        npm = shutil.which("npm")
        if npm is None:
            pytest.skip("no npm to get axe-core with")
        folder.mkdir(parents=True, exist_ok=True)
        command = [npm, "pack", "axe-core@4.14.1", "--pack-destination", str(folder)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    with tarfile.open(archive) as packed:
        source = packed.extractfile("package/axe.min.js")
        assert source is not None
        return source.read().decode()


def test_axe_finds_nothing_in_an_exported_answer(exported: str, look: Any, axe: str) -> None:
    page = look()
    page.goto(f"{exported}/index.html#swing.orm=50&swing.async=20&max_memory_mb=150&people=2")
    page.wait_for_selector("#answer .screened")
    violations(page, axe)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(site: str, look: Any, axe: str, path: str, scheme: str) -> None:
    page = look(color_scheme=scheme)
    page.goto(site + path)
    page.evaluate("document.querySelectorAll('details').forEach((box) => (box.open = true))")
    violations(page, axe)


def violations(page: Any, axe: str) -> None:
    """Hold a page to axe's rules."""
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
