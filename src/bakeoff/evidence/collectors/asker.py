"""Asks a source over HTTP, politely: one request at a time, conditional, within its limits.

Answers that carry an `ETag` or `Last-Modified` are kept and asked for again with
`If-None-Match` or `If-Modified-Since`, which costs the source little and us no allowance. Of an
answer only what the collector needs is kept. The rules of waiting are GitHub's, which are the
strictest of the sources and fit them all:
https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Self

import httpx

from bakeoff import __version__
from bakeoff.base.files import write_whole
from bakeoff.evidence.errors import SourceError

TIMEOUT_SECONDS = 30
# longer than this nobody waits at a terminal: the source is left, with the hour to come back
PATIENCE_SECONDS = 90
RETRIES = 3
# what GitHub asks for after a refusal that names no time
PAUSE_SECONDS = 60

Keep = Callable[[Any], Any]


@dataclass(frozen=True)
class Answer:
    """What a source said: its body as `keep` left it, and the address of the next page."""

    body: Any
    following: str | None


class Asker:
    """A source at one address. `token` goes to that host only, and nowhere else at all.

    `allowed` is how many questions the source still takes, where it says so; `advice` is said to
    the user when it takes no more. A source that is dead, or allows no more for now, is not
    asked again: every later question raises the same SourceError at once.
    """

    def __init__(
        self,
        host: str,
        cache: Path,
        *,
        token: str | None = None,
        advice: str = "",
        transport: httpx.BaseTransport | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.host = host
        self.token = token
        self.allowed: int | None = None
        self._advice = advice
        self._cache = cache / host
        self._sleep = sleep
        self._closed: str | None = None
        self._again_at = 0.0
        self._client = httpx.Client(
            base_url=f"https://{host}",
            headers={"User-Agent": f"bakeoff/{__version__}", "Accept": "application/json"},
            timeout=TIMEOUT_SECONDS,
            transport=transport,
            follow_redirects=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def get(self, address: str, keep: Keep = lambda body: body, lasting: bool = True) -> Answer:
        """Ask for a page; `keep` takes from its body what is needed (and is what is stored).

        An answer to a question that will not be asked again is not `lasting`: it is not stored.

        Raises:
            AbsentError: the source has no such page.
            SourceError: it is dead, refuses, or answers no JSON.
        """
        file = self._file(address)
        last = _kept(file) if lasting else None
        headers = {}
        if last and last["etag"]:
            headers["If-None-Match"] = last["etag"]
        elif last and last["modified"]:
            headers["If-Modified-Since"] = last["modified"]
        response = self._send("GET", address, headers)
        if response.status_code == httpx.codes.NOT_MODIFIED and last:
            return Answer(last["body"], last["following"])
        answer = Answer(keep(self._json(response)), self._following(response))
        etag, modified = response.headers.get("ETag"), response.headers.get("Last-Modified")
        if lasting and (etag or modified):
            entry = {
                "version": __version__,
                "address": address,
                "etag": etag,
                "modified": modified,
                "following": answer.following,
                "body": answer.body,
            }
            # a copy spares the source a question; an answer without one is as good
            with suppress(OSError):
                write_whole(file, json.dumps(entry, ensure_ascii=False))
        return answer

    def post(self, address: str, question: Mapping[str, Any]) -> Any:
        """Ask a question that has a body of its own; such answers cannot be conditional.

        Raises:
            AbsentError: the source has no such page.
            SourceError: it is dead, refuses, or answers no JSON.
        """
        return self._json(self._send("POST", address, {}, question))

    def _send(
        self,
        method: str,
        address: str,
        headers: dict[str, str],
        question: Mapping[str, Any] | None = None,
    ) -> httpx.Response:
        if self.token:
            headers = {**headers, "Authorization": f"Bearer {self.token}"}
        for attempt in range(RETRIES):
            self._wait_for_allowance()
            try:
                response = self._client.request(method, address, headers=headers, json=question)
            except httpx.HTTPError as error:
                if attempt == 0 and isinstance(error, httpx.TimeoutException):
                    continue
                raise self._close(f"{self.host} does not answer: {_reason(error)}") from error
            wait = self._limits(response)
            if response.is_success or response.status_code == httpx.codes.NOT_MODIFIED:
                return response
            if response.status_code in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
                raise AbsentError(f"{self.host} has no page {response.url.path}")
            if wait is None and response.status_code < httpx.codes.INTERNAL_SERVER_ERROR:
                raise self._refused(response)
            # a fault of the source's own passes, or it does not: tried again, ever more slowly
            self._again_at = time.time() + (2.0**attempt if wait is None else wait)
        if wait is None:
            raise self._close(f"{self.host} answers {response.status_code}, {RETRIES} times")
        raise self._close(f"{self.host} allows no more for now, {RETRIES} times")

    def _wait_for_allowance(self) -> None:
        if self._closed:
            raise SourceError(self._closed)
        wait = self._again_at - time.time()
        if wait > PATIENCE_SECONDS:
            again = datetime.fromtimestamp(self._again_at, UTC)
            raise self._close(f"{self.host} allows no more until {again:%H:%M} UTC{self._advice}")
        if wait > 0:
            self._sleep(wait)

    def _limits(self, response: httpx.Response) -> float | None:
        """Note what the source still allows; return the seconds to wait where it refused."""
        headers = response.headers
        left, reset = _whole(headers.get("X-RateLimit-Remaining")), headers.get("X-RateLimit-Reset")
        if left is not None:
            self.allowed = left
        if left == 0 and _whole(reset) is not None:
            self._again_at = float(reset) + 1
        if response.status_code not in (
            httpx.codes.FORBIDDEN,
            httpx.codes.TOO_MANY_REQUESTS,
            httpx.codes.SERVICE_UNAVAILABLE,
        ):
            return None
        named = _seconds(headers.get("Retry-After"))
        if named is not None:
            return named
        if left == 0:
            return max(1.0, self._again_at - time.time())
        # GitHub's secondary limit: a 403 that says so in words
        limited = response.status_code == httpx.codes.TOO_MANY_REQUESTS
        return PAUSE_SECONDS if limited or "rate limit" in response.text.lower() else None

    def _refused(self, response: httpx.Response) -> SourceError:
        said = f"{self.host} answers {response.status_code} {response.reason_phrase}"
        if response.status_code == httpx.codes.UNAUTHORIZED:
            return self._close(f"{said}: it does not know the token")
        return SourceError(f"{said} to {response.url.path}")

    def _close(self, why: str) -> SourceError:
        self._closed = why
        return SourceError(why)

    def _json(self, response: httpx.Response) -> Any:
        try:
            return response.json()
        except ValueError as error:
            raise SourceError(f"{self.host}{response.url.path}: the answer is no JSON") from error

    def _following(self, response: httpx.Response) -> str | None:
        found = response.links.get("next", {}).get("url")
        # a page elsewhere would be sent the token
        return found if found and httpx.URL(found).host == self.host else None

    def _file(self, address: str) -> Path:
        return self._cache / f"{hashlib.sha256(address.encode()).hexdigest()[:24]}.json"


class AbsentError(SourceError):
    """The source is well and has no such page."""


def _kept(file: Path) -> dict[str, Any] | None:
    """Return an answer that was kept; none where it is damaged or another bakeoff's."""
    try:
        entry = json.loads(file.read_text(encoding="utf-8"))
        fits = entry["version"] == __version__ and {"etag", "body", "following"} <= set(entry)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return entry if fits else None


def _reason(error: httpx.HTTPError) -> str:
    if isinstance(error, httpx.TimeoutException):
        return f"nothing within {TIMEOUT_SECONDS} s"
    # the system's number for the fault says nothing to people
    return re.sub(r"^\[Errno -?\d+\] ", "", str(error)) or type(error).__name__


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _seconds(text: str | None) -> float | None:
    """Return the seconds that `Retry-After` names: a number of them, or a date."""
    if text is None:
        return None
    if text.isdecimal():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    except ValueError:
        return None
