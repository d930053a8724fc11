"""`table` and `show` must answer at once: nothing heavy is imported on their way."""

import subprocess
import sys

import pytest

HEAVY = ("numpy", "httpx", "rich", "psycopg", "scipy")


@pytest.mark.parametrize(
    "code",
    [
        "import bakeoff.cli.table, bakeoff.cli.show, bakeoff.cli.pick",
        "from bakeoff.cli.table import print_table; print_table()",
        "from bakeoff.cli.show import show; show('maturity/django')",
    ],
)
def test_nothing_heavy_is_imported(code: str) -> None:
    program = f"{code}\nimport sys\nsys.stderr.write(' '.join(sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert not set(HEAVY) & set(ran.stderr.split())
