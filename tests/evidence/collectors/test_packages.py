"""Registries are asked through their clients; one that fails leaves the rest."""

import datetime
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from bakeoff.catalog.manifest import find
from bakeoff.evidence.collectors.collector import Collection, Context
from bakeoff.evidence.collectors.packages import collect
from bakeoff.evidence.errors import SourceError
from bakeoff.evidence.files import read_collection

DAY = datetime.date(2026, 11, 24)


GEM = """--- !ruby/object:Gem::Specification
name: rails
version: !ruby/object:Gem::Version
  version: 8.1.4
platform: ruby
date: 2026-09-15 00:00:00.000000000 Z
dependencies: []
licenses:
- MIT
required_ruby_version: !ruby/object:Gem::Requirement
  requirements:
  - - ">="
    - !ruby/object:Gem::Version
      version: 3.2.0
"""
MAVEN = """[INFO] The following dependencies in Dependencies have newer versions:
[INFO]   org.springframework.boot:spring-boot ...................... 0 -> 4.1.2
[INFO]
[INFO] BUILD SUCCESS
"""
COMPOSER = {
    "name": "laravel/framework",
    "versions": ["dev-master", "v14.0.0-beta.1", "v13.9.0", "v13.42.0", "13.x-dev"],
    "licenses": [{"name": "MIT License", "osi": "MIT"}],
}
NUGET = {
    "version": 2,
    "problems": [],
    "searchResult": [
        {
            "sourceName": "a source",
            "packages": [
                {"id": "Microsoft.AspNetCore.App.Ref", "version": version}
                for version in ("9.0.0", "10.0.11", "11.0.0-preview.1.26101.1")
            ],
        }
    ],
}


def answers(command: Sequence[str], folder: Path) -> str:
    """As the clients print (npm 11, pip 26, go 1.26, gem 3.6, Composer 2.8, Maven 3.8, .NET 10)."""
    if command[0] == "npm":
        said = {"version": "5.2.1", "license": "MIT", "time": {"5.2.1": "2026-06-01T10:00:00Z"}}
        return json.dumps(said)
    if command[0] == "go":
        # Go itself has no date, modules have
        return json.dumps({"Path": "go", "Version": "1.27.4", "Query": "latest"})
    if command[0] == "mvn":
        assert "<artifactId>spring-boot</artifactId>" in (folder / "pom.xml").read_text()
        return MAVEN
    said_by = {"gem": GEM, "composer": json.dumps(COMPOSER), "dotnet": json.dumps(NUGET)}
    return said_by.get(command[0], "fastapi (0.165.0)\nAvailable versions: 0.165.0, 0.164.0\n")


def values(found: Collection) -> dict[tuple[str, str], object]:
    return {(fact["framework"], fact["metric"]): fact["value"] for fact in found.facts}


def test_each_client_is_asked_in_its_own_way(tmp_path: Path) -> None:
    names = ("aspnetcore", "express", "fastapi", "go", "laravel", "rails", "spring-boot")
    found = collect(Context([find(name) for name in names], DAY, tmp_path), answers)
    assert found.missing == ()
    assert values(found) == {
        ("aspnetcore", "latest_version"): "10.0.11",
        ("express", "latest_version"): "5.2.1",
        ("express", "latest_version_date"): "2026-06-01",
        ("express", "licence"): "MIT",
        ("fastapi", "latest_version"): "0.165.0",
        ("go", "latest_version"): "1.27.4",
        ("laravel", "latest_version"): "13.42.0",
        ("laravel", "licence"): "MIT",
        ("rails", "latest_version"): "8.1.4",
        ("rails", "latest_version_date"): "2026-09-15",
        ("rails", "licence"): "MIT",
        ("spring-boot", "latest_version"): "4.1.2",
    }


def test_a_gem_whose_build_can_be_repeated_has_no_day(tmp_path: Path) -> None:
    def repeatable(command: Sequence[str], folder: Path) -> str:
        return answers(command, folder).replace("2026-09-15", "1980-01-02")

    found = collect(Context([find("rails")], DAY, tmp_path), repeatable)
    assert ("rails", "latest_version_date") not in values(found)


def test_pip_tells_the_newest_for_every_python(tmp_path: Path) -> None:
    def pip(command: Sequence[str], folder: Path) -> str:
        assert "--ignore-requires-python" in command
        return answers(command, folder)

    assert values(collect(Context([find("django")], DAY, tmp_path), pip))


def test_what_a_client_says_of_its_registry_is_passed_on(tmp_path: Path) -> None:
    problem = {"text": "Unable to load the service index.", "problemType": "Error"}
    said = json.dumps({"searchResult": [{"problems": [problem], "packages": []}]})
    with pytest.raises(SourceError, match="Unable to load the service index"):
        collect(Context([find("aspnetcore")], DAY, tmp_path), lambda *_: said)


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
