from fastapi.testclient import TestClient


def test_plaintext(client: TestClient) -> None:
    response = client.get("/plaintext")
    assert response.text == "Hello, World!"
    assert response.headers["content-type"].startswith("text/plain")


def test_json(client: TestClient) -> None:
    response = client.get("/json")
    assert response.text == '{"message":"Hello, World!"}'
    assert response.headers["content-type"] == "application/json"


def test_unknown_path(client: TestClient) -> None:
    assert client.get("/unknown").status_code == 404
