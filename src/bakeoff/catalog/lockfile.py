"""The version of a framework that its folder locks, read from its ecosystem's own files."""

import json
import re
import tomllib
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any


def locked_version(package: str, folder: Path) -> str | None:
    """Return the version of `package` (`REGISTRY:NAME`) that the files of `folder` lock.

    None where no file locks it: an unknown version is not an error. Files are looked for
    in the folder itself; unreadable ones count as missing.
    """
    registry, _, name = package.partition(":")
    reader = _READERS.get(registry)
    if reader is None or not name:
        return None
    try:
        return reader(name, folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, ElementTree.ParseError):
        return None


def _pypi(name: str, folder: Path) -> str | None:
    """Read `name==version`, extras or not, from requirements*.txt, or from uv.lock."""
    wanted = _pypi_name(name)
    for file in sorted(folder.glob("requirements*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            match = re.match(r"([\w.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", line)
            if match and _pypi_name(match[1]) == wanted:
                return match[2]
    packages = tomllib.loads(_text(folder / "uv.lock")).get("package", [])
    return next((p["version"] for p in packages if _pypi_name(p["name"]) == wanted), None)


def _pypi_name(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()  # PEP 503


def _npm(name: str, folder: Path) -> str | None:
    """Read package-lock.json, form 2 or 3."""
    packages = _json(folder / "package-lock.json").get("packages", {})
    found = packages.get(f"node_modules/{name}", {}).get("version")
    return found if isinstance(found, str) else None


def _go(name: str, folder: Path) -> str | None:
    """Read go.mod; `std` is the toolchain, or the language version where none is named."""
    content = re.sub(r"//.*", "", _text(folder / "go.mod"))
    if name == "std":
        chain = re.search(r"^\s*toolchain\s+go(\S+)", content, re.M)
        version = chain or re.search(r"^\s*go\s+(\S+)", content, re.M)
    else:
        version = re.search(rf"^\s*(?:require\s+)?{re.escape(name)}\s+v(\S+)", content, re.M)
    return version[1] if version else None


def _gem(name: str, folder: Path) -> str | None:
    """Read the specs of Gemfile.lock; dependencies of a spec are indented further."""
    match = re.search(
        rf"^ {{4}}{re.escape(name)} \(([^)\s-]+)[^)]*\)", _text(folder / "Gemfile.lock"), re.M
    )
    return match[1] if match else None


def _maven(name: str, folder: Path) -> str | None:
    """Read pom.xml: the parent, a dependency or a plugin `group:artifact`, properties resolved.

    What comes without a version has that of a parent of its group: projects release as one.
    """
    group, _, artifact = name.rpartition(":")
    root = ElementTree.fromstring(_text(folder / "pom.xml"))  # noqa: S314 - a file of ours
    properties = {
        _tag(entry): entry.text or "" for part in _children(root, "properties") for entry in part
    }
    for element in root.iter():
        if _tag(element) not in ("parent", "dependency", "plugin"):
            continue
        known = {_tag(child): (child.text or "").strip() for child in element}
        fits = known.get("artifactId") == artifact and (not group or known.get("groupId") == group)
        if fits and known.get("version"):
            return _resolve(known["version"], properties)
    parent = {_tag(child): child.text for part in _children(root, "parent") for child in part}
    return parent.get("version") if group and parent.get("groupId") == group else None


def _resolve(version: str, properties: dict[str, str]) -> str | None:
    match = re.fullmatch(r"\$\{(.+)\}", version)
    return properties.get(match[1]) if match else version


def _composer(name: str, folder: Path) -> str | None:
    """Read composer.lock; without one an exact version in composer.json."""
    lock = folder / "composer.lock"
    if lock.is_file():
        content = _json(lock)
        packages = [*content.get("packages", []), *content.get("packages-dev", [])]
        found = next((p["version"] for p in packages if p["name"] == name), None)
        return found.removeprefix("v") if found else None
    wanted = _json(folder / "composer.json").get("require", {}).get(name, "")
    return wanted.removeprefix("v") if re.fullmatch(r"v?\d+(\.\d+)+", wanted) else None


def _nuget(name: str, folder: Path) -> str | None:
    """Read packages.lock.json, Directory.Packages.props or a .csproj, below the folder too."""
    for file in _below(folder, "packages.lock.json"):
        for framework in _json(file).get("dependencies", {}).values():
            for package, entry in framework.items():
                if package.lower() == name.lower() and entry.get("resolved"):
                    return str(entry["resolved"])
    for pattern in ("Directory.Packages.props", "*.csproj"):
        for file in _below(folder, pattern):
            root = ElementTree.fromstring(_text(file))  # noqa: S314 - a file of ours
            for element in root.iter():
                include = element.get("Include", element.get("Update", ""))
                version = element.get("Version")
                if include.lower() == name.lower() and version:
                    return version
    return None


def _below(folder: Path, pattern: str) -> Iterator[Path]:
    built = {"bin", "obj", "node_modules"}
    yield from sorted(f for f in folder.rglob(pattern) if not built & set(f.parts))


def _children(root: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    yield from (child for child in root if _tag(child) == tag)


def _tag(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8-sig")


def _json(file: Path) -> dict[str, Any]:
    content = json.loads(_text(file))
    return content if isinstance(content, dict) else {}


_READERS: dict[str, Callable[[str, Path], str | None]] = {
    "pypi": _pypi,
    "npm": _npm,
    "go": _go,
    "gem": _gem,
    "maven": _maven,
    "packagist": _composer,
    "nuget": _nuget,
}
