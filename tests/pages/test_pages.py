"""Every page of the site can be made, in every form, and leads somewhere."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import escape

from bakeoff.choose.errors import ProfileError
from bakeoff.contract.checks import CHECKS
from bakeoff.pages.code import first_line, groups, source_file
from bakeoff.pages.form import profile_in, query
from bakeoff.pages.front import answer_view
from bakeoff.pages.routes import all_paths, page_at
from bakeoff.pages.site import Site, load_site

LINK = re.compile(r'(?:href|action|hx-get)="(/[^"?#]*)')
ELSEWHERE = ("/static/", "/live", "/schemas/")
TWIN = re.compile(r"\.(json|csv|md)$")


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(date(2026, 11, 24))


def test_every_page_is_made_and_every_link_leads_to_one(site: Site) -> None:
    paths = set(all_paths(site))
    for path in sorted(paths):
        page = page_at(site, path)
        assert page is not None, path
        html = page.html(lambda p: p)
        for target in LINK.findall(html):
            bare = TWIN.sub("", target).replace("/index", "/")
            assert bare in paths or target.startswith(ELSEWHERE), (path, target)
        twin = json.loads(page.json())
        assert twin["schema"].startswith("bakeoff/page/"), path
        assert twin["title"] == page.title


def test_no_page_carries_a_script_or_a_style_of_its_own(site: Site) -> None:
    for path in all_paths(site):
        page = page_at(site, path)
        assert page is not None
        html = page.html(lambda p: p)
        assert "style=" not in html, path
        assert not re.search(r"<script(?![^>]*src=)", html), path
        assert not re.search(r"\son\w+=", html), path


def test_texts_of_evidence_are_escaped(site: Site) -> None:
    page = page_at(site, "/code/fortunes")
    assert page is not None
    assert "<script>" not in page.html(lambda p: p)


def test_the_form_and_the_address_are_one_profile() -> None:
    form = [("rank.performance", "1"), ("rank.orm", "2"), ("rank.async", "2"), ("needs", "jobs")]
    profile = profile_in(form)
    assert profile.order == (("performance",), ("orm", "async"))
    assert query(profile) == "order=performance,orm~async&needs=jobs"
    assert profile_in([("order", "performance,orm~async"), ("needs", "jobs")]) == profile


@pytest.mark.parametrize("pair", [("rank.performance", "first"), ("rank.speed", "1")])
def test_a_bad_rank_is_named(pair: tuple[str, str]) -> None:
    with pytest.raises(ProfileError, match=r"rank|speed"):
        profile_in([pair])


def test_nothing_left_says_what_to_relax(site: Site) -> None:
    view = answer_view(site, profile_in([("languages", "PHP"), ("max_cpu_ratio", "2")]), 200)
    assert not view.places
    assert view.answer.relaxations


def test_the_code_that_is_shown_exists_and_answers_its_endpoint() -> None:
    for group, about in groups().items():
        files = about["files"]
        assert isinstance(files, dict)
        assert len(files) == 10, group
        for framework, names in files.items():
            for name in names:
                assert source_file(framework, name).is_file(), (group, framework, name)


def test_lines_of_code_lead_to_the_checks_that_they_meet(site: Site) -> None:
    ids = {check.id for check in CHECKS}
    method = page_at(site, "/method")
    assert method is not None
    told = method.html(lambda p: p)
    for group, about in groups().items():
        assert set(about["checks"]) <= ids
        assert set(about["lines"]) == set(about["files"])
        page = page_at(site, f"/code/{group}")
        assert page is not None
        html = page.html(lambda p: p)
        for framework, wanted in about["lines"].items():
            texts = {
                f: source_file(framework, f).read_text("utf-8-sig")
                for f in about["files"][framework]
            }
            for check, part in wanted:
                found = first_line(texts, part)
                assert found is not None, (group, framework, check, part)
                name = f"{framework}-{Path(found[0]).stem}-{check}"
                assert f'href="#{name}">{check}, line {found[1]}</a>' in html
                assert f'id="{name}" href="/method#{check}">{check}</a>' in html
                assert f'id="{check}"' in told


def test_the_method_is_the_documents_text_with_links_that_stay_on_the_site(site: Site) -> None:
    page = page_at(site, "/method")
    assert page is not None
    html = page.html(lambda p: p)
    assert '<h2 id="latency">Latency</h2>' in html
    assert 'href="/method/decisions/0010-warm-until-nothing-falls"' in html
    assert re.search(r'href="/campaigns/2026-11-27[^"]*">twentieth</a>', html)
    assert not re.search(r'href="[^/#h]', html)  # nothing leads to a file beside the document
    for aspect in site.table.aspects:
        assert str(escape(aspect.formula)) in html
    for check in CHECKS:
        assert f'<dt id="{check.id}">' in html


def test_tables_are_csv_too(site: Site) -> None:
    for path in ("/", "/aspects/performance", "/needs", "/claims", "/frameworks/go"):
        page = page_at(site, path)
        assert page is not None
        assert len(page.csv().splitlines()) > 10
