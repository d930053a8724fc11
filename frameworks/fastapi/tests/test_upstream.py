import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    ("query", "count"), [("", 1), ("?calls=x", 1), ("?calls=20", 20), ("?calls=21", 20)]
)
def test_upstream(client: TestClient, query: str, count: int) -> None:
    assert client.get(f"/upstream{query}").json() == {
        "quotes": [{"id": i, "text": f"quote {i}"} for i in range(1, count + 1)]
    }
