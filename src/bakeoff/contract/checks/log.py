"""The log: for what happens to the service, not for each request."""

import asyncio

from bakeoff.contract.bench import Bench
from bakeoff.contract.check import Check
from bakeoff.contract.errors import BrokenError

# Enough that a line a request overflows the buffer (8 KiB) that programs put before a file.
_REQUESTS = 500
_BYTES_A_REQUEST = 4
_FLUSH_SECONDS = 0.3


async def quiet(bench: Bench) -> None:
    """Requests that go well leave nothing in the log.

    What it means: The service wrote a line, or lines, for each request: work that the others
    do not do.

    Usual cause: An access log that is on by default, or a level of logging in a configuration
    file that the started program does not find.
    """
    before = bench.subject.log_bytes()
    for target in ("/json", "/db"):
        await bench.client.many([target] * _REQUESTS, 8)
    await asyncio.sleep(_FLUSH_SECONDS)
    grown = bench.subject.log_bytes() - before
    if grown > 2 * _REQUESTS * _BYTES_A_REQUEST:
        raise BrokenError(
            f"{2 * _REQUESTS} requests to /json and /db added {grown} bytes to the log; must be "
            f"none a request. Its last lines:\n{bench.subject.log_tail()}"
        )


CHECKS = (Check("log.quiet", quiet),)
