"""HTTP/1.1 on asyncio streams: keep-alive, and an end that finishes what has begun."""

import asyncio
import gzip
import time
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from typing import Protocol
from urllib.parse import parse_qs, urlsplit

STARTED = formatdate(time.time(), usegmt=True)


@dataclass
class Answer:
    body: bytes
    kind: str
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Application(Protocol):
    async def answer(self, path: str, query: dict[str, list[str]]) -> Answer: ...


class Server:
    def __init__(self, app: Application, faults: frozenset[str]) -> None:
        self.app = app
        self.faults = faults
        self._busy = 0
        self._open: set[asyncio.StreamWriter] = set()
        self._ending = False

    async def listen(self, host: str, port: int) -> None:
        self._listener = await asyncio.start_server(self._connection, host, port, backlog=1024)

    async def drain(self) -> None:
        """Take no more connections, finish the requests in flight, close the rest."""
        self._ending = True
        self._listener.close()
        end = time.monotonic() + 9
        while self._busy and time.monotonic() < end:
            await asyncio.sleep(0.005)
        for writer in self._open:
            writer.close()

    async def _connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        served = 0
        try:
            while not self._ending:
                wait = 1 if "closes-idle" in self.faults else None
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), wait)
                self._busy += 1
                try:
                    writer.write(await self._serve(head.decode("latin-1")))
                    await writer.drain()
                finally:
                    self._busy -= 1
                served += 1
                if "closes" in self.faults or (
                    "closes-after-1000" in self.faults and served == 1000
                ):
                    break
        except (asyncio.IncompleteReadError, ConnectionError, TimeoutError):
            pass
        finally:
            self._open.discard(writer)
            writer.close()

    async def _serve(self, head: str) -> bytes:
        first, _, rest = head.partition("\r\n")
        target = urlsplit(first.split(" ")[1])
        if "access-log" in self.faults:
            print(formatdate(time.time()), first)
        query = parse_qs(target.query, keep_blank_values=True)
        answer = await self.app.answer(target.path, query)
        headers = {
            "Server": "base",
            "Date": formatdate(time.time(), usegmt=True),
            "Content-Type": answer.kind,
            **answer.headers,
        }
        body = answer.body
        if "no-server" in self.faults:
            del headers["Server"]
        if "fixed-date" in self.faults:
            headers["Date"] = STARTED
        if "etag" in self.faults:
            headers["ETag"] = f'W/"{len(body):x}"'
        if "cookie" in self.faults:
            headers["Set-Cookie"] = "session=1; Path=/"
        if "gzip" in self.faults and "gzip" in rest:
            headers["Content-Encoding"] = "gzip"
            body = gzip.compress(body)
        if "closes" in self.faults or self._ending:
            headers["Connection"] = "close"
        if "generous" in self.faults:
            headers["Transfer-Encoding"] = "chunked"
            middle = len(body) // 2
            parts = [part for part in (body[:middle], body[middle:]) if part]
            body = b"".join(b"%X\r\n%s\r\n" % (len(p), p) for p in parts) + b"0\r\n\r\n"
        else:
            headers["Content-Length"] = str(len(body) + ("wrong-length" in self.faults) * -5)
        lines = [f"HTTP/1.1 {answer.status} {HTTPStatus(answer.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
