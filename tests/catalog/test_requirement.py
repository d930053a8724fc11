import pytest

from bakeoff.catalog.requirement import parse_requirement, parse_version


@pytest.mark.parametrize(
    ("spec", "version", "allowed"),
    [
        ("go>=1.26", "1.26", True),
        ("go>=1.26", "1.26.8", True),
        ("go>=1.26", "1.9.3", False),
        ("python>=3.12", "3.13.0", True),
        ("uv", "0.1", True),
    ],
)
def test_versions_compare_as_numbers(spec: str, version: str, allowed: bool) -> None:
    requirement = parse_requirement(spec)
    assert requirement is not None
    assert requirement.allows(parse_version(version)) is allowed


@pytest.mark.parametrize("spec", ["", "go>1.2", "go>=", "Go>=1", "go >= 1.x"])
def test_what_is_no_requirement_is_refused(spec: str) -> None:
    assert parse_requirement(spec) is None
