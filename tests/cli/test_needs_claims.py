"""`bakeoff needs` and `bakeoff claims` as a reader meets them."""

import json

import pytest

from bakeoff.catalog.errors import UnknownNameError
from bakeoff.cli.claims import ClaimsFormat, claims
from bakeoff.cli.needs import NeedsFormat, needs


def test_the_matrix_has_a_mark_for_every_need(capsys: pytest.CaptureFixture[str]) -> None:
    needs()
    printed = capsys.readouterr().out
    assert "admin" in printed
    assert "? not looked up" in printed
    assert len([line for line in printed.splitlines() if "■" in line]) > 25


def test_one_need_is_shown_with_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    needs("admin", "django")
    printed = capsys.readouterr().out
    assert "built in" in printed
    assert "https://docs.djangoproject.com/en/6.1/ref/contrib/admin/" in printed


def test_a_wrong_name_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="did you mean 'admin'"):
        needs("admn")
    with pytest.raises(UnknownNameError, match="did you mean 'django'"):
        claims(framework="djnago")


def test_both_are_json_too(capsys: pytest.CaptureFixture[str]) -> None:
    needs(None, "go", NeedsFormat.json)
    assert len(json.loads(capsys.readouterr().out)["entries"]) == 32
    claims(form=ClaimsFormat.json)
    assert len(json.loads(capsys.readouterr().out)["verdicts"]) == 110


def test_the_count_comes_first(capsys: pytest.CaptureFixture[str]) -> None:
    claims("performance")
    assert capsys.readouterr().out.startswith("Of 10 claims: ")
