"""What makes a fact, and how a wrong one is refused."""

from typing import Any

import pytest

from bakeoff.evidence.errors import EvidenceError
from bakeoff.evidence.fact import read_fact

GOOD: dict[str, Any] = {
    "framework": "django",
    "metric": "cpu_ratio.json",
    "value": 9.5,
    "interval": [9.1, 9.9],
    "source": "campaign c",
    "how": "measured",
    "date": "2026-11-20T10:00:00Z",
}


def read(**changes: object) -> Any:
    entry = {k: v for k, v in {**GOOD, **changes}.items() if v != "REMOVED"}
    return read_fact(entry, "f.json: facts[3]", "campaigns/f.json", {})


def test_a_fact_takes_its_unit_from_the_metric_and_its_day_from_the_moment() -> None:
    fact = read()
    assert (fact.unit, fact.date, fact.number) == ("ratio", "2026-11-20", 9.5)


def test_null_is_unknown_and_never_zero() -> None:
    fact = read(value=None, interval=None, note="its service did not start")
    assert fact.value is None
    assert fact.number is None


def test_a_flag_is_no_number() -> None:
    assert read(metric="lts_supported", value=True, interval=None).number is None


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"metric": "cpu_ration"}, "did you mean 'cpu_ratio'?"),
        ({"metric": "cpu_ratio."}, "'cpu_ratio.': not known"),
        ({"vlaue": 1}, "'vlaue': not known; did you mean 'value'?"),
        ({"unit": "ms"}, "unit: found 'ms', wanted 'ratio', the unit of cpu_ratio.json"),
        ({"value": "REMOVED"}, "value: found nothing, wanted a value, or null"),
        ({"value": "9.5"}, "value: found '9.5', wanted a finite number"),
        ({"value": True}, "value: found True, wanted a finite number"),
        ({"value": float("nan")}, "value: found nan"),
        ({"value": None, "interval": None}, "note: found nothing, wanted the reason"),
        ({"interval": [9.9, 9.1]}, "interval: found [9.9, 9.1], wanted [low, high]"),
        ({"interval": [9.1]}, "interval: found [9.1]"),
        ({"value": None, "note": "why"}, "interval: found [9.1, 9.9]"),
        ({"how": "guessed"}, "how: found 'guessed', wanted one of measured"),
        ({"date": "23 November"}, "date: found '23 November', wanted a date"),
        ({"source": ""}, "source: found '', wanted a text"),
        ({"framework": 3}, "framework: found 3, wanted a text"),
        ({"metric": "support_ends", "value": "soon", "interval": None}, "value: found 'soon'"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_entry(
    changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(EvidenceError) as caught:
        read(**changes)
    assert str(caught.value).startswith("f.json: facts[3]: ")
    assert sentence in str(caught.value)


def test_an_entry_that_is_no_object_is_refused() -> None:
    with pytest.raises(EvidenceError, match="wanted an object"):
        read_fact(["django"], "f.json: facts[0]", "f.json", {})
