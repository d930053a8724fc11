from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Barrier, Thread

import pytest

from bench.upstream import QuoteClient, UpstreamError

CALLS = 20


class QuoteHandler(BaseHTTPRequestHandler):
    """Answers only once all the calls have come."""

    all_here = Barrier(CALLS)

    def do_GET(self) -> None:
        self.all_here.wait(timeout=5)
        quote_id = int(self.path.removeprefix("/quotes/"))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b'{"id":%d,"text":"a quote"}' % quote_id)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def client() -> Iterator[QuoteClient]:
    with ThreadingHTTPServer(("127.0.0.1", 0), QuoteHandler) as server:
        Thread(target=server.serve_forever).start()
        client = QuoteClient(f"http://127.0.0.1:{server.server_port}")
        yield client
        client.close()
        server.shutdown()


def test_calls_are_simultaneous_and_in_order(client: QuoteClient) -> None:
    quotes = client.fetch(CALLS)
    assert quotes == [{"id": i, "text": "a quote"} for i in range(1, CALLS + 1)]


def test_unreachable() -> None:
    client = QuoteClient("http://127.0.0.1:1")
    with pytest.raises(UpstreamError):
        client.fetch(1)
    client.close()
