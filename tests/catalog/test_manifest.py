"""Each fault of a framework.toml is an error that names file, key, found and wanted."""

from pathlib import Path

import pytest

from bakeoff.catalog.errors import ManifestError, UnknownNameError
from bakeoff.catalog.manifest import find, load_framework, shipped, yardstick

GOOD = """
[framework]
id = "tiny"
name = "Tiny"
language = "Python"
orm = "none"
homepage = "https://example.org"
repository = "example/tiny"
package = "pypi:tiny"

[toolchain]
requires = ["python>=3.12", "uv"]

[commands]
install = [["uv", "venv"]]
build = []
start = ["python", "app.py"]
"""


def folder_with(tmp_path: Path, manifest: str) -> Path:
    (tmp_path / "framework.toml").write_text(manifest)
    return tmp_path


def test_a_manifest_is_read_whole(tmp_path: Path) -> None:
    framework = load_framework(folder_with(tmp_path, GOOD))
    assert framework.name == "Tiny"
    assert framework.install == (("uv", "venv"),)
    assert framework.migrate is None
    assert [str(r) for r in framework.requires] == ["python>=3.12", "uv"]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id = "tiny"', 'id = "Tiny One"', "framework.id: found 'Tiny One', wanted a short name"),
        ('name = "Tiny"', "", "framework.name: found nothing, wanted the framework's name"),
        ('"python>=3.12"', '"python>3"', "toolchain.requires: found 'python>3', wanted a list"),
        ('start = ["python", "app.py"]', 'start = "python app.py"', "commands.start: found 'pyth"),
        ("build = []", "bulid = []", "commands.build: found nothing"),
        ("build = []", 'build = []\nstrat = ["x"]', "strat: unknown key; did you mean 'start'?"),
        ('package = "pypi:tiny"', 'package = "tiny"', "framework.package: found 'tiny'"),
        ("[toolchain]", "[toolchain", "not TOML"),
        ("[commands]", "[command]", "[commands]: found nothing, wanted a table"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    folder = folder_with(tmp_path, GOOD.replace(old, new))
    with pytest.raises(ManifestError) as caught:
        load_framework(folder)
    assert sentence in str(caught.value)
    assert str(folder / "framework.toml") in str(caught.value)


def test_a_folder_without_manifest_says_so(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="no such file"):
        find(str(tmp_path))


def test_an_unknown_name_brings_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'yardstick'"):
        find("yardstik")


def test_what_is_shipped_is_valid_and_well_named() -> None:
    assert yardstick().migrate is None
    for framework in shipped():
        assert framework.id == framework.folder.name
