"""What every answer's headers must and must not say."""

import asyncio
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

from bakeoff.contract.answers import verify_absent, verify_content_type, verify_present
from bakeoff.contract.bench import Bench
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.http import Reply
from bakeoff.contract.paths import ENDPOINTS

_CLOCK_SECONDS = 5
_BROWSER = {"Accept": "*/*", "Accept-Encoding": "gzip, deflate, br, zstd"}


async def present(bench: Bench) -> None:
    """Every answer has Server, Date, Content-Type, and Content-Length or chunked encoding.

    What it means: A header is missing, so this service sends fewer bytes than the others.

    Usual cause: The server leaves Server or Date out by default; turn them on or add them.
    """
    await _each(bench, lambda _, headers: verify_present(headers))


async def content_type(bench: Bench) -> None:
    """Content-Type is `text/plain`, `application/json` or, with its charset, `text/html`.

    What it means: Another type, or another charset than UTF-8.

    Usual cause: A string is answered as `text/html` by default, JSON as `text/json`.
    """
    await _each(bench, verify_content_type)


async def absent(bench: Bench) -> None:
    """No answer has an ETag, a cookie or a compressed body, whatever the client accepts.

    What it means: The service does work for each answer that the others do not do.

    Usual cause: ETags and compression that are on by default; a session middleware.
    """
    await _each(bench, lambda _, headers: verify_absent(headers))


async def date(bench: Bench) -> None:
    """Date is the time of the answer, in the form of RFC 9110, and moves on.

    What it means: Date cannot be read, is more than 5 s off, or stays the same for 2 s.

    Usual cause: A header that was made once at the start.
    """
    first = await bench.client.get("/plaintext")
    await asyncio.sleep(2.1)
    second = await bench.client.get("/plaintext")
    for reply in (first, second):
        shown = _date(reply)
        if second is reply and abs(shown - time.time()) > _CLOCK_SECONDS:
            raise BrokenError(
                f"/plaintext answered Date {reply.headers['date']!r}, "
                f"{abs(shown - time.time()):.0f} s off"
            )
    if _date(first) == _date(second):
        raise BrokenError(
            f"/plaintext answered Date {second.headers['date']!r} twice, 2 s apart; must move on"
        )


def _date(reply: Reply) -> float:
    text = reply.headers.get("date", "")
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        raise BrokenError(
            f"/plaintext answered Date {text!r}; must be as 'Sun, 06 Nov 1994 08:49:37 GMT'"
        ) from None
    if not text.endswith(" GMT"):
        raise BrokenError(f"/plaintext answered Date {text!r}; must be in GMT")
    return moment.timestamp()


async def _each(bench: Bench, verify: Callable[[str, Mapping[str, str]], str | None]) -> None:
    for path in ENDPOINTS:
        for headers in (None, _BROWSER):
            reply = await bench.client.get(path, headers)
            fault = verify(path, reply.headers)
            if fault and reply.status == 200:
                raise BrokenError(f"{path} {fault}")


CHECKS = (
    Check("headers.present", present),
    Check("headers.content-type", content_type),
    Check("headers.absent", absent),
    Check("headers.date", date, early=True),
)
