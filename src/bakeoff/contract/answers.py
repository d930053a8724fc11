"""Verify one answer: pure functions, used by the checks and by the lab under load.

Every verifier returns None where the answer is right, else a sentence that goes on from the
path ("answered 500; must be 200"); `verify_answer` begins it with the path.
"""

import json
import re
from collections.abc import Mapping

from bakeoff.contract.page import PageError, read_page
from bakeoff.contract.paths import WORLD_ROWS, endpoint, wanted
from bakeoff.contract.rows import (
    GREETING,
    verify_greeting,
    verify_quotes,
    verify_world,
    verify_worlds,
)
from bakeoff.contract.truth import ADDED_ID, Truth, page_of, seed_fortunes

CONTENT_TYPES = {
    "/plaintext": "text/plain",
    "/fortunes": "text/html; charset=utf-8",
    **dict.fromkeys(("/json", "/db", "/queries", "/updates", "/upstream"), "application/json"),
}
FORBIDDEN_HEADERS = {
    "etag": "must have none",
    "set-cookie": "must set no cookie",
    "content-encoding": "must not be compressed",
}
_MEDIA_TYPE = re.compile(r'([a-z]+/[a-z.+-]+)(?: *; *charset="?([a-z0-9-]+)"?)?', re.IGNORECASE)
_LONGEST_QUOTE_BYTES = 1024


def verify_answer(
    path: str,
    status: int,
    headers: Mapping[str, str],
    body: bytes,
    truth: Truth | None = None,
) -> str | None:
    """Return what is wrong with the whole answer to `GET path`, or None.

    Header names are in lower case. Without `truth`, fortunes are held to the seed, rows and
    quotes to their shape alone.

    >>> verify_answer("/json", 500, {}, b"")
    '/json answered 500; must be 200'
    """
    fault = (
        (None if status == 200 else f"answered {status}; must be 200")
        or verify_headers(path, headers)
        or verify_body(path, body, truth)
    )
    return f"{path} {fault}" if fault else None


def verify_headers(path: str, headers: Mapping[str, str]) -> str | None:
    """Hold the headers of the answer to `path` to all that the contract says of headers."""
    return (
        verify_present(headers)
        or verify_content_type(endpoint(path), headers)
        or verify_absent(headers)
    )


def verify_present(headers: Mapping[str, str]) -> str | None:
    """Want Server, Date, Content-Type, and a length or chunks."""
    for name in ("Server", "Date", "Content-Type"):
        if not headers.get(name.lower()):
            return f"answered without the header {name}"
    if "content-length" not in headers and "transfer-encoding" not in headers:
        return "answered with neither Content-Length nor chunked encoding"
    return None


def verify_content_type(name: str, headers: Mapping[str, str]) -> str | None:
    """Hold Content-Type of endpoint `name`; `charset=utf-8` may stand or not, but for HTML."""
    found, expected = headers.get("content-type", ""), CONTENT_TYPES[name]
    parts = _MEDIA_TYPE.fullmatch(found)
    kind, charset = (parts[1].lower(), (parts[2] or "").lower()) if parts else ("", "")
    right = kind == expected.split(";")[0] and charset in ("utf-8", "")
    if not right or (not charset and "charset" in expected):
        return f"answered Content-Type {found!r}; must be {expected}"
    return None


def verify_absent(headers: Mapping[str, str]) -> str | None:
    """Want none of ETag, Set-Cookie and Content-Encoding."""
    for name, why in FORBIDDEN_HEADERS.items():
        if name in headers and headers[name].lower() != "identity":
            return f"answered with {name.title()} {headers[name][:60]!r}; {why}"
    return None


def verify_body(path: str, body: bytes, truth: Truth | None = None) -> str | None:
    """Hold the body of the answer to `path` to the contract and to `truth`."""
    truth = truth or Truth(fortunes=seed_fortunes())
    match endpoint(path):
        case "/plaintext":
            right = body == GREETING.encode()
            return None if right else f"answered {body[:80]!r}; must be {GREETING!r}"
        case "/json":
            return verify_greeting(body)
        case "/db":
            return verify_world(body, truth.worlds)
        case "/queries":
            return verify_worlds(body, wanted(path), truth.worlds)
        case "/updates":
            return verify_worlds(body, wanted(path), None)
        case "/fortunes":
            return verify_fortunes(body, truth.fortunes)
        case "/upstream":
            return verify_quotes(body, wanted(path), truth.quotes)
        case other:
            raise ValueError(f"{other} is no endpoint of the contract")


def verify_fortunes(body: bytes, fortunes: Mapping[int, str] | None) -> str | None:
    """Hold the page to its structure and, where given, to the table's `fortunes`, in order."""
    try:
        rows = read_page(body)
    except PageError as error:
        return f"is not the contract's page: {error}"
    if ADDED_ID not in dict(rows):
        return "lacks the fortune that is added at request time (id 0)"
    if fortunes is None:
        return None
    expected = page_of(fortunes)
    if rows == expected:
        return None
    if sorted(rows) != sorted(expected):
        missing = [row for row in expected if row not in rows]
        extra = [row for row in rows if row not in expected]
        parts = [f"lacks the row {missing[0]}"] if missing else []
        parts += [f"has the row {extra[0]}"] if extra else []
        return " and ".join(parts) or "has a row more than once"
    place = next(i for i, (a, b) in enumerate(zip(rows, expected, strict=True)) if a != b)
    return (
        f"shows {rows[place][1][:40]!r} where {expected[place][1][:40]!r} belongs; "
        "must be sorted by message, by code point"
    )


def body_bounds(path: str) -> tuple[int, int]:
    """Return the least and the greatest length in bytes that a right body of `path` may have.

    The least is the compact form. The greatest leaves room for indentation and for any way of
    escaping; it is there to notice a wrong answer by its length alone.
    """
    match endpoint(path):
        case "/plaintext":
            return len(GREETING), len(GREETING)
        case "/json":
            return _roomy(_compact({"message": GREETING}), 2)
        case "/db":
            return _compact(_world(1)), _roomy(_compact(_world(WORLD_ROWS)), 4)[1]
        case "/queries" | "/updates":
            count = wanted(path)
            least = _compact([_world(1)] * count)
            return least, _roomy(_compact([_world(WORLD_ROWS)] * count), 5 * count)[1]
        case "/upstream":
            count = wanted(path)
            least = _compact({"quotes": [{"id": i, "text": ""} for i in range(1, count + 1)]})
            return least, _roomy(least, 5 * count)[1] + count * _LONGEST_QUOTE_BYTES
        case "/fortunes":
            return _page_bounds()
        case other:
            raise ValueError(f"{other} is no endpoint of the contract")


def _world(number: int) -> dict[str, int]:
    return {"id": number, "randomNumber": number}


def _compact(value: object) -> int:
    return len(json.dumps(value, separators=(",", ":")))


def _roomy(least: int, lines: int) -> tuple[int, int]:
    """Allow 16 bytes more for each of the lines that an indented form has."""
    return least, least + 16 * (lines + 2)


def _page_bounds() -> tuple[int, int]:
    rows = page_of(seed_fortunes())
    head = len("<!doctype html><html><head><title>Fortunes</title></head><body><table>")
    head += len("<tr><th>id</th><th>message</th></tr></table></body></html>")
    tags = len("<tr><td></td><td></td></tr>")
    least = head + sum(tags + len(f"{id_}{text}".encode()) for id_, text in rows)
    # At most `&#xHHHH;` for a character, and 32 bytes of white space about each of ~60 tags.
    most = head + sum(tags + len(f"{id_}{text}") * 8 for id_, text in rows) + 32 * 6 * len(rows)
    return least, most
