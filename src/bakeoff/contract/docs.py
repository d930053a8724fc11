"""Write docs/checks.md from the docstrings of the checks: `python -m bakeoff.contract.docs`."""

from bakeoff.contract.checks import CHECKS

_HEAD = """\
# The checks

What `bakeoff check` tries, in its order: the statement of [the contract](../contract/README.md)
that a check holds a service to, what it means when it fails, and what is usually the cause.
`bakeoff check --only queries.clamp` runs one of them, `--only queries` a group.

This page is made from the docstrings in `src/bakeoff/contract/checks/`:
`python -m bakeoff.contract.docs > docs/checks.md`.
"""
_COLUMNS = """
| check | statement | what it means when it fails | usual cause |
| --- | --- | --- | --- |
"""


def checks_page() -> str:
    """Return the page as Markdown."""
    rows = (
        f"| `{check.id}` | {_cell(check.title)} | {_cell(check.meaning)} | {_cell(check.cause)} |"
        for check in CHECKS
    )
    return _HEAD + _COLUMNS + "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(checks_page(), end="")
