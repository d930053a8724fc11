"""Writes docs/aspects.md: `python -m bakeoff.aspects.document > docs/aspects.md`."""

import sys
from collections.abc import Iterator

from bakeoff.aspects.aspect import Aspect
from bakeoff.aspects.registry import ASPECTS

HEAD = """# The eleven aspects

Made from the code by `python -m bakeoff.aspects.document > docs/aspects.md`; a test keeps it so.

Each aspect turns facts (docs/evidence.md) into a cell. Its rating word comes from thresholds on
anchors that do not depend on who else is in the table; its value between 0 and 1, for the answer
(docs/choose.md), from a scale between an unacceptable and an excellent anchor. Where an interval
reaches over a threshold the cell has both words. A fact older than the shelf life makes its cell
stale. What is not known is unknown, never zero."""


def document() -> str:
    """Return the page."""
    parts = [HEAD, *("\n".join(_section(aspect)) for aspect in ASPECTS)]
    return "\n\n".join(parts) + "\n"


def _section(aspect: Aspect) -> Iterator[str]:
    yield f"## {aspect.title}"
    yield f"*{aspect.question}*"
    yield ""
    if aspect.metrics:
        yield f"- **Facts**: {', '.join(f'`{metric}`' for metric in aspect.metrics)}."
    yield f"- **Formula**: {aspect.formula}."
    if aspect.scale:
        scale = aspect.scale
        how = "on the logarithm" if scale.logarithmic else "linear"
        yield (
            f"- **Scale**: {scale.unacceptable:g} is unacceptable (0), {scale.excellent:g} "
            f"excellent (1), {how} between; {scale.reason}."
        )
    yield f"- **Shelf life**: {aspect.shelf_life} days."
    yield f"- **Does not tell**: {aspect.does_not_tell}"
    if aspect.thresholds:
        yield ""
        yield "| word | bound | because |"
        yield "|---|---|---|"
    for threshold in aspect.thresholds:
        bound = "" if threshold.bound is None else f"{threshold.bound:g}"
        yield f"| {threshold.word} | {bound} | {threshold.reason} |"


if __name__ == "__main__":
    sys.stdout.write(document())
