from flask.testing import FlaskClient


def test_plaintext(client: FlaskClient) -> None:
    response = client.get("/plaintext")
    assert response.data == b"Hello, World!"
    assert response.mimetype == "text/plain"


def test_json(client: FlaskClient) -> None:
    response = client.get("/json")
    assert response.data == b'{"message":"Hello, World!"}'
    assert response.content_type == "application/json"


def test_fortunes(client: FlaskClient) -> None:
    response = client.get("/fortunes")
    page = response.get_data(as_text=True)
    assert response.content_type == "text/html; charset=utf-8"
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in page
    order = [page.index(f"<td>{id_}</td>") for id_ in (1, 0, 2)]
    assert order == sorted(order)


def test_healthz(client: FlaskClient) -> None:
    assert client.get("/healthz").status_code == 200


def test_unknown_path(client: FlaskClient) -> None:
    assert client.get("/nowhere").status_code == 404
