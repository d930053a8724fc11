"""Collections and campaigns: what is read, what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.files import read_campaign, read_collection

FACT = {"framework": "go", "metric": "cpu_ratio", "value": 1.5}
CAMPAIGN: dict[str, Any] = {
    "schema": "bakeoff/campaign/1",
    "id": "c1",
    "started": "2026-11-20T10:00:00Z",
    "finished": "2026-11-20T10:10:00Z",
    "environment": {"cpu": "x"},
    "settings": {},
    "verdict": {"void": False, "reasons": []},
    "facts": [FACT],
    "blocks": [],
}
COLLECTION: dict[str, Any] = {
    "schema": "bakeoff/collection/1",
    "source": "somewhere",
    "licence": "MIT",
    "collected_on": "2026-11-01",
    "facts": [{"framework": "go", "metric": "licence", "value": "BSD-3-Clause", "how": "code"}],
}


def write(folder: Path, content: object) -> Path:
    file = folder / "file.json"
    file.write_text(json.dumps(content))
    return file


def test_facts_take_what_the_collection_states_once(tmp_path: Path) -> None:
    (fact,) = read_collection(write(tmp_path, COLLECTION))
    assert (fact.source, fact.licence, fact.date) == ("somewhere", "MIT", "2026-11-01")
    assert fact.file == f"{tmp_path.name}/file.json"


def test_a_campaigns_facts_are_measured_on_its_machine_on_its_day(tmp_path: Path) -> None:
    campaign = read_campaign(write(tmp_path, CAMPAIGN))
    (fact,) = campaign.facts
    assert (fact.how, fact.environment, fact.date) == ("measured", "c1", "2026-11-20")
    assert not campaign.void


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"schema": "bakeoff/campaign/2"}, "schema: found 'bakeoff/campaign/2', wanted"),
        ({"verdict": {}}, "verdict.void: found nothing, wanted true or false"),
        ({"blocks": None}, "blocks: found nothing, wanted a list"),
        ({"facts": {}}, "facts: found {}, wanted a list of facts"),
        ({"finished": "late"}, "finished: found 'late', wanted a date"),
        ({"environment": "my machine"}, "environment: found 'my machine', wanted an object"),
        ({"facts": [FACT, {**FACT, "value": "x"}]}, "facts[1]: value: found 'x'"),
    ],
)
def test_a_wrong_campaign_names_file_and_field(
    tmp_path: Path, changes: dict[str, object], sentence: str
) -> None:
    file = write(tmp_path, {**CAMPAIGN, **changes})
    with pytest.raises(EvidenceError) as caught:
        read_campaign(file)
    assert str(caught.value).startswith(str(file))
    assert sentence in str(caught.value)


def test_a_collection_that_is_no_json_is_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / "half.json"
    file.write_text('{"schema": "bakeoff/coll')
    with pytest.raises(EvidenceError, match="not JSON"):
        read_collection(file)


def test_a_collection_without_a_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError, match="source: found nothing"):
        read_collection(write(tmp_path, {**COLLECTION, "source": None}))
