from collections.abc import Iterator
from pathlib import Path

import pytest

from bakeoff.services.run import Run


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of the test's own."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("BAKEOFF_CACHE", str(folder))
    return folder


@pytest.fixture
def run(cache: Path) -> Iterator[Run]:  # noqa: ARG001
    with Run() as one:
        yield one
