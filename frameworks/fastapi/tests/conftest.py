import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from fastapi.testclient import TestClient
from pydantic import HttpUrl

from app.core.config import settings
from app.main import app


class Quotes(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        number = int(self.path.rsplit("/", 1)[1])
        body = json.dumps({"id": number, "text": f"quote {number}"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def upstream() -> Iterator[HttpUrl]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Quotes) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield HttpUrl(f"http://127.0.0.1:{server.server_port}")
        server.shutdown()


@pytest.fixture(scope="session")
def client(upstream: HttpUrl) -> Iterator[TestClient]:
    settings.upstream_url = upstream
    with TestClient(app) as client:
        yield client
