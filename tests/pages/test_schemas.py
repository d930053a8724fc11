"""Every page's twin keeps to the schema that is published for its kind."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from bakeoff.pages.about import trouble_page
from bakeoff.pages.live import live_page
from bakeoff.pages.page import Page
from bakeoff.pages.routes import all_paths, page_at
from bakeoff.pages.schemas import KINDS, schema
from bakeoff.pages.site import Site, load_site

QUERIES = (
    ("/", [("languages", "PHP"), ("max_cpu_ratio", "2"), ("order", "orm")]),  # nothing is left
    ("/", [("swing.orm", "50"), ("knows", "Python:3:2"), ("people", "4"), ("max_p99_ms", "20")]),
    ("/needs", [("f", "go"), ("kind", "package")]),
    ("/compare", [("f", "go"), ("f", "rails"), ("f", "django"), ("f", "flask"), ("f", "laravel")]),
)


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(date(2026, 11, 26))


def validator(kind: str) -> Draft202012Validator:
    found = json.loads(schema(kind))
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


def pages(site: Site) -> Iterator[Page | None]:
    yield from (page_at(site, path) for path in all_paths(site))
    yield from (page_at(site, path, pairs) for path, pairs in QUERIES)
    yield live_page()
    yield trouble_page(404, "There is no page /nope.")


def test_every_twin_keeps_to_its_schema_and_every_schema_has_a_twin(site: Site) -> None:
    validators = {kind: validator(kind) for kind in KINDS}
    seen = set()
    for page in pages(site):
        assert page is not None
        assert page.kind in KINDS, f"{page.path} is of a kind without a schema"
        seen.add(page.kind)
        validators[page.kind].validate(json.loads(page.json()))
    assert seen == set(KINDS)


def twin(site: Site) -> dict[str, Any]:
    page = page_at(site, "/cells/performance/django")
    assert page is not None
    found: dict[str, Any] = json.loads(page.json())
    return found


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t["view"].pop("formula"),
        lambda t: t["view"].update(surprise=1),
        lambda t: t["view"].update(aspect="speed"),
        lambda t: t["view"].update(verdict="maybe"),
        lambda t: t["view"].update(interval=[1.0]),
        lambda t: t["view"]["facts"][0].update(how="hearsay"),
        lambda t: t["view"]["facts"][0].update(date="yesterday"),
        lambda t: t["view"]["shown"].update(stale="no"),
        lambda t: t.update(schema="bakeoff/page/aspect/1"),
        lambda t: t.pop("title"),
    ],
)
def test_a_twin_that_says_anything_else_is_refused(site: Site, spoil: Any) -> None:
    spoiled = deepcopy(twin(site))
    spoil(spoiled)
    with pytest.raises(ValidationError):
        validator("cell").validate(spoiled)


def test_a_page_of_a_new_kind_without_a_schema_is_found() -> None:
    assert Page("/new", "New", "new.html", None).kind not in KINDS


def test_programs_find_the_schemas_from_the_method(site: Site) -> None:
    page = page_at(site, "/method")
    assert page is not None
    html = page.html(lambda p: p)
    for kind in KINDS:
        assert f'href="/schemas/{kind}.json"' in html
