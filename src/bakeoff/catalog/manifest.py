"""`framework.toml`: what a framework is, what it needs, and how its service is run."""

import re
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.folders import data_folder
from bakeoff.catalog.errors import ManifestError, UnknownNameError
from bakeoff.catalog.requirement import Requirement, parse_requirement
from bakeoff.catalog.tables import Table, command, commands, read_toml, text, texts

MANIFEST = "framework.toml"
YARDSTICK = "yardstick"
_ID = re.compile(r"[a-z][a-z0-9-]{0,31}")


@dataclass(frozen=True)
class Framework:
    """A framework and its service, as its folder describes them.

    Commands are argument lists, run in a build folder that holds a copy of `folder`.
    `migrate` is None where the contract's own schema is to be applied. `test` runs the service's
    own tests and linters, in a copy of its own; empty where it has none.
    """

    id: str
    name: str
    language: str
    orm: str
    homepage: str
    repository: str
    package: str
    requires: tuple[Requirement, ...]
    install: tuple[tuple[str, ...], ...]
    build: tuple[tuple[str, ...], ...]
    migrate: tuple[str, ...] | None
    start: tuple[str, ...]
    test: tuple[tuple[str, ...], ...]
    folder: Path


def load_framework(folder: Path) -> Framework:
    """Read the framework in `folder`.

    Raises:
        ManifestError: with file, key, what was found and what is wanted.
    """
    file = folder / MANIFEST
    whole = Table(file, "", read_toml(file))
    about, toolchain, run = (whole.table(k) for k in ("framework", "toolchain", "commands"))
    framework = Framework(
        id=about.take("id", "a short name such as 'fastapi' (a-z, 0-9, -)", _identifier),
        name=about.take("name", "the framework's name", text),
        language=about.take("language", "its language", text),
        orm=about.take("orm", "the ORM that the service uses", text),
        homepage=about.take("homepage", "the address of its home page", text),
        repository=about.take("repository", "OWNER/NAME of its repository", text),
        package=about.take("package", "REGISTRY:NAME, such as 'pypi:fastapi'", _package),
        requires=_requirements(toolchain),
        install=run.take("install", "a list of commands, each a list of strings", commands),
        build=run.take("build", "a list of commands, each a list of strings", commands),
        migrate=run.optional("migrate", "one command: a list of strings", command),
        start=run.take("start", "one command: a list of strings", command),
        test=run.optional("test", "a list of commands, each a list of strings", commands) or (),
        folder=folder.resolve(),
    )
    for table in (about, toolchain, run, whole):
        table.close()
    return framework


def shipped() -> tuple[Framework, ...]:
    """Return the frameworks that come with bakeoff, in the order of their ids."""
    folders = sorted(p.parent for p in data_folder("frameworks").glob(f"*/{MANIFEST}"))
    return tuple(_shipped(folder) for folder in folders)


def yardstick() -> Framework:
    """Return the yardstick, the unit of cost."""
    return load_framework(data_folder(YARDSTICK))


def find(name: str) -> Framework:
    """Return the framework that `name` means: an id of ours, or the path of a folder.

    Raises:
        UnknownNameError: neither; names the nearest id.
        ManifestError: its `framework.toml` is wrong.
    """
    if name == YARDSTICK:
        return yardstick()
    ours = data_folder("frameworks") / name
    if _ID.fullmatch(name) and (ours / MANIFEST).is_file():
        return _shipped(ours)
    folder = Path(name).expanduser()
    if folder.name == MANIFEST and folder.is_file():
        folder = folder.parent
    if folder.is_dir():
        return load_framework(folder)
    known = sorted(p.parent.name for p in data_folder("frameworks").glob(f"*/{MANIFEST}"))
    raise UnknownNameError(
        "framework", name, [*known, YARDSTICK], f"the path of a folder with a {MANIFEST}"
    )


def _shipped(folder: Path) -> Framework:
    framework = load_framework(folder)
    if framework.id != folder.name:
        raise ManifestError.at(
            folder / MANIFEST, "framework.id", framework.id, f"the folder's name {folder.name!r}"
        )
    return framework


def _identifier(value: object) -> str | None:
    return value if isinstance(value, str) and _ID.fullmatch(value) else None


def _package(value: object) -> str | None:
    known = text(value)
    return known if known and re.fullmatch(r"[a-z]+:\S+", known) else None


def _requirements(toolchain: Table) -> tuple[Requirement, ...]:
    wanted = "a list such as ['python>=3.12', 'uv']"
    specs = toolchain.take("requires", wanted, texts)
    result = []
    for spec in specs:
        requirement = parse_requirement(spec)
        if requirement is None:
            raise ManifestError.at(toolchain.file, toolchain.key("requires"), spec, wanted)
        result.append(requirement)
    return tuple(result)
