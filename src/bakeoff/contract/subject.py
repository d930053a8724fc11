"""A running service as the checks see it."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Stopped:
    """How a service ended after SIGTERM.

    `seconds` is from the signal to its end, `killed` tells that it had to be killed,
    `survivors` are the processes that it left behind when it had ended by itself.
    """

    exit_code: int | None
    seconds: float
    killed: bool
    survivors: tuple[int, ...]


@dataclass(frozen=True)
class Subject:
    """A running service, its database and its upstream.

    `database_url` is an administrator's address of the service's own database, which the
    checks change at will. `upstream_url` serves `/quotes/i`, whose texts nobody knows before,
    and `/stats` with `requests` (quotes served so far) and `max_in_flight`. `pool` is the
    service's DB_POOL. `stop` sends SIGTERM, waits up to 10 s, then kills; it is called once.
    `log_tail` returns the last lines of the service's log, `log_bytes` its length.
    """

    url: str
    database_url: str
    upstream_url: str
    pool: int
    stop: Callable[[], Stopped]
    log_tail: Callable[[], str]
    log_bytes: Callable[[], int]
