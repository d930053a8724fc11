"""A small HTTP/1.1 client that sees what the checks must see: each header, byte and close.

Common clients hide a closed connection by opening another, undo compression and forgive
malformed answers; here each of these is the thing that is checked. RFC 9112 is the source.
"""

import asyncio
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from bakeoff.contract.errors import ClosedError, NoAnswerError

ANSWER_LIMIT_SECONDS = 10.0
_STATUS_LINE = re.compile(rb"HTTP/(\d\.\d) (\d{3})(?: .*)?")
_NAME = re.compile(rb"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_HEX = re.compile(rb"[0-9A-Fa-f]{1,8}")
_BUFFER_BYTES = 1 << 20


@dataclass(frozen=True)
class Reply:
    """One answer: header names in lower case, repeated ones joined by a comma.

    `keeps` tells whether the connection stays open for the next request; `seconds` is the
    time from the request's first byte to the body's last.
    """

    target: str
    version: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    keeps: bool
    seconds: float


class Connection:
    """One connection to the service; `get` as often as it stays open."""

    def __init__(
        self, host: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self._host = host
        self._reader = reader
        self._writer = writer
        self.keeps = True

    @classmethod
    async def open(cls, url: str, limit: float = ANSWER_LIMIT_SECONDS) -> "Connection":
        """Connect to the host and port of `url`.

        Raises:
            NoAnswerError: refused, or not accepted within `limit` seconds.
        """
        place = urlsplit(url)
        host, port = place.hostname or "127.0.0.1", place.port or 80
        try:
            async with asyncio.timeout(limit):
                reader, writer = await asyncio.open_connection(host, port, limit=_BUFFER_BYTES)
        except TimeoutError:
            raise NoAnswerError(f"{url} took no connection within {limit:g} s") from None
        except OSError as error:
            why = "refused" if isinstance(error, ConnectionRefusedError) else f"failed: {error}"
            raise NoAnswerError(f"a connection to {url} was {why}") from None
        return cls(f"{host}:{port}", reader, writer)

    async def get(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        limit: float = ANSWER_LIMIT_SECONDS,
    ) -> Reply:
        """Send `GET target` and read the whole answer.

        Raises:
            NoAnswerError: closed, malformed, or not complete within `limit` seconds.
        """
        lines = [f"GET {target} HTTP/1.1", f"Host: {self._host}", "User-Agent: bakeoff-check"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        heard = False
        start = time.perf_counter()
        try:
            async with asyncio.timeout(limit):
                self._writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
                await self._writer.drain()
                version, status, fields = await self._head()
                heard = True
                body, ended = await self._body(status, fields)
        except TimeoutError:
            self.close()
            raise NoAnswerError(f"{target} gave no whole answer within {limit:g} s") from None
        except (asyncio.IncompleteReadError, ConnectionError) as error:
            self.close()
            begun = isinstance(error, asyncio.IncompleteReadError) and error.partial
            if begun or heard:
                raise NoAnswerError(f"{target}: the connection was closed in mid-answer") from None
            raise ClosedError(f"{target}: the connection was closed without an answer") from None
        except (ValueError, asyncio.LimitOverrunError) as error:
            self.close()
            raise NoAnswerError(f"{target} answered malformed HTTP: {error}") from None
        asks = fields.get("connection", "").lower()
        stays = asks != "close" if version == "1.1" else asks == "keep-alive"
        self.keeps = stays and not ended
        if not self.keeps:
            self.close()
        taken = time.perf_counter() - start
        return Reply(target, version, status, fields, body, self.keeps, taken)

    def is_closed(self) -> bool:
        """Tell whether either side has closed it."""
        return self._writer.is_closing() or self._reader.at_eof()

    def close(self) -> None:
        """Close it."""
        self.keeps = False
        self._writer.close()

    async def _head(self) -> tuple[str, int, dict[str, str]]:
        raw = await self._reader.readuntil(b"\r\n\r\n")
        first, *rest = raw[:-4].split(b"\r\n")
        found = _STATUS_LINE.fullmatch(first)
        if not found:
            raise ValueError(f"its first line is {first[:80]!r}")
        fields: dict[str, str] = {}
        for line in rest:
            name, colon, value = line.partition(b":")
            if not colon or not _NAME.fullmatch(name):
                raise ValueError(f"a header line is {line[:80]!r}")
            key, text = name.decode().lower(), value.strip(b" \t").decode("latin-1")
            fields[key] = f"{fields[key]}, {text}" if key in fields else text
        status = int(found[2])
        if status < 200:  # an interim answer: the real one follows
            return await self._head()
        return found[1].decode(), status, fields

    async def _body(self, status: int, fields: Mapping[str, str]) -> tuple[bytes, bool]:
        """Return the body, and whether the connection's end was the body's end."""
        if status in (204, 304):
            return b"", False
        if "transfer-encoding" in fields:
            if fields["transfer-encoding"].lower() != "chunked":
                raise ValueError(f"Transfer-Encoding is {fields['transfer-encoding']!r}")
            if "content-length" in fields:
                raise ValueError("it has both Content-Length and Transfer-Encoding")
            return await self._chunks(), False
        if "content-length" in fields:
            if not fields["content-length"].isascii() or not fields["content-length"].isdigit():
                raise ValueError(f"Content-Length is {fields['content-length']!r}")
            return await self._reader.readexactly(int(fields["content-length"])), False
        return await self._reader.read(-1), True

    async def _chunks(self) -> bytes:
        parts = []
        while True:
            line = await self._reader.readuntil(b"\r\n")
            digits = line.split(b";")[0].strip()
            if not _HEX.fullmatch(digits):
                raise ValueError(f"a chunk's size is {digits[:20]!r}")
            size = int(digits, 16)
            if size == 0:
                break
            parts.append(await self._reader.readexactly(size))
            if await self._reader.readexactly(2) != b"\r\n":
                raise ValueError("a chunk is longer than it says")
        while await self._reader.readuntil(b"\r\n") != b"\r\n":
            pass  # trailers
        return b"".join(parts)


class Client:
    """Connections to one service, kept open between requests."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._idle: list[Connection] = []

    async def connect(self) -> Connection:
        """Open a connection of one's own."""
        return await Connection.open(self.url)

    async def get(
        self,
        target: str,
        headers: Mapping[str, str] | None = None,
        limit: float = ANSWER_LIMIT_SECONDS,
    ) -> Reply:
        """Send `GET target` on an idle connection or a new one.

        A server may close a connection just as the next request is on its way; like any
        client, this one then tries once more on a new connection.
        """
        while self._idle:
            connection = self._idle.pop()
            if connection.is_closed():
                connection.close()
                continue
            try:
                return await self._on(connection, target, headers, limit)
            except ClosedError:
                break
        return await self._on(await self.connect(), target, headers, limit)

    async def _on(
        self, connection: Connection, target: str, headers: Mapping[str, str] | None, limit: float
    ) -> Reply:
        reply = await connection.get(target, headers, limit)
        if connection.keeps:
            self._idle.append(connection)
        return reply

    async def many(
        self, targets: Sequence[str], connections: int, limit: float = ANSWER_LIMIT_SECONDS
    ) -> list[Reply]:
        """Ask for all `targets` on `connections` simultaneous ones; replies in their order.

        All connections are open before the first request goes out.
        """
        lanes = min(connections, len(targets))
        opened: list[Connection] = []
        replies: dict[int, Reply] = {}

        async def lane(first: int, connection: Connection) -> None:
            for place in range(first, len(targets), lanes):
                if not connection.keeps:
                    connection = await self.connect()
                    opened.append(connection)
                replies[place] = await connection.get(targets[place], None, limit)

        try:
            async with asyncio.TaskGroup() as group:
                made = [group.create_task(self.connect()) for _ in range(lanes)]
            opened += [task.result() for task in made]
            async with asyncio.TaskGroup() as group:
                for first, connection in enumerate(list(opened)):
                    group.create_task(lane(first, connection))
        except BaseExceptionGroup as several:
            raise several.exceptions[0] from None
        finally:
            for connection in opened:
                connection.close()
        return [replies[place] for place in range(len(targets))]

    async def close(self) -> None:
        """Close all connections."""
        while self._idle:
            self._idle.pop().close()
        await asyncio.sleep(0)  # lets the loop drop their sockets
