"""Registries are asked through their clients; one that fails leaves the rest."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bakeoff.catalog.manifest import find
from bakeoff.evidence.collectors.collector import Context
from bakeoff.evidence.collectors.packages import collect
from bakeoff.evidence.errors import SourceError
from bakeoff.evidence.files import read_collection

DAY = datetime.date(2026, 11, 24)


def answers(command: Sequence[str], folder: Path) -> str:
    """As the three clients print (npm 11, pip 26, go 1.26)."""
    del folder
    if command[0] == "npm":
        said = {"version": "5.2.1", "license": "MIT", "time": {"5.2.1": "2026-06-01T10:00:00Z"}}
        return json.dumps(said)
    if command[0] == "go":
        return json.dumps({"Version": "v1.2.3", "Time": "2026-05-05T10:00:00Z"})
    return "fastapi (0.165.0)\nAvailable versions: 0.165.0, 0.164.0\n"


def test_each_client_is_asked_in_its_own_way(tmp_path: Path) -> None:
    frameworks = [find("express"), find("fastapi"), find("rails")]
    found = collect(Context(frameworks, DAY, tmp_path), answers)
    facts = {(f["framework"], f["metric"]): f["value"] for f in found.facts}
    assert facts["express", "latest_version"] == "5.2.1"
    assert facts["express", "latest_version_date"] == "2026-06-01"
    assert facts["fastapi", "latest_version"] == "0.165.0"
    assert found.missing == ("Ruby on Rails: no client for gem is asked",)


def test_the_file_is_a_collection(tmp_path: Path) -> None:
    found = collect(Context([find("express")], DAY, tmp_path), answers)
    file = tmp_path / "packages.json"
    file.write_text(found.text(DAY))
    assert {fact.metric for fact in read_collection(file)} >= {"latest_version", "licence"}


def test_a_dead_registry_is_said_and_no_zero_is_written(tmp_path: Path) -> None:
    def dead(command: Sequence[str], folder: Path) -> str:
        del folder
        raise SourceError(f"`{command[0]}` took over 60 s")

    with pytest.raises(SourceError, match="took over 60 s"):
        collect(Context([find("express")], DAY, tmp_path), dead)
