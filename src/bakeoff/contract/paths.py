"""The seven endpoints of the bench part, and how their parameter is clamped."""

import re
from urllib.parse import parse_qs, urlsplit

ENDPOINTS = ("/plaintext", "/json", "/db", "/queries", "/updates", "/fortunes", "/upstream")
DATABASE_ENDPOINTS = ("/db", "/queries", "/updates", "/fortunes")
WORLD_ROWS = 10_000
PARAMETER = {"/queries": "queries", "/updates": "queries", "/upstream": "calls"}
MOST = {"/queries": 500, "/updates": 500, "/upstream": 20}
_INTEGER = re.compile(r"[+-]?[0-9]+", re.ASCII)


def endpoint(path: str) -> str:
    """Return the endpoint of `path`: `/queries` of `/queries?queries=20`."""
    return urlsplit(path).path


def wanted(path: str) -> int:
    """Return how many rows or quotes `path` asks for, as the contract clamps it.

    >>> wanted("/queries?queries=501"), wanted("/updates?queries=foo"), wanted("/upstream")
    (500, 1, 1)
    """
    name = endpoint(path)
    given = parse_qs(urlsplit(path).query, keep_blank_values=True).get(PARAMETER.get(name, ""), [])
    if not given or not _INTEGER.fullmatch(given[0]):
        return 1
    return max(1, min(MOST[name], int(given[0])))
