"""`bakeoff new`: what it writes, that it refuses to overwrite, and that it runs by itself."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest

from bakeoff.catalog.manifest import find, shipped
from bakeoff.services.environment import build_environment
from bakeoff.services.errors import StarterError
from bakeoff.services.postgres import free_port
from bakeoff.services.service import healthy
from bakeoff.services.stage import prepare, set_stage
from bakeoff.services.starter import make_starter


@pytest.mark.parametrize("name", [framework.id for framework in shipped()])
def test_a_starter_has_all_that_a_project_needs_and_nothing_of_ours(
    tmp_path: Path, name: str
) -> None:
    make_starter(find(name), tmp_path / "shop")
    files = {path.name for path in (tmp_path / "shop").iterdir()}
    assert {"README.md", ".env", ".gitignore"} <= files
    assert "framework.toml" not in files
    assert ".env" in (tmp_path / "shop" / ".gitignore").read_text().splitlines()
    assert len(commands(tmp_path / "shop")) == 4  # install, migrate, start, test


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StarterError, match="not empty"):
        make_starter(find("go"), tmp_path)


@pytest.mark.slow
def test_a_starter_runs_by_the_three_commands_of_its_readme(tmp_path: Path) -> None:
    folder, framework = tmp_path / "shop", find("go")
    make_starter(framework, folder)
    with set_stage(1, None, print) as stage:
        tools = prepare(stage, framework).build.tools
        port, database = free_port(), stage.server.create("starter")
        settings = (folder / ".env").read_text()
        for key, value in (("PORT", port), ("DATABASE_URL", stage.server.database_url(database))):
            settings = re.sub(rf"^{key}=.*$", f"{key}={value}", settings, flags=re.MULTILINE)
        (folder / ".env").write_text(settings)
        env = build_environment(tools)
        install, migrate, start, _ = commands(folder)
        for command in (install, migrate):
            subprocess.run(["sh", "-ec", command], cwd=folder, env=env, check=True)
        service = subprocess.Popen(
            ["sh", "-ec", start], cwd=folder, env=env, start_new_session=True
        )
        try:
            end = time.monotonic() + 20
            while not healthy(port) and time.monotonic() < end:
                time.sleep(0.05)
            assert healthy(port)
        finally:
            os.killpg(service.pid, signal.SIGTERM)
            service.wait(10)


def commands(folder: Path) -> list[str]:
    """Return the shell commands of the starter's README, block by block."""
    readme = (folder / "README.md").read_text()
    return [block.strip() for block in re.findall(r"```sh\n(.*?)```", readme, re.DOTALL)]
