import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.extensions import database
from app.models import World


def test_db(client: FlaskClient, statements: list[str]) -> None:
    response = client.get("/db")
    assert list(response.get_json()) == ["id", "randomNumber"]
    assert len(statements) == 1


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?queries=", 1),
        ("?queries=x", 1),
        ("?queries=0", 1),
        ("?queries=1.5", 1),
        ("?queries=20", 20),
        ("?queries=501", 500),
    ],
)
def test_queries(
    client: FlaskClient, statements: list[str], query: str, count: int
) -> None:
    worlds = client.get(f"/queries{query}").get_json()
    assert len({world["id"] for world in worlds}) == count
    assert len(statements) == count


def test_updates(client: FlaskClient, statements: list[str]) -> None:
    worlds = client.get("/updates?queries=20").get_json()
    assert len(statements) == 21
    with database.connect() as connection:
        rows = connection.execute(select(World.id, World.random_number)).all()
    stored = {id_: number for id_, number in rows}  # noqa: C416
    assert all(stored[world["id"]] == world["randomNumber"] for world in worlds)
