"""The endpoints without a database: `/plaintext`, `/json`; unknown paths."""

import secrets

from bakeoff.contract.bench import Bench
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError


async def plaintext(bench: Bench) -> None:
    """`/plaintext` answers `Hello, World!`, these 13 bytes.

    What it means: Status or body differ.

    Usual cause: A line end after the text, quotes about it, or another text.
    """
    await bench.right("/plaintext")


async def json(bench: Bench) -> None:
    """`/json` answers the object `{"message":"Hello, World!"}`.

    What it means: Status or body differ, or the body is not JSON.

    Usual cause: The text was serialised twice, or the key is spelt otherwise.
    """
    await bench.right("/json")


async def unknown_path(bench: Bench) -> None:
    """A path that the contract does not name is answered 404.

    What it means: A route catches what it should not.

    Usual cause: A fallback route, as single-page applications have, or an error handler that
    answers 200 or 500.
    """
    for target in (f"/no-such-path-{secrets.token_hex(4)}", "/db/no-such-path"):
        reply = await bench.client.get(target)
        if reply.status != 404:
            raise BrokenError(f"{target} answered {reply.status}; must be 404")


CHECKS = (
    Check("plaintext.answer", plaintext),
    Check("json.answer", json),
    Check("paths.unknown", unknown_path),
)
