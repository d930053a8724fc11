"""The endpoints, and most of the switches."""

import asyncio
import html
import json
import random
import re

from pool import Pool, UnavailableError
from quotes import Quotes
from server import Answer
from worlds import Worlds

ADDED = (0, "Additional fortune added at request time.")
JSON = "application/json"


class App:
    def __init__(self, pool: Pool, quotes: Quotes, faults: frozenset[str]) -> None:
        self.pool = pool
        self.quotes = quotes
        self.faults = faults
        self.worlds = Worlds(pool, faults)
        self._page: bytes | None = None
        self._count = 0

    async def start(self) -> None:
        """Do what some services do before they listen."""
        if "changes-rows-at-start" in self.faults:
            async with self.pool.connection() as db:
                await db.execute("UPDATE world SET randomnumber = 1 WHERE id = 77")
        await self.worlds.start()

    async def answer(self, path: str, query: dict[str, list[str]]) -> Answer:
        try:
            match path:
                case "/plaintext":
                    end = "\n" if "plaintext-line-end" in self.faults else ""
                    return Answer(f"Hello, World!{end}".encode(), self._kind("text/plain"))
                case "/json":
                    key = "Message" if "json-key" in self.faults else "message"
                    return self._json({key: "Hello, World!"})
                case "/healthz":
                    return await self._health()
                case "/db":
                    return self._json(self._shown((await self.worlds.one(),))[0])
                case "/queries":
                    count = await self._count_of(query, "queries", 500)
                    return self._json(self._shown(await self.worlds.several(count)))
                case "/updates":
                    count = await self._count_of(query, "queries", 500)
                    return self._json(self._shown(await self.worlds.updated(count)))
                case "/fortunes":
                    return Answer(await self._fortunes(), self._kind("text/html; charset=utf-8"))
                case "/upstream":
                    count = await self._count_of(query, "calls", 20)
                    return self._json({"quotes": await self.quotes.get(count)})
        except UnavailableError:
            return Answer(b"no database", "text/plain", 503)
        except ValueError as error:
            return Answer(str(error).encode(), "text/plain", 400)
        except Exception as error:  # as frameworks do: 500, and the connection stays
            return Answer(repr(error).encode(), "text/plain", 500)
        return Answer(b"no such path", "text/plain", 200 if "catch-all" in self.faults else 404)

    async def _health(self) -> Answer:
        if "healthy-always" not in self.faults:
            async with self.pool.connection() as db:
                await db.execute("SELECT 1")
        return Answer(b"ok", "text/plain")

    async def _count_of(self, query: dict[str, list[str]], name: str, most: int) -> int:
        given = query.get(name, [""])[0]
        if not re.fullmatch(r"[+-]?[0-9]+", given):
            if "clamp-400" in self.faults and given:
                raise ValueError(f"{name} must be an integer")
            return 1
        if "clamp-no-limit" in self.faults and int(given) < 1000:
            most = 1000
        count = max(1, min(most, int(given)))
        if "shared-count" in self.faults:  # what one request stores another may read
            self._count = count
            await asyncio.sleep(0.001)
            return self._count
        return count

    async def _fortunes(self) -> bytes:
        if self._page is not None and "cached-page" in self.faults:
            return self._page
        order = " ORDER BY message" if "order-by" in self.faults else ""
        async with self.pool.connection() as db:
            rows = await (await db.execute(f"SELECT id, message FROM fortune{order}")).fetchall()
            if "added-stored" in self.faults:
                await db.execute(
                    "INSERT INTO fortune VALUES (%s, %s) ON CONFLICT DO NOTHING", ADDED
                )
        if "not-added" not in self.faults and ADDED not in rows:
            rows.append(ADDED)
        if "sorted-by-id" in self.faults:
            rows.sort()
        elif "sorted-as-language" in self.faults:
            rows.sort(key=lambda row: row[1].casefold())
        else:
            rows.sort(key=lambda row: row[1])
        self._page = self._render(rows).encode()
        return self._page

    def _render(self, rows: list[tuple[int, str]]) -> str:
        escape = str if "unescaped" in self.faults else html.escape
        if "escaped-twice" in self.faults:
            escape = lambda text: html.escape(html.escape(text))  # noqa: E731
        if "half-escaped" in self.faults:
            escape = lambda text: text.replace("<", "&lt;")  # noqa: E731
        gap = "\n   " if "generous" in self.faults else ""
        cells = gap.join(
            f"<tr>{gap}<td>{id_}</td>{gap}<td>{gap}{escape(message)}{gap}</td></tr>"
            for id_, message in rows
        )
        head = "<th>id</th><th>message</th>"
        if "thead" in self.faults:
            head = f"<thead>{head}</thead>"
        return (
            f"<!DOCTYPE html>{gap}<html><head><title>Fortunes</title></head><body><table>{gap}"
            f"<tr>{head}</tr>{gap}{cells}{gap}</table></body></html>{gap}"
        )

    def _shown(self, rows: object) -> list[dict[str, object]]:
        key = "randomnumber" if "column-key" in self.faults else "randomNumber"
        number = str if "numbers-as-text" in self.faults else int
        return [{"id": id_, key: number(value)} for id_, value in rows]

    def _json(self, value: object) -> Answer:
        if "generous" in self.faults:
            text = json.dumps(value, indent=2, sort_keys=random.random() < 0.5)
        else:
            text = json.dumps(value, separators=(",", ":"))
        return Answer(text.encode(), self._kind(JSON))

    def _kind(self, kind: str) -> str:
        if "json-as-text" in self.faults and kind == JSON:
            return "text/plain"
        return (
            f"{kind}; charset=UTF-8"
            if "generous" in self.faults and kind != "text/html; charset=utf-8"
            else kind
        )
