"""How `queries` and `calls` are clamped: the cases, and what a service may take them for."""

from dataclasses import dataclass

from bakeoff.contract.bench import Bench
from bakeoff.contract.errors import BrokenError
from bakeoff.contract.http import Reply
from bakeoff.contract.paths import MOST, PARAMETER
from bakeoff.contract.rows import verify_quotes, verify_worlds

_AT_ONCE = 4


@dataclass(frozen=True)
class Case:
    """A request and the counts that are right for it; the first is the contract's own."""

    target: str
    right: tuple[int, ...]


def cases(path: str) -> list[Case]:
    """Return the cases for an endpoint with a parameter.

    Digits beyond 32 bits are an integer to some languages and none to others; of a parameter
    that is given twice frameworks take the first, the last or neither: each is right.
    """
    name, most = PARAMETER[path], MOST[path]
    single = {
        **dict.fromkeys(("", "foo", "0", "-1", "-2147483648", "1.5", "1e3", "0x10", "%20"), 1),
        **{"1": 1, "2": 2, "%32": 2, "20": 20, str(most): most, str(most + 1): most},
        "1000000": most,
    }
    return [
        Case(path, (1,)),
        *(Case(f"{path}?{name}={value}", (count,)) for value, count in single.items()),
        *(Case(f"{path}?{name}={huge}", (most, 1)) for huge in ("2147483648", "9" * 20)),
        Case(f"{path}?other=7&{name}=2", (2,)),
        Case(f"{path}?{name}=2&other=7", (2,)),
        Case(f"{path}?{name}=2&{name}=3", (2, 3, 1)),
    ]


async def hold_clamped(bench: Bench, path: str) -> None:
    """Try all cases of `path`.

    Raises:
        BrokenError: with the first case that was answered wrongly.
    """
    tried = cases(path)
    replies = await bench.client.many([case.target for case in tried], _AT_ONCE)
    for case, reply in zip(tried, replies, strict=True):
        _judge(case, path, reply)


def _judge(case: Case, path: str, reply: Reply) -> None:
    must = f"must count as {case.right[0]}"
    if reply.status != 200:
        raise BrokenError(f"{case.target} answered {reply.status}; {must}")
    verify = verify_quotes if path == "/upstream" else verify_worlds
    faults = [verify(reply.body, count, None) for count in case.right]
    if None not in faults:
        raise BrokenError(f"{case.target} {faults[0]} ({case.target} {must})")
