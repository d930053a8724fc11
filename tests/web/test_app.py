"""The site over HTTP: right answers, and nothing that strangers could use."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from bakeoff.aspects.registry import ASPECTS
from bakeoff.web.app import make_app

HOSTS = ["127.0.0.1", "localhost", "testserver"]


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    app = make_app(HOSTS, lambda: date(2026, 11, 24))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.json",
        "/cells/performance/django",
        "/cells/performance/django.json",
        "/aspects/orm",
        "/aspects/orm.csv",
        "/frameworks/rails",
        "/needs?f=go&kind=package",
        "/claims.csv",
        "/campaigns",
        "/compare?f=go&f=rails",
        "/code/worlds",
        "/method",
        "/method.md",
        "/method/choose",
        "/method/decisions/0008-short-blocks-many-rounds",
        "/index.csv",
        "/live",
        "/live.json",
        "/schemas/cell.json",
        "/healthz",
        "/static/style.css",
        "/static/htmx.min.js",
    ],
)
def test_pages_answer(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 200
    assert "script-src 'self'" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/cells/performance/cobol",
        "/method.csv",
        "/code/x",
        "/schemas/x.json",
        "/needs.md",
    ],
)
def test_what_is_not_there_is_404(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("order=performnce", "performance"),
        ("max_memory_mb=much", "max_memory_mb"),
        ("needs=admn", "admin"),
        ("whatever=1", "whatever"),
    ],
)
def test_a_bad_profile_is_400_and_names_its_key(client: TestClient, query: str, named: str) -> None:
    reply = client.get(f"/?{query}")
    assert reply.status_code == 400
    assert named in reply.text


def test_a_refused_answer_is_said_where_it_would_stand(client: TestClient) -> None:
    reply = client.get("/?by=order&rank.orm=0", headers={"HX-Request": "true"})
    assert reply.status_code == 400
    assert reply.text.lstrip().startswith('<section class="answer"')
    assert "Nothing matters yet" in reply.text


def test_a_twin_names_its_schema_and_an_error_has_a_twin_too(client: TestClient) -> None:
    for path, status in (("/cells/orm/go.json", 200), ("/live.json", 200), ("/nope.json", 404)):
        reply = client.get(path)
        assert reply.status_code == status
        kind = reply.json()["schema"].split("/")[2]
        schema = client.get(f"/schemas/{kind}.json").json()
        assert schema["properties"]["schema"]["const"] == reply.json()["schema"]
        if status == 200:
            assert reply.headers["Link"] == f'</schemas/{kind}.json>; rel="describedby"'


def test_the_whole_form_with_every_box_ticked_is_answered(client: TestClient) -> None:
    page = client.get("/").text
    form = page[page.index('id="questions"') :]
    boxes = re.findall(r'type="checkbox" name="([^"]+)" value="([^"]+)"', form)
    ranks = [(f"rank.{a.id}", "1") for a in ASPECTS] + [(f"swing.{a.id}", "50") for a in ASPECTS]
    assert len(boxes) > 80
    reply = client.get("/", params=[("by", "order"), *ranks, *boxes])
    assert reply.status_code == 200
    assert "No framework meets all requirements" in reply.text


def test_another_host_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/../pyproject.toml", "/static/../app.py", "/static/%2e%2e/site.py", "/..%2f..%2fetc"]
)
def test_paths_stay_in_their_folder(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_changed(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_a_changed_question_gets_the_answer_alone_and_its_address(client: TestClient) -> None:
    form = "/?rank.orm=1&rank.learning=2&languages=Python"
    reply = client.get(form, headers={"HX-Request": "true"})
    assert reply.status_code == 200
    assert reply.text.lstrip().startswith('<section class="answer"')
    assert reply.headers["HX-Push-Url"] == "/?order=orm,learning&languages=Python"


def test_an_unchanged_page_is_not_sent_again(client: TestClient) -> None:
    tag = client.get("/method").headers["ETag"]
    assert client.get("/method", headers={"If-None-Match": tag}).status_code == 304


KEYS = st.sampled_from(
    [
        *("order", "needs", "languages", "max_memory_mb", "supported_until", "knows", "people"),
        *("rank.orm", "swing.orm", "team_knows", "unknown", "only", "f", "kind", "x"),
        *("by", "team.1.what", "team.1.level", "needs_any", "databases", "max_p99_ms"),
    ]
)
PATHS = st.sampled_from(
    [
        "/",
        "/needs",
        "/compare",
        "/claims",
        "/cells/orm/go",
        "/code/hello",
        "/index.json",
        "/a/b",
        "/method/a/b",
    ]
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(PATHS, st.lists(st.tuples(KEYS, st.text(max_size=30)), max_size=4))
def test_no_query_breaks_it(client: TestClient, path: str, pairs: list[tuple[str, str]]) -> None:
    assert client.get(path, params=pairs).status_code < 500


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(max_size=40))
def test_no_path_breaks_it(client: TestClient, path: str) -> None:
    from urllib.parse import quote

    assert client.get("/" + quote(path)).status_code < 500
