"""`bakeoff measure`: a campaign."""

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bakeoff.cli.options import AsJson, Frameworks, Into, Pool, Postgres, Workers, seconds, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bakeoff.lab.measure import Finished
    from bakeoff.lab.settings import Settings
    from bakeoff.lab.statistics import Estimate
    from bakeoff.services.stage import Prepared, Stage

Scenarios = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario",
        "-s",
        metavar="NAME|FILE",
        help="A published scenario, or a TOML file with a mix of your own; may be repeated. "
        "Default: all published ones.",
    ),
]
Budget = Annotated[str, typer.Option(metavar="TIME", help="Longest time to measure: 90s, 10m, 1h.")]
Target = Annotated[
    str, typer.Option(metavar="SHARE", help="Stop when each ratio's interval is within this.")
]
Rounds = Annotated[
    int, typer.Option(min=0, help="Measure just so many rounds; 0: as target and budget say.")
]
RoundsPerStart = Annotated[
    int | None,
    typer.Option(
        min=1,
        help="Most rounds before every service is started anew. Default: 2 where --rounds fixes "
        "their number, else as many as leave time for five starts, up to 8.",
    ),
]
Seed = Annotated[int, typer.Option(help="Seed of the random order.")]


def measure(
    framework: Frameworks = None,
    scenario: Scenarios = None,
    budget: Budget = "10m",
    target: Target = "5%",
    rounds: Rounds = 0,
    rounds_per_start: RoundsPerStart = None,
    workers: Workers = 1,
    pool: Pool = 16,
    seed: Seed = 1,
    into: Into = None,
    postgres: Postgres = None,
    as_json: AsJson = False,
) -> None:
    """Measure services side by side; the same command goes on where it was stopped."""
    from bakeoff.cli.console import say
    from bakeoff.cli.options import chosen
    from bakeoff.lab.scenario import default_scenarios, find_scenario
    from bakeoff.lab.settings import MAX_ROUNDS_PER_START, Settings
    from bakeoff.services.stage import prepare, set_stage

    frameworks, skipped = chosen(framework)
    for line in skipped:
        say(line)
    scenarios = tuple(map(find_scenario, scenario)) if scenario else default_scenarios()
    settings = Settings(
        frameworks=tuple(f.id for f in frameworks),
        scenarios=scenarios,
        workers=workers,
        pool=pool,
        budget=seconds("--budget", budget),
        target=share("--target", target),
        rounds=rounds,
        rounds_per_start=rounds_per_start or (2 if rounds else MAX_ROUNDS_PER_START),
        seed=seed,
    )
    with set_stage(workers, postgres, say) as stage:
        finished = run_campaign(stage, settings, [prepare(stage, f) for f in frameworks], into)
    if as_json:
        typer.echo(finished.file.read_text(encoding="utf-8"))
    else:
        print_results(finished, settings)
    say(f"facts and blocks: {finished.file}")


def run_campaign(
    stage: "Stage",
    settings: "Settings",
    prepared: "Sequence[Prepared]",
    into: Path | None = None,
) -> "Finished":
    """Measure `prepared` against the yardstick, with progress on the terminal."""
    from bakeoff.catalog.manifest import yardstick
    from bakeoff.cli.progress import Progress
    from bakeoff.lab.measure import measure as measure_all
    from bakeoff.services.stage import prepare

    unit = prepare(stage, yardstick())
    command = shlex.join(["bakeoff", *sys.argv[1:]])
    with Progress(settings) as progress:
        return measure_all(stage, settings, prepared, unit, command, progress.tell, into)


def print_results(finished: "Finished", settings: "Settings") -> None:
    """Print the headline ratios with intervals and tiers, and what to distrust."""
    from rich.table import Table

    from bakeoff.cli.console import out

    results = finished.results
    costs = [s.id for s in settings.scenarios if not s.is_open]
    order = sorted(results.ratios, key=lambda name: results.ratios[name].ratio)
    table = Table("tier", "framework", "CPU per request", "starts", box=None)
    for name in order:
        ratio = results.ratios[name]
        tier = str(results.tiers.get(name, ""))
        table.add_row(tier, name, _ratio(ratio), str(ratio.starts))
    out().print(table)
    parts = Table("framework", *costs, box=None)
    for name in order:
        parts.add_row(name, *(f"{results.by_scenario[name][cost].ratio:.2f}" for cost in costs))
    out().print("\nBy scenario:")
    out().print(parts)
    out().print("Ratios to the yardstick (bare Go), 95 % intervals; one tier: too close to call.")
    for name, reasons in results.failures.items():
        out().print(f"{name}: {len(reasons)} blocks failed, first: {reasons[0]}", markup=False)
    for name, part in results.deferred.items():
        out().print(f"{name}: understated, {part:.0%} more CPU goes on after its answers")
    for name, part in results.drift.items():
        out().print(
            f"{name}: never settled, {part:+.0%} from the first to the second half of a start"
        )
    for name, starts in finished.unsettled.items():
        out().print(f"{name}: had not settled at the end of warm-up in {starts} starts")
    if results.twin and results.twin.low is not None:
        out().print(f"A/A: the yardstick against itself {_ratio(results.twin)} (99 %)")
    for reason in results.void:
        out().print(f"VOID: {reason}", markup=False)


def _ratio(found: "Estimate") -> str:
    if found.low is None:
        return f"{found.ratio:.2f}x"
    return f"{found.ratio:.2f}x \\[{found.low:.2f}, {found.high:.2f}]"
