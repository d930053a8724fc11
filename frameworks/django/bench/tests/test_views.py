from unittest.mock import Mock

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from bench import views
from bench.models import Fortune, World
from bench.upstream import UpstreamError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rows() -> None:
    World.objects.bulk_create(
        World(id=world_id, random_number=world_id) for world_id in range(1, 10_001)
    )
    Fortune.objects.create(id=1, message="<script>alert(1)</script>")
    Fortune.objects.create(id=2, message="Zebra フレームワーク")


def test_plaintext(client: Client) -> None:
    response = client.get("/plaintext")
    assert response.content == b"Hello, World!"
    assert response["Content-Type"] == "text/plain"


def test_json(client: Client) -> None:
    response = client.get("/json")
    assert response.content == b'{"message":"Hello, World!"}'
    assert response["Content-Type"] == "application/json"


def test_db(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        world = client.get("/db").json()
    assert list(world) == ["id", "randomNumber"]
    assert world["id"] == world["randomNumber"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?queries=", 1),
        ("?queries=x", 1),
        ("?queries=0", 1),
        ("?queries=-5", 1),
        ("?queries=1.5", 1),
        ("?queries=20", 20),
        ("?queries=501", 500),
    ],
)
def test_queries(
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
    query: str,
    count: int,
) -> None:
    with django_assert_num_queries(count):
        worlds = client.get(f"/queries{query}").json()
    assert len({world["id"] for world in worlds}) == count


def test_updates(client: Client) -> None:
    with CaptureQueriesContext(connection) as statements:
        worlds = client.get("/updates?queries=20").json()
    written = [q["sql"] for q in statements if q["sql"].startswith("INSERT")]
    assert len(written) == 1
    stored = dict(World.objects.values_list("id", "random_number"))
    assert len(worlds) == 20
    assert all(stored[world["id"]] == world["randomNumber"] for world in worlds)


def test_fortunes(client: Client) -> None:
    response = client.get("/fortunes")
    page = response.content.decode()
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in page
    assert (
        page.index("<td>1</td>") < page.index("<td>0</td>") < page.index("<td>2</td>")
    )


def test_upstream(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    quotes = Mock(**{"fetch.side_effect": lambda count: list(range(count))})
    monkeypatch.setattr(views, "quote_client", lambda: quotes)
    assert len(client.get("/upstream?calls=50").json()["quotes"]) == 20


def test_upstream_unreachable(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    quotes = Mock(**{"fetch.side_effect": UpstreamError})
    monkeypatch.setattr(views, "quote_client", lambda: quotes)
    assert client.get("/upstream").status_code == 502


def test_healthz(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


def test_unknown_path(client: Client) -> None:
    assert client.get("/nowhere").status_code == 404
