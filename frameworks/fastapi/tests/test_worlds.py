import pytest
from fastapi.testclient import TestClient


def test_db(client: TestClient) -> None:
    world = client.get("/db").json()
    assert list(world) == ["id", "randomNumber"]
    assert 1 <= world["id"] <= 10_000


@pytest.mark.parametrize("path", ["/queries", "/updates"])
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 1),
        ("?queries=", 1),
        ("?queries=x", 1),
        ("?queries=1.5", 1),
        ("?queries=-1", 1),
        ("?queries=20", 20),
        ("?queries=501", 500),
    ],
)
def test_count_is_clamped(
    client: TestClient, path: str, query: str, count: int
) -> None:
    worlds = client.get(path + query).json()
    assert len({world["id"] for world in worlds}) == len(worlds) == count


def test_updates_are_stored(client: TestClient) -> None:
    updated = {w["id"]: w for w in client.get("/updates?queries=500").json()}
    read = {w["id"]: w for w in client.get("/queries?queries=500").json()}
    both = updated.keys() & read.keys()
    assert both
    assert all(updated[id_] == read[id_] for id_ in both)
