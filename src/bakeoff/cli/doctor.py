"""`bakeoff doctor`: which frameworks this machine can run, and how to get what is missing."""

import json
from typing import TYPE_CHECKING

import typer

from bakeoff.cli.options import AsJson

if TYPE_CHECKING:
    from bakeoff.services.toolchains import Missing


def doctor(as_json: AsJson = False) -> None:
    """List each framework's tools: found version, wanted version, and how to get it."""
    from bakeoff.catalog.manifest import Framework, shipped, yardstick
    from bakeoff.services.cores import split_cores
    from bakeoff.services.toolchains import Missing, locate

    def row(framework: Framework) -> dict[str, object]:
        found = [(r, locate(r, install=False)) for r in framework.requires]
        return {
            "framework": framework.id,
            "runs": not any(isinstance(tool, Missing) and not tool.in_wheel for _, tool in found),
            "tools": [
                {
                    "wanted": str(requirement),
                    "found": str(tool.found or "none") if isinstance(tool, Missing) else str(tool),
                    "remedy": _remedy(tool) if isinstance(tool, Missing) else "",
                }
                for requirement, tool in found
            ],
        }

    rows = [row(framework) for framework in (yardstick(), *shipped())]
    cores = split_cores(1)
    if as_json:
        machine = {"service_cores": cores.service, "other_cores": cores.rest}
        typer.echo(json.dumps({"machine": machine, "frameworks": rows}, indent=2))
        return
    _print(rows, cores.service, cores.rest)


def _remedy(tool: "Missing") -> str:
    return "comes from a wheel when needed" if tool.in_wheel else tool.remedy


def _print(rows: list[dict[str, object]], service: tuple[int, ...], rest: tuple[int, ...]) -> None:
    from rich.table import Table

    from bakeoff.cli.console import out

    table = Table("framework", "runs here", "wanted", "found", "how to get it", box=None)
    for row in rows:
        tools = row["tools"]
        assert isinstance(tools, list)
        for index, tool in enumerate(tools or [{"wanted": "", "found": "", "remedy": ""}]):
            first = index == 0
            runs = "yes" if row["runs"] else "no"
            table.add_row(
                str(row["framework"]) if first else "",
                runs if first else "",
                *(tool["wanted"], tool["found"], tool["remedy"]),
            )
    out().print(table)
    if service:
        out().print(f"\nServices run on core {_list(service)}, all else on {_list(rest)}.")
    else:
        out().print("\nOne core only: load generator and service share it; ratios stay fair.")


def _list(cores: tuple[int, ...]) -> str:
    return ", ".join(map(str, cores))
