"""The site over HTTP: read-only, on loopback by default.

Pages come from the pages layer; here are routes, headers, and what keeps strangers out: the
Host header is checked (DNS rebinding), nothing is changed by any request, scripts and styles
come from this server alone.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bakeoff.base.errors import BakeoffError
from bakeoff.choose.errors import ProfileError
from bakeoff.pages.about import trouble_page
from bakeoff.pages.form import profile_in, query
from bakeoff.pages.front import answer_view
from bakeoff.pages.live import live_page
from bakeoff.pages.page import Page, environment
from bakeoff.pages.routes import page_at
from bakeoff.pages.schemas import KINDS, schema, schema_path
from bakeoff.pages.site import Site, evidence_version, load_site
from bakeoff.web.headers import Secured

STATIC = Path(__file__).parent.parent / "pages" / "static"
KEPT_PAGES = 512
# the whole form with every box ticked is about 3,000
LONGEST_QUERY = 8000
MOST_FIELDS = 400
LIVE_SECONDS = 2.0
MEDIA = {
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
}
HTML = "text/html; charset=utf-8"
Today = Callable[[], date]


class Library:
    """The site as it is now, and the pages that were asked for, until evidence changes."""

    def __init__(self, today: Today) -> None:
        self._today = today
        self._site: Site | None = None
        self._kept = lru_cache(maxsize=KEPT_PAGES)(self._render)

    def site(self) -> Site:
        """Return the site, read anew where a file of evidence has changed."""
        today = self._today()
        if self._site is None or self._site.version != evidence_version(today):
            self._site = load_site(today)
            self._kept.cache_clear()
        return self._site

    def render(self, path: str, search: str, fragment: bool) -> tuple[int, str, str]:
        """Return status, content type and body of an address."""
        self.site()
        return self._kept(path, search, fragment)

    def _render(self, path: str, search: str, fragment: bool) -> tuple[int, str, str]:
        from urllib.parse import parse_qsl

        pairs = parse_qsl(search, keep_blank_values=True, max_num_fields=MOST_FIELDS)
        site = self.site()
        kind = Path(path).suffix if Path(path).suffix in MEDIA else ""
        bare = path.removesuffix(kind)
        if fragment and bare == "/":
            view = answer_view(site, profile_in(pairs))
            text = environment().get_template("answer.html").render(view=view, link=same)
            return 200, HTML, text
        page = page_at(site, "/" if bare == "/index" else bare, pairs)
        if page is None:
            raise HTTPException(404, f"There is no page {path}.")
        if kind == ".csv" and not page.rows:
            raise HTTPException(404, f"{bare} is no table.")
        if kind == ".md" and not page.text:
            raise HTTPException(404, f"{bare} is no document.")
        if not kind:
            return 200, HTML, page.html(same)
        body = page.text if kind == ".md" else page.csv() if kind == ".csv" else page.json()
        return 200, MEDIA[kind], body


def same(path: str) -> str:
    """Return the address of a page on the web: itself."""
    return path


def make_app(hosts: list[str], today: Today = date.today) -> Starlette:
    """Return the application; `hosts` are the names under which it may be asked."""
    library = Library(today)

    async def show(request: Request) -> Response:
        if len(request.url.query) > LONGEST_QUERY:
            raise HTTPException(414, f"The query is longer than {LONGEST_QUERY} characters.")
        fragment = _fragment(request)
        status, kind, body = library.render(request.url.path, request.url.query, fragment)
        response = Response(body, status, media_type=kind)
        if kind == MEDIA[".json"]:
            _described(response, body.split('"', 4)[3])  # the first field is the schema
        response.headers["Vary"] = "HX-Request, Accept-Encoding"
        if request.url.path == "/":
            _canonical(request, response, fragment)
        return _tagged(request, response)

    async def live(request: Request) -> Response:
        page = live_page()
        if request.url.path.endswith(".json"):
            response = Response(page.json(), media_type=MEDIA[".json"])
            _described(response, f"bakeoff/page/{page.kind}/1")
            return response
        return Response(page.html(same), media_type=HTML)

    async def described(request: Request) -> Response:
        kind = request.path_params["kind"]
        if kind not in KINDS:
            raise HTTPException(404, f"There is no schema {kind}; there are {', '.join(KINDS)}.")
        response = Response(schema(kind), media_type="application/schema+json")
        response.headers["Vary"] = "Accept-Encoding"
        return _tagged(request, response)

    async def events(request: Request) -> Response:
        return StreamingResponse(_progress(request), media_type="text/event-stream")

    async def health(request: Request) -> Response:
        del request
        return Response("ok", media_type="text/plain")

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 400
        said = error.detail if isinstance(error, HTTPException) else str(error)
        page = trouble_page(status, said)
        if request.url.path.endswith(".json"):
            return Response(page.json(), status, media_type=MEDIA[".json"])
        if _fragment(request):  # said where the answer would stand
            text = environment().get_template("refused.html").render(view=page.view)
            return Response(text, status, media_type=HTML)
        return Response(page.html(same), status, media_type=HTML)

    async def broken(request: Request, error: Exception) -> Response:
        del request
        page = trouble_page(503, f"The evidence cannot be read: {error}")
        return Response(page.html(same), 503, media_type=HTML)

    return Starlette(
        routes=[
            Mount("/static", StaticFiles(directory=STATIC)),
            Route("/live", live),
            Route("/live.json", live),
            Route("/schemas/{kind}.json", described),
            Route("/live/events", events),
            Route("/healthz", health),
            Route("/{path:path}", show),
        ],
        middleware=[
            Middleware(Secured),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts),
            Middleware(GZipMiddleware, minimum_size=1000),
        ],
        exception_handlers={
            HTTPException: refused,
            ProfileError: refused,
            ValueError: refused,
            BakeoffError: broken,
        },
    )


def _fragment(request: Request) -> bool:
    return request.headers.get("HX-Request") == "true"


def _described(response: Response, kind: str) -> None:
    """Name the schema of a twin as RFC 8288 has it: kind is bakeoff/page/KIND/1."""
    where = schema_path(kind.split("/")[2])
    response.headers["Link"] = f'<{where}>; rel="describedby"'


def _canonical(request: Request, response: Response, fragment: bool) -> None:
    """Give the browser the short address of a profile that came from the form."""
    found = query(profile_in(request.query_params.multi_items()))
    address = f"/?{found}" if request.url.query else "/"
    if fragment:
        response.headers["HX-Push-Url"] = address
    response.headers["Content-Location"] = address


def _tagged(request: Request, response: Response) -> Response:
    tag = f'W/"{sha256(bytes(response.body)).hexdigest()[:20]}"'
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    if request.headers.get("If-None-Match") == tag:
        headers = {key: response.headers[key] for key in ("ETag", "Cache-Control", "Vary")}
        return Response(status_code=304, headers=headers)
    return response


async def _progress(request: Request) -> AsyncIterator[str]:
    """Yield the progress of campaigns whenever it changes, until the reader leaves."""
    last = ""
    while not await request.is_disconnected():
        page: Page = await asyncio.to_thread(live_page)
        text = environment().get_template("progress.html").render(view=page.view, link=same)
        if text != last:
            last = text
            yield f"event: progress\ndata: {json.dumps(text)}\n\n"
        else:
            yield ": still here\n\n"
        await asyncio.sleep(LIVE_SECONDS)


def address(host: str, port: int, pairs: tuple[tuple[str, str], ...] = ()) -> str:
    """Return the address under which the front can be opened."""
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    search = f"?{urlencode(pairs, safe=',~:')}" if pairs else ""
    return f"http://{shown}:{port}/{search}"
