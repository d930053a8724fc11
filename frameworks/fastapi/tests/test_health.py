import pytest
from fastapi.testclient import TestClient
from sqlalchemy.ext.asyncio import AsyncConnection


def test_healthy(client: TestClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_unhealthy(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    async def refuse(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(AsyncConnection, "execute", refuse)
    assert client.get("/healthz").status_code == 503
