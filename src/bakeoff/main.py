"""The `bakeoff` command: registers the commands and turns errors into sentences."""

import signal
import sys
from types import FrameType

import typer

from bakeoff import __version__
from bakeoff.base.errors import BakeoffError
from bakeoff.cli.check import check
from bakeoff.cli.claims import claims
from bakeoff.cli.collect import collect
from bakeoff.cli.doctor import doctor
from bakeoff.cli.measure import measure
from bakeoff.cli.needs import needs
from bakeoff.cli.new import new
from bakeoff.cli.pick import pick
from bakeoff.cli.run import run
from bakeoff.cli.show import show
from bakeoff.cli.study import study
from bakeoff.cli.table import table
from bakeoff.export.command import export
from bakeoff.web.serve import serve

app = typer.Typer(
    name="bakeoff",
    help="Which backend framework suits your project: the same service in each of them, held to "
    "one contract and measured side by side on your machine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
COMMANDS = (
    *(run, doctor, check, measure, study, collect),
    *(table, needs, claims, show, pick, serve, export, new),
)
for command in COMMANDS:
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bakeoff {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Show the version."
    ),
) -> None:
    pass


class _EndedError(SystemExit):
    """A signal asked us to end; unlike KeyboardInterrupt it passes through the library."""


def main() -> None:
    """Run the command line; exit 2 with one sentence where bakeoff cannot do what is asked."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        app()
    except BakeoffError as error:
        sys.stderr.write(f"bakeoff: {error}\n")
        sys.exit(2)
    except _EndedError as ended:
        sys.stderr.write("bakeoff: stopped; whatever it had started has been ended\n")
        sys.exit(ended.code)


def _end(number: int, _frame: FrameType | None) -> None:
    """Unwind as after any error, so that everything that was started is stopped on the way."""
    signal.signal(number, signal.SIG_IGN)
    raise _EndedError(128 + number)


if __name__ == "__main__":
    main()
