"""Which fact counts, where several files speak of the same thing."""

import json
from pathlib import Path

import pytest

from bakeoff.evidence.store import default_folders, load_evidence

DATA = Path(__file__).parent / "data"


def collect(folder: Path, name: str, date: str, value: object, **more: object) -> None:
    (folder / "collections").mkdir(parents=True, exist_ok=True)
    fact = {"framework": "django", "metric": "contributors_12m", "value": value, **more}
    content = {
        "schema": "bakeoff/collection/1",
        "source": name,
        "collected_on": date,
        "facts": [{**fact, "how": "repository"}],
    }
    (folder / "collections" / f"{name}.json").write_text(json.dumps(content))


def newest(*folders: Path) -> object:
    fact = load_evidence(folders).newest("django", "contributors_12m")
    return fact and fact.value


def test_the_newest_date_wins_whatever_the_files_are_called(tmp_path: Path) -> None:
    collect(tmp_path, "b", "2026-01-01", 10)
    collect(tmp_path, "a", "2026-06-01", 20)
    assert newest(tmp_path) == 20


def test_the_users_own_folder_wins_over_newer_shipped_evidence(tmp_path: Path) -> None:
    collect(tmp_path / "shipped", "a", "2026-06-01", 20)
    collect(tmp_path / "own", "a", "2026-01-01", 10)
    assert newest(tmp_path / "shipped", tmp_path / "own") == 10


def test_a_newer_unknown_leaves_the_last_known_fact_in_place(tmp_path: Path) -> None:
    collect(tmp_path, "a", "2026-01-01", 10)
    collect(tmp_path, "b", "2026-06-01", None, note="the source was down")
    evidence = load_evidence([tmp_path])
    fact = evidence.newest("django", "contributors_12m")
    assert fact is not None
    assert fact.value == 10
    assert evidence.why_unknown("django", "contributors_12m") == "the source was down"


def test_nothing_known_is_none_and_not_zero(tmp_path: Path) -> None:
    collect(tmp_path, "a", "2026-01-01", None, note="no history at hand")
    assert newest(tmp_path) is None


def test_a_void_campaign_is_kept_and_its_facts_are_not_used() -> None:
    evidence = load_evidence([DATA])
    void = next(c for c in evidence.campaigns if c.void)
    assert void.reasons == ("the yardstick was told from itself",)
    fact = evidence.newest("django", "cpu_ratio")
    assert fact is not None
    assert fact.value == 12.0


def test_a_mean_over_some_scenarios_is_not_used_but_each_scenario_is() -> None:
    evidence = load_evidence([DATA])
    overall = evidence.newest("django", "cpu_ratio")
    json_only = evidence.newest("django", "cpu_ratio.json")
    assert overall is not None
    assert json_only is not None
    assert overall.environment == "2026-11-20-first"
    assert json_only.source == "campaign 2026-11-22-json-only"


def test_the_yardstick_is_no_framework() -> None:
    assert load_evidence([DATA]).frameworks() == ("django", "fastapi", "go")


def test_a_family_is_all_scenarios_of_a_metric() -> None:
    ratios = load_evidence([DATA]).family("go", "cpu_ratio")
    assert [f.metric for f in ratios] == [
        "cpu_ratio.db",
        "cpu_ratio.fortunes",
        "cpu_ratio.queries",
        "cpu_ratio.updates",
    ]


def test_a_folder_without_evidence_is_no_error(tmp_path: Path) -> None:
    assert load_evidence([tmp_path, tmp_path / "missing"]).frameworks() == ()


def test_the_users_folder_is_read_last(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("BAKEOFF_CACHE", str(tmp_path))
    assert default_folders()[-1] == tmp_path
