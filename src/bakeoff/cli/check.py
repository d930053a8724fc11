"""`bakeoff check`: hold services to the contract."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bakeoff.cli.options import AsJson, Frameworks, Pool, Postgres, Workers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bakeoff.contract.run import CheckResult

Only = Annotated[
    list[str] | None,
    typer.Option("--only", metavar="CHECK", help="Run only this check; may be repeated."),
]


def check(
    framework: Frameworks = None,
    only: Only = None,
    workers: Workers = 1,
    pool: Pool = 16,
    postgres: Postgres = None,
    as_json: AsJson = False,
) -> None:
    """Start each service and hold it to the contract; exit code 1 where a check fails."""
    from bakeoff.catalog.manifest import yardstick
    from bakeoff.cli.console import say
    from bakeoff.cli.options import chosen
    from bakeoff.contract.run import known_checks
    from bakeoff.contract.service import check_all
    from bakeoff.services.stage import set_stage

    known_checks(only)
    frameworks, skipped = chosen(framework)
    for line in skipped:
        say(line)
    results: dict[str, Sequence[CheckResult]] = {}
    with set_stage(workers, postgres, say) as stage:
        asked = frameworks if framework else [yardstick(), *frameworks]
        for checked in check_all(stage, asked, workers, pool, only):
            if checked.error:
                raise checked.error
            results[checked.framework.id] = checked.results
    if as_json:
        typer.echo(
            json.dumps({name: [_plain(r) for r in rs] for name, rs in results.items()}, indent=2)
        )
    else:
        print_results(results)
    if any(r.outcome == "failed" for rs in results.values() for r in rs):
        raise typer.Exit(1)


def print_results(results: "Mapping[str, Sequence[CheckResult]]") -> None:
    """Print a table: a row a framework, then each failed or skipped check with its sentence."""
    from rich.table import Table

    from bakeoff.cli.console import out

    table = Table("framework", "passed", "failed", "skipped", "seconds", box=None)
    for name, rows in results.items():
        counts = [str(sum(r.outcome == o for r in rows)) for o in ("passed", "failed", "skipped")]
        table.add_row(name, *counts, f"{sum(r.seconds for r in rows):.1f}")
    out().print(table)
    for name, rows in results.items():
        for result in rows:
            if result.outcome != "passed":
                mark = "FAILED" if result.outcome == "failed" else "skipped"
                out().print(f"{mark} {name} {result.id}: {result.sentence}", markup=False)


def _plain(result: "CheckResult") -> dict[str, object]:
    return {
        "check": result.id,
        "outcome": result.outcome,
        "sentence": result.sentence,
        "seconds": round(result.seconds, 3),
    }
