"""What services need around them: a run, a PostgreSQL server, the upstream, their cores."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bakeoff.catalog.manifest import Framework
from bakeoff.services import postgres
from bakeoff.services.build import Build, build_framework
from bakeoff.services.cores import Cores, split_cores
from bakeoff.services.database import make_template
from bakeoff.services.run import Run
from bakeoff.services.service import Resources
from bakeoff.services.upstream import Upstream, start_upstream


@dataclass(frozen=True)
class Stage:
    """A run with its server, its upstream and its cores; `say` tells the user what is done."""

    run: Run
    server: postgres.Server
    upstream: Upstream
    cores: Cores
    say: Callable[[str], None]

    def resources(self, workers: int, pool: int) -> Resources:
        """Return what each service on this stage may use."""
        return Resources(workers, pool, self.cores.service, self.upstream.url)


@dataclass(frozen=True)
class Prepared:
    """A framework that is built and has its database template: ready to be started."""

    framework: Framework
    build: Build
    template: str


@contextmanager
def set_stage(
    workers: int, postgres_url: str | None, say: Callable[[str], None]
) -> Iterator[Stage]:
    """Start what services need; on leaving, whatever happened, all of it is gone.

    Raises:
        DatabaseError: no PostgreSQL.
        ToolchainError: no Go for the upstream.
    """
    cores = split_cores(workers)
    with Run({"database": postgres.sweep_database}) as run:
        say("starting PostgreSQL")
        if postgres_url:
            server = postgres.connect_to(run, postgres_url)
        else:
            server = postgres.start(run, cores.rest)
        yield Stage(run, server, start_upstream(run, cores.rest, say), cores, say)


def prepare(stage: Stage, framework: Framework) -> Prepared:
    """Build a framework's service and make its database template.

    Raises:
        ToolchainError, BuildError, DatabaseError: as their texts say.
    """
    build = build_framework(stage.run, framework, stage.say)
    return Prepared(framework, build, make_template(stage.server, framework, build))
