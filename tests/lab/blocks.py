"""Blocks made by hand, for tests of what is computed from them."""

from bakeoff.lab.block import Block


def block(entrant: str, cost: float, start: int = 1, round_: int = 1, **more: object) -> Block:
    """A block of 1,000 requests at `cost` seconds of CPU each."""
    values: dict[str, object] = {
        "entrant": entrant,
        "scenario": "json",
        "start": start,
        "round": round_,
        "at": 0.0,
        "completed": 1000,
        "elapsed": 0.5,
        "cpu": 1000 * cost,
        "database_cpu": None,
        "generator_cpu": 0.1,
        "idle_cpu": 0.0,
        "idle_seconds": 1.0,
        "steal": 0.0,
        "histogram": (),
        "start_error_p99": None,
        "warning": "",
        "failure": "",
    }
    return Block(**{**values, **more})  # type: ignore[arg-type]
