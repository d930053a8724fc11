"""The client shows what a server really sent."""

import asyncio
import socketserver
import threading
from collections.abc import Awaitable, Callable
from typing import cast

import pytest

from bakeoff.contract.errors import ClosedError, NoAnswerError
from bakeoff.contract.http import Client, Reply

OK = b"HTTP/1.1 200 OK\r\n"


class Raw(socketserver.BaseRequestHandler):
    """Answers each request with the server's `raw`; closes after it says so, or where empty."""

    def handle(self) -> None:
        raw: bytes = self.server.raw  # type: ignore[attr-defined]
        while self.request.recv(4096):
            self.request.sendall(raw)
            if not raw or b"close" in raw.lower():
                break


def ask(raw: bytes, use: Callable[[Client], Awaitable[object]] | None = None) -> Reply:
    """Return what the client makes of `raw`, or of what `use` does with the client."""

    async def get(url: str) -> object:
        client = Client(url)
        try:
            return await (use(client) if use else client.get("/a", limit=0.3))
        finally:
            await client.close()

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Raw) as server:
        server.raw = raw  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            result = asyncio.run(get(f"http://127.0.0.1:{server.server_address[1]}"))
        finally:
            server.shutdown()
    return cast(Reply, result)


def test_a_body_with_its_length() -> None:
    reply = ask(OK + b"Content-Length: 2\r\nX-A: 1\r\nx-a:  2 \r\n\r\nhi")
    assert (reply.status, reply.body, reply.keeps, reply.version) == (200, b"hi", True, "1.1")
    assert reply.headers["x-a"] == "1, 2"


def test_a_body_in_chunks_with_extension_and_trailer() -> None:
    reply = ask(
        OK
        + b"Transfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\nA\r\n0123456789\r\n0\r\nT: 1\r\n\r\n"
    )
    assert reply.body == b"he0123456789"
    assert reply.keeps


def test_a_body_that_ends_with_the_connection() -> None:
    reply = ask(OK + b"Connection: close\r\n\r\nall of it")
    assert (reply.body, reply.keeps) == (b"all of it", False)


def test_an_interim_answer_is_passed_over() -> None:
    assert ask(b"HTTP/1.1 103 Early\r\n\r\n" + OK + b"Content-Length: 0\r\n\r\n").status == 200


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"nonsense\r\n\r\n", "its first line is b'nonsense'"),
        (OK + b"no colon here\r\n\r\n", "a header line is b'no colon here'"),
        (OK + b"Content-Length: -1\r\n\r\n", "Content-Length is '-1'"),
        (OK + b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", "both Content-Length"),
        (OK + b"Transfer-Encoding: gzip\r\n\r\n", "Transfer-Encoding is 'gzip'"),
        (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "malformed"),
        (OK + b"Content-Length: 9\r\n\r\nshort", "/a gave no whole answer within 0.3 s"),
        (OK + b"Content-Length: 9\r\nConnection: close\r\n\r\nshort", "closed in mid-answer"),
    ],
)
def test_what_cannot_be_read_is_said(raw: bytes, says: str) -> None:
    with pytest.raises(NoAnswerError) as error:
        ask(raw)
    assert says in str(error.value)


def test_a_connection_closed_without_an_answer() -> None:
    with pytest.raises(ClosedError, match="/a: the connection was closed without an answer"):
        ask(b"")


def test_nobody_listens() -> None:
    with pytest.raises(NoAnswerError, match=r"a connection to http://127\.0\.0\.1:1 was refused"):
        asyncio.run(Client("http://127.0.0.1:1").get("/"))


def test_many_replies_come_in_the_order_of_their_targets() -> None:
    async def use(client: Client) -> None:
        replies = await client.many([f"/{i}" for i in range(20)], 6)
        assert [reply.target for reply in replies] == [f"/{i}" for i in range(20)]

    ask(OK + b"Content-Length: 0\r\n\r\n", use)
    ask(OK + b"Content-Length: 0\r\nConnection: close\r\n\r\n", use)


def test_one_failure_among_many_is_the_failure() -> None:
    with pytest.raises(NoAnswerError, match="malformed"):
        ask(b"nonsense\r\n\r\n", lambda client: client.many(["/a", "/b"], 2))
