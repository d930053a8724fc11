"""How the values of options are read."""

import pytest

from bakeoff.cli.options import OptionError, seconds


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("90", 90),
        (" 90 ", 90),
        ("90s", 90),
        ("1.5 m", 90),
        ("1h30m", 5400),
        ("13m20s", 800),
        ("2h 5s", 7205),
    ],
)
def test_a_time_is_read_with_its_units(text: str, expected: float) -> None:
    assert seconds("--budget", text) == expected


@pytest.mark.parametrize("text", ["", "0", "m", "10x", "-5m", "1h30", "ten minutes", "5m!"])
def test_what_is_no_time_is_named(text: str) -> None:
    with pytest.raises(OptionError, match="wanted a time such as 90s"):
        seconds("--budget", text)
