"""Run a service's own tests and linters, by its ecosystem's own runner."""

import shutil
import tempfile
from pathlib import Path

from bakeoff.base.folders import cache_folder
from bakeoff.services.build import copy_source, run_command
from bakeoff.services.environment import build_environment, contract_variables
from bakeoff.services.postgres import free_port
from bakeoff.services.stage import Prepared, Stage


def run_own_tests(stage: Stage, prepared: Prepared) -> None:
    """Run the commands `test` in a fresh copy of the folder, on a database of their own.

    They get what a running service gets, with `APP_ENV=test`, and may reach registries: what
    they install is not part of the build that is measured.

    Raises:
        BuildError: a command failed; shows it, its last lines and its log.
    """
    framework = prepared.framework
    tests = cache_folder() / "tests"
    tests.mkdir(parents=True, exist_ok=True)
    database = stage.server.create(f"{framework.id}_tests", prepared.template)
    folder = Path(tempfile.mkdtemp(prefix=f"{framework.id}-", dir=tests))
    log = folder.with_suffix(".log")
    variables = contract_variables(
        stage.server.database_url(database), free_port(), 1, 16, stage.upstream.url
    )
    variables["APP_ENV"] = "test"
    try:
        copy_source(framework.folder, folder)
        for command in framework.test:
            env = {**build_environment(prepared.build.tools, command), **variables}
            run_command(stage.run, f"testing {framework.id}", command, folder, env, log)
        log.unlink(missing_ok=True)
    finally:
        stage.server.drop(database)
        shutil.rmtree(folder, ignore_errors=True)
