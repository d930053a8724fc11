"""Verify JSON bodies: worlds, the greeting, quotes. Pure; None means right."""

import json
from collections.abc import Mapping

from bakeoff.contract.paths import WORLD_ROWS

GREETING = "Hello, World!"


class _NotJsonError(ValueError):
    """The body is not JSON as the contract wants it."""


def verify_greeting(body: bytes) -> str | None:
    """Hold the body of `/json` to `{"message":"Hello, World!"}`."""
    try:
        value = _parsed(body)
    except _NotJsonError as error:
        return str(error)
    if value != {"message": GREETING}:
        return f'answered {_shown(body)}; must be {{"message":"{GREETING}"}}'
    return None


def verify_world(body: bytes, worlds: Mapping[int, int] | None) -> str | None:
    """Hold the body of `/db` to one world, equal to the row in `worlds` where given."""
    try:
        value = _parsed(body)
    except _NotJsonError as error:
        return str(error)
    return _world_fault(value, worlds)


def verify_worlds(body: bytes, count: int, worlds: Mapping[int, int] | None) -> str | None:
    """Hold the body of `/queries` or `/updates` to a list of `count` different worlds."""
    try:
        value = _parsed(body)
    except _NotJsonError as error:
        return str(error)
    if not isinstance(value, list):
        return f"answered {_shown(body)}; must be a list, of one object too"
    if len(value) != count:
        return f"answered {len(value)} rows; must be {count}"
    for item in value:
        fault = _world_fault(item, worlds)
        if fault:
            return fault
    ids = [item["id"] for item in value]
    if len(set(ids)) != count:
        twice = next(id_ for id_ in ids if ids.count(id_) > 1)
        return f"answered id {twice} more than once; ids within a request must be distinct"
    return None


def verify_quotes(body: bytes, count: int, texts: Mapping[int, str] | None) -> str | None:
    """Hold the body of `/upstream` to quotes 1 to `count` in order, with `texts` where given."""
    try:
        value = _parsed(body)
    except _NotJsonError as error:
        return str(error)
    if not isinstance(value, dict) or list(value) != ["quotes"]:
        return f'answered {_shown(body)}; must be {{"quotes":[...]}}'
    quotes = value["quotes"]
    if not isinstance(quotes, list) or len(quotes) != count:
        found = f"{len(quotes)} quotes" if isinstance(quotes, list) else _shown(body)
        return f"answered {found}; must be a list of {count}"
    for place, quote in enumerate(quotes, 1):
        if not isinstance(quote, dict) or set(quote) != {"id", "text"}:
            return f'answered a quote {json.dumps(quote)[:80]}; must be {{"id":1,"text":"..."}}'
        if quote["id"] != place or not _is_integer(quote["id"]):
            return f"answered quote {quote['id']!r} at place {place}; must be in the order of i"
        if not isinstance(quote["text"], str):
            return f"answered the text {quote['text']!r}; must be the upstream's string"
        if texts is not None and quote["text"] != texts.get(place):
            return (
                f"answered {quote['text']!r} for quote {place}; "
                f"the upstream says {texts.get(place)!r}"
            )
    return None


def read_worlds(body: bytes) -> list[tuple[int, int]]:
    """Return (id, randomNumber) of a verified body, of `/db` too, in the answer's order."""
    value = json.loads(body)
    items = value if isinstance(value, list) else [value]
    return [(item["id"], item["randomNumber"]) for item in items]


def _world_fault(item: object, worlds: Mapping[int, int] | None) -> str | None:
    wanted = 'must be as {"id":4174,"randomNumber":331}'
    if not isinstance(item, dict):
        return f"answered {json.dumps(item)[:80]}; {wanted}"
    if set(item) != {"id", "randomNumber"}:
        return f"answered an object with the keys {', '.join(map(repr, item))}; {wanted}"
    for key, number in item.items():
        if not _is_integer(number):
            return f"answered {key} as {json.dumps(number)[:40]}; must be an integer"
        if not 1 <= number <= WORLD_ROWS:
            return f"answered {key} {number}; must be from 1 to {WORLD_ROWS}"
    if worlds is not None and worlds.get(item["id"]) != item["randomNumber"]:
        return (
            f"answered randomNumber {item['randomNumber']} for id {item['id']}; "
            f"the table has {worlds.get(item['id'])}"
        )
    return None


def _is_integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body.decode("utf-8"), object_pairs_hook=_unique)
    except UnicodeDecodeError:
        raise _NotJsonError(f"answered {_shown(body)}; must be UTF-8") from None
    except json.JSONDecodeError as error:
        raise _NotJsonError(
            f"answered {_shown(body)}, which is not JSON ({error.msg} at {error.pos})"
        ) from None
    except RecursionError:
        raise _NotJsonError("answered JSON nested beyond reason") from None


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise _NotJsonError(f"answered an object that has a key twice: {[k for k, _ in pairs]}")
    return result


def _shown(body: bytes) -> str:
    text = body.decode("utf-8", "replace")
    return repr(text if len(text) <= 80 else text[:77] + "...")
