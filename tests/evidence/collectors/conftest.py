"""Sources that answer as they are documented, without a network."""

import datetime
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx
import pytest

from bakeoff.catalog.manifest import find
from bakeoff.evidence.collectors.collector import Collection, Context

DAY = datetime.date(2026, 11, 26)
RECORDED = Path(__file__).parent / "recorded"


class Source(httpx.MockTransport):
    """Answers each address (path and query, or path alone) as told; 404 to all others.

    An answer is a body for JSON, or a whole response; `asked` are the requests it had.
    """

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__(self._answer)
        self.answers = dict(answers)
        self.asked: list[httpx.Request] = []

    def _answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        whole = request.url.raw_path.decode()
        found = self.answers.get(whole, self.answers.get(whole.partition("?")[0]))
        if callable(found):
            found = found(request)
        if found is None:
            return httpx.Response(404, json={"message": "Not Found"})
        return found if isinstance(found, httpx.Response) else httpx.Response(200, json=found)


@pytest.fixture
def source() -> type[Source]:
    return Source


@pytest.fixture
def recorded() -> Callable[[str], Any]:
    return lambda name: json.loads((RECORDED / name).read_text(encoding="utf-8"))


@pytest.fixture
def context(tmp_path: Path) -> Callable[..., Context]:
    return lambda *names: Context([find(name) for name in names], DAY, tmp_path)


@pytest.fixture
def values() -> Callable[[Collection], dict[tuple[str, str], Any]]:
    return lambda found: {(f["framework"], f["metric"]): f["value"] for f in found.facts}
