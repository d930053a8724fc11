"""`/upstream`: N simultaneous requests to a slow service."""

from bakeoff.contract.bench import Bench, hold
from bakeoff.contract.check import Check
from bakeoff.contract.clamping import hold_clamped
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.http import Client
from bakeoff.contract.truth import Truth

_TRIES = 8
_MOST_DELAYS = 2.8


async def answer(bench: Bench) -> None:
    """`/upstream?calls=N` answers the upstream's quotes 1 to N, in this order.

    What it means: Status, keys, number, order or texts differ from what the upstream says.

    Usual cause: Quotes listed as they come in, or texts that do not come from the upstream.
    """
    truth = Truth(quotes=await bench.quotes())
    for target in ("/upstream", *(f"/upstream?calls={n}" for n in (1, 2, 5, 19, 20, 20, 20))):
        await bench.right(target, truth)


async def clamp(bench: Bench) -> None:
    """`calls` of `/upstream` is clamped to 1..20; what is no integer counts as 1.

    What it means: A value outside, or no number, was answered by an error or by another count.

    Usual cause: As in `queries.clamp`; use the same conversion with another limit.
    """
    await hold_clamped(bench, "/upstream")


async def calls(bench: Bench) -> None:
    """`/upstream?calls=N` sends N requests to the upstream, each time.

    What it means: The upstream counted more or fewer requests than N.

    Usual cause: Fewer: quotes kept between requests. More: retries.
    """
    for count in (20, 7):
        target = f"/upstream?calls={count}"
        before = await bench.upstream_requests()
        for _ in range(2):
            await bench.answered(target)
        sent = (await bench.upstream_requests() - before) / 2
        if sent != count:
            raise BrokenError(f"{target} sent {sent:g} requests to the upstream; must be {count}")


async def parallel(bench: Bench) -> None:
    """`/upstream?calls=20` takes about one delay of the upstream, not 20.

    What it means: The fastest of up to 8 tries took longer than 2.8 delays, so the requests did not
    all run at the same time.

    Usual cause: A loop that awaits one by one, a client with few connections a host, a pool
    of threads smaller than 20.
    """
    delay = await _delay(bench)
    best = float("inf")
    for attempt in range(1, _TRIES + 1):
        best = min(best, (await bench.answered("/upstream?calls=20")).seconds)
        if best < delay * _MOST_DELAYS:
            return
        if attempt == _TRIES // 2 and best > delay * _MOST_DELAYS * 2:
            break  # no noise makes it twice as slow four times
    raise BrokenError(
        f"/upstream?calls=20 took {best * 1000:.0f} ms at best, {best / delay:.1f} times the "
        f"upstream's delay of {delay * 1000:.0f} ms; the 20 requests must be simultaneous"
    )


async def many(bench: Bench) -> None:
    """64 simultaneous `/upstream?calls=20` are all answered right.

    What it means: One was answered wrongly, or not within 20 s.

    Usual cause: A client without a limit that runs out of ports or files, or one whose queue
    for a connection times out.
    """
    truth = Truth(quotes=await bench.quotes())
    for reply in await bench.client.many(["/upstream?calls=20"] * 64, 64, limit=20):
        hold(reply, truth)


async def _delay(bench: Bench) -> float:
    """Return the upstream's own delay in seconds: the fastest of three direct requests."""
    upstream = Client(bench.subject.upstream_url)
    replies = [await upstream.get("/quotes/1") for _ in range(3)]
    await upstream.close()
    return min(reply.seconds for reply in replies)


CHECKS = (
    Check("upstream.answer", answer),
    Check("upstream.clamp", clamp),
    Check("upstream.calls", calls),
    Check("upstream.parallel", parallel),
    Check("upstream.many", many),
)
