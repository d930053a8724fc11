import re

from fastapi.testclient import TestClient


def test_fortunes(client: TestClient) -> None:
    response = client.get("/fortunes")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    messages = re.findall(r"<tr><td>\d+</td><td>(.*)</td></tr>", response.text)
    assert len(messages) == 13
    assert "Additional fortune added at request time." in messages
    assert messages[0].startswith("&lt;script&gt;")
    assert messages[-1] == "フレームワークのベンチマーク"
