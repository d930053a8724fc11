"""Reads the services' code, and the smallest programs': how much there is of it.

The rules are in docs/learning.md.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bakeoff.base.folders import data_folder
from bakeoff.catalog.manifest import Framework
from bakeoff.evidence.collectors.collector import Collection, Collector, Context, Fact

CODE = {
    *(".py", ".js", ".ts", ".rb", ".ru", ".php", ".java", ".cs", ".go"),
    *(".html", ".erb", ".eta", ".mustache", ".razor"),
}
CONFIGURATION = {
    *(".toml", ".json", ".yml", ".yaml", ".xml", ".ini", ".properties", ".conf"),
    *(".csproj", ".props", ".slnx", ".mod", ".in"),
}
# programs without a suffix, by their first line
PROGRAMS = {"python": ".py", "node": ".js", "ruby": ".rb", "php": ".php"}
NAMED_CONFIGURATION = {"Gemfile"}
LOCKED = {"package-lock.json", "packages.lock.json", "composer.lock", "Gemfile.lock"}
# folders and files of routes on the bare driver, which are only there to be measured
DRIVER = "driver"
# tests are no part of the service; migrations are made by a tool from the models
LEFT_OUT = {
    DRIVER,
    *("test", "tests", "migrations", "migration", "migrate", "drizzle", "versions"),
    *("alembic", "node_modules", "dist", "vendor", "obj", "out", "target", "storage", "cache"),
    *(".venv", "__pycache__", ".git"),
}
OURS = {"framework.toml"}


@dataclass(frozen=True)
class Amount:
    """How much code there is: tokens, distinct names, lines that hold any, files."""

    tokens: int
    names: frozenset[str]
    lines: int
    files: int


def read_code(folder: Path) -> Amount:
    """Count the code of a service's folder."""
    tokens = lines = files = 0
    names: set[str] = set()
    for file in _files(folder):
        if _is_code(file):
            found = count(f"{file.stem}{_suffix(file)}", file.read_text(encoding="utf-8-sig"))
            tokens, lines, files = tokens + found.tokens, lines + found.lines, files + 1
            names |= found.names
    return Amount(tokens, frozenset(names), lines, files)


def count(name: str, text: str) -> Amount:
    """Count one file's code: no comments, no white space; a string is one token."""
    from pygments.lexers import get_lexer_by_name, get_lexer_for_filename
    from pygments.token import Comment, Name, String, is_token_subtype
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_for_filename(name)
    except ClassNotFound:
        lexer = get_lexer_by_name("html")
    tokens, in_string = 0, False
    names: set[str] = set()
    held: set[int] = set()
    line = 0
    for kind, value in lexer.get_tokens(text):
        is_string = is_token_subtype(kind, String)
        comment = is_token_subtype(kind, Comment) or is_token_subtype(kind, String.Doc)
        if value.strip() and not comment:
            tokens += not (in_string and is_string)
            held.update(range(line, line + value.rstrip("\n").count("\n") + 1))
            if is_token_subtype(kind, Name):
                names.add(value.strip())
        in_string = is_string and not comment
        line += value.count("\n")
    return Amount(tokens, frozenset(names), len(held), 1)


def configuration_lines(folder: Path) -> int:
    """Count the lines of configuration that are not empty."""
    return sum(
        bool(line.strip())
        for file in _files(folder)
        if _is_configuration(file)
        for line in file.read_text(encoding="utf-8-sig").splitlines()
    )


def commands(framework: Framework) -> int:
    """Count the commands from an empty folder of dependencies to the first answer."""
    return len(framework.install) + len(framework.build) + bool(framework.migrate) + 1


def smallest_folder(framework: Framework) -> Path:
    """Return the folder of the smallest program of `framework` that answers."""
    return data_folder("smallest") / framework.id


def collect(context: Context) -> Collection:
    """Count the code of every framework's service and of its smallest program."""
    facts: list[Fact] = []
    missing = []
    for framework in context.frameworks:
        facts += _of_service(framework)
        if smallest_folder(framework).is_dir():
            facts += _of_smallest(framework)
        else:
            missing.append(f"{framework.name}: no folder smallest/{framework.id}")
    return Collection(
        "the services of this repository, frameworks/, and its smallest programs, smallest/",
        "MIT",
        tuple(facts),
        tuple(missing),
    )


def _of_service(framework: Framework) -> Iterator[Fact]:
    amount = read_code(framework.folder)
    found = {
        "code_tokens": amount.tokens,
        "code_names": len(amount.names),
        "code_files": amount.files,
        "code_lines": amount.lines,
        "config_lines": configuration_lines(framework.folder),
        "commands_to_first_answer": commands(framework),
    }
    return _facts(framework, "frameworks", framework.folder, found)


def _of_smallest(framework: Framework) -> Iterator[Fact]:
    folder = smallest_folder(framework)
    amount = read_code(folder)
    found = {
        "smallest_tokens": amount.tokens,
        "smallest_lines": amount.lines,
        "smallest_files": amount.files,
        "smallest_config_lines": configuration_lines(folder),
    }
    return _facts(framework, "smallest", folder, found)


def _facts(framework: Framework, of: str, folder: Path, found: Mapping[str, int]) -> Iterator[Fact]:
    source = f"{of}/{framework.id}, content {_content(folder)}"
    for metric, value in found.items():
        yield {
            "framework": framework.id,
            "metric": metric,
            "value": value,
            "how": "code",
            "source": source,
            "command": "bakeoff collect code",
        }


def _files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        if entry.is_dir():
            if entry.name.lower() not in LEFT_OUT and not entry.name.startswith("."):
                yield from _files(entry)
        elif entry.name not in OURS | LOCKED and entry.stem != DRIVER and entry.name[0] != ".":
            yield entry


def _is_configuration(file: Path) -> bool:
    if file.suffix in CONFIGURATION or file.name in NAMED_CONFIGURATION:
        return True
    return ".config." in file.name  # eslint.config.js and its like


def _is_code(file: Path) -> bool:
    is_test = "test" in file.stem.lower().replace("-", "_").split("_")
    return _suffix(file) in CODE and not is_test and not _is_configuration(file)


def _suffix(file: Path) -> str:
    """Return the suffix; of a program without one what its first line says it is."""
    if file.suffix:
        return file.suffix
    first = file.read_text(encoding="utf-8-sig", errors="replace").split("\n", 1)[0]
    return next((suffix for start, suffix in PROGRAMS.items() if start in first), "")


def _content(folder: Path) -> str:
    digest = hashlib.sha256()
    for file in _files(folder):
        digest.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


COLLECTOR = Collector("code", "how much code the services take", collect)
