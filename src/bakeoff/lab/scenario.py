"""Scenarios: weighted requests and a load shape, read from TOML."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bakeoff.base.folders import data_folder
from bakeoff.catalog.errors import UnknownNameError
from bakeoff.catalog.tables import Table, number, read_toml, text, whole

# docs/decisions/0012 has what longer and shorter ones give.
BLOCK_SECONDS = 0.4
CLOSED = "closed"
OPEN = "open"


@dataclass(frozen=True)
class Request:
    """One kind of request of a mix; `weight` is its share relative to the others."""

    method: str
    path: str
    weight: int
    body: str


@dataclass(frozen=True)
class Scenario:
    """A workload. `connections` for a closed loop, `rate` (requests/s) for an open one.

    A closed loop of N connections sends each next request when the last is answered; an open
    loop sends at its rate whatever the service does (Schroeder, Wierman, Harchol-Balter,
    "Open versus closed: a cautionary tale", NSDI 2006). Costs come from closed loops,
    latencies from open ones only.
    """

    id: str
    title: str
    shape: str
    connections: int
    rate: float
    seconds: float
    requests: tuple[Request, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether latency is measured here (else: cost)."""
        return self.shape == OPEN


def load_scenario(file: Path) -> Scenario:
    """Read one scenario.

    Raises:
        ManifestError: with file, key, what was found and what is wanted.
    """
    content = read_toml(file)
    top = Table(file, "", content)
    about, load = top.table("scenario"), top.table("load")
    shape = load.take("shape", "'closed' or 'open'", _shape)
    requests = top.take("request", "one or more [[request]] tables", _tables)
    scenario = Scenario(
        id=about.take("id", "a short name", text),
        title=about.take("title", "one line", text),
        shape=shape,
        connections=load.optional("connections", "a whole number above 0", whole) or 64,
        rate=load.take("rate", "requests/s above 0", number) if shape == OPEN else 0.0,
        seconds=load.optional("seconds", "seconds above 0", number) or BLOCK_SECONDS,
        requests=tuple(_request(file, i, r) for i, r in enumerate(requests, 1)),
    )
    for table in (about, load, top):
        table.close()
    return scenario


def default_scenarios() -> tuple[Scenario, ...]:
    """Return the published scenarios, in the order of their files."""
    folder = data_folder("contract") / "scenarios"
    return tuple(load_scenario(file) for file in sorted(folder.glob("*.toml")))


def find_scenario(name: str) -> Scenario:
    """Return the published scenario `name`, or the one in the TOML file `name`."""
    known = {scenario.id: scenario for scenario in default_scenarios()}
    if name in known:
        return known[name]
    if name.endswith(".toml"):
        return load_scenario(Path(name).expanduser())
    raise UnknownNameError("scenario", name, sorted(known), "the path of a TOML file")


def _request(file: Path, index: int, content: object) -> Request:
    table = Table(file, f"request[{index}]", content)
    request = Request(
        method=table.optional("method", "an HTTP method", text) or "GET",
        path=table.take("path", "a path that begins with /", _path),
        weight=table.optional("weight", "a whole number above 0", whole) or 1,
        body=table.optional("body", "a text", text) or "",
    )
    table.close()
    return request


def _shape(value: object) -> str | None:
    return value if isinstance(value, str) and value in (CLOSED, OPEN) else None


def _path(value: object) -> str | None:
    return value if isinstance(value, str) and value.startswith("/") else None


def _tables(value: object) -> list[dict[str, Any]] | None:
    return value if isinstance(value, list) and value else None
