"""Options that several commands share, and how their values are read."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bakeoff.base.errors import BakeoffError

if TYPE_CHECKING:
    from bakeoff.catalog.manifest import Framework

Frameworks = Annotated[
    list[str] | None,
    typer.Option(
        "--framework",
        "-f",
        metavar="NAME|PATH",
        help="A framework's id, or the path of a folder with a framework.toml (code that will "
        "be run); may be repeated. Default: all that this machine can run.",
    ),
]
Workers = Annotated[
    int, typer.Option(min=1, help="Processes that compute, for each service (WORKERS).")
]
Pool = Annotated[
    int, typer.Option("--pool", min=1, help="Database connections of each service (DB_POOL).")
]
Postgres = Annotated[
    str | None,
    typer.Option(
        "--postgres",
        metavar="URL",
        help="Use this PostgreSQL server instead of one of our own; its role must be able to "
        "create databases.",
    ),
]
Into = Annotated[
    Path | None,
    typer.Option(
        help="Folder for the facts, and for blocks until it ends. Default: with your own "
        "campaigns, in the cache."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead.")]

_PART = re.compile(r"(\d+(?:\.\d+)?)\s*([smh])\s*")
_SECONDS = {"s": 1, "m": 60, "h": 3600}


class OptionError(BakeoffError):
    """An option's value is wrong."""


def seconds(option: str, text: str) -> float:
    """Read `10m`, `90s`, `1h30m` or `90` as seconds.

    Raises:
        OptionError: it is none of these.
    """
    timed = re.sub(r"^[\d.]+$", r"\g<0>s", text.strip())
    total = sum(float(number) * _SECONDS[unit] for number, unit in _PART.findall(timed))
    if _PART.sub("", timed) or total <= 0:
        raise OptionError(f"{option} {text!r}: wanted a time such as 90s, 10m or 1h30m.")
    return total


def share(option: str, text: str) -> float:
    """Read `5%` or `0.05` as 0.05.

    Raises:
        OptionError: it is neither, or not between 0 and 100 %.
    """
    match = re.fullmatch(r"(\d*\.?\d+)\s*(%)?", text.strip())
    value = float(match[1]) / (100 if match[2] else 1) if match else 0.0
    if not 0 < value < 1:
        raise OptionError(f"{option} {text!r}: wanted a share such as 5% or 0.05.")
    return value


def chosen(names: list[str] | None) -> "tuple[list[Framework], list[str]]":
    """Return the frameworks that are meant, and a line for each that this machine cannot run.

    Named frameworks must run here; of all frameworks those without toolchain are left out.

    Raises:
        UnknownNameError, ManifestError, ToolchainError: as their texts say.
    """
    from bakeoff.catalog.manifest import find, shipped
    from bakeoff.services.toolchains import locate_all, require

    if names:
        named = [find(name) for name in names]
        for framework in named:
            require(framework)
        return named, []
    able, skipped = [], []
    for framework in shipped():
        _, missing = locate_all(framework)
        if missing:
            skipped.append(f"{framework.name} is left out: {'; '.join(map(str, missing))}")
        else:
            able.append(framework)
    return able, skipped
