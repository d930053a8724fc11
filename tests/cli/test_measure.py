"""Real campaigns through the command line: a small one, one that is killed and goes on."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.proving.variants import Variant, make_folder

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def campaign(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A command that measures two services, which burn 100 and 300 microseconds a request."""
    parent = tmp_path_factory.mktemp("services")
    variants = [Variant("cheap", 100), Variant("dear", 300)]
    folders = [str(make_folder(variant, parent)) for variant in variants]
    frameworks = [word for folder in folders for word in ("--framework", folder)]
    into = ["--into", str(parent / "campaigns")]
    return [sys.executable, "-m", "bakeoff.main", "measure", *frameworks, *into]


def left_over() -> list[str]:
    """Return command lines of processes that a run has left behind."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and b"BAKEOFF_RUN=" in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:
            continue
    return found


def test_known_costs_are_told_apart(campaign: list[str]) -> None:
    options = [
        "-s",
        "plaintext",
        "-s",
        "json",
        "--rounds",
        "3",
        "--rounds-per-start",
        "1",
        "--json",
    ]
    done = subprocess.run([*campaign, *options], capture_output=True, text=True, check=True)
    document = json.loads(done.stdout)
    facts = {(f["framework"], f["metric"]): f for f in document["facts"]}
    assert document["schema"] == "bakeoff/campaign/1"
    cheap, dear = (facts[name, "cpu_ratio"]["value"] for name in ("cheap", "dear"))
    assert 2.0 < dear / cheap < 3.0
    cost = facts["dear", "cpu_seconds_per_request.json"]["value"]
    assert 0.0003 < cost < 0.0004
    assert len(document["blocks"]) == 3 * 2 * 4
    assert document["environment"]["entrants"]["cheap"]["tools"]["go"]


def test_kill_9_loses_at_most_a_block_and_the_same_command_goes_on(campaign: list[str]) -> None:
    options = ["-s", "plaintext", "--rounds", "4", "--rounds-per-start", "2", "--seed", "77"]
    victim = subprocess.Popen(
        [*campaign, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert victim.stderr is not None
    for line in victim.stderr:
        if line.startswith("round 1 done"):
            break
    time.sleep(0.5)
    os.kill(victim.pid, signal.SIGKILL)
    victim.communicate()
    end = time.monotonic() + 10
    while left_over() and time.monotonic() < end:
        time.sleep(0.1)
    assert left_over() == []
    done = subprocess.run([*campaign, *options], capture_output=True, text=True, check=True)
    kept = re.search(
        r"going on with a campaign that was stopped: (\d+) blocks are kept", done.stderr
    )
    assert kept is not None and int(kept[1]) >= 4, done.stderr
    assert "round 1 done" not in done.stderr
    assert "round 4 done" in done.stderr


def test_ctrl_c_ends_everything_that_was_started(campaign: list[str]) -> None:
    victim = subprocess.Popen(
        [*campaign, "-s", "json", "--rounds", "9"], stderr=subprocess.PIPE, text=True
    )
    time.sleep(4)
    victim.send_signal(signal.SIGINT)
    _, said = victim.communicate(timeout=30)
    assert victim.returncode == 130
    assert "whatever it had started has been ended" in said
    assert left_over() == []
