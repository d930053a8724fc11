"""Which single requirement keeps a framework out that would otherwise be in, or first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bakeoff.choose.constraints import Screened


@dataclass(frozen=True)
class Relaxation:
    """Without `constraint`, `lets_in` would be in; `first` of them would win, if any."""

    constraint: str
    lets_in: tuple[str, ...]
    first: str | None
    text: str


def relaxations(
    screened: Sequence[Screened], names: dict[str, str], utilities: dict[str, float], best: float
) -> tuple[Relaxation, ...]:
    """Return what each requirement alone keeps out.

    `utilities` are those of all frameworks, `best` that of the first that is left (below 0
    where none is). The requirement whose relaxing lets the best one in comes first.
    """
    by_framework: dict[str, set[str]] = {}
    for entry in screened:
        by_framework.setdefault(entry.framework, set()).add(entry.constraint)
    found = []
    for constraint in dict.fromkeys(entry.constraint for entry in screened):
        alone = [f for f, keys in by_framework.items() if keys == {constraint}]
        if not alone:
            continue
        alone.sort(key=lambda f: -utilities[f])
        first = alone[0] if utilities[alone[0]] > best else None
        who = ", ".join(names[f] for f in alone)
        text = f"Without `{constraint}`, {who} would be in"
        if first:
            text += f", and {names[first]} would be first"
        found.append((utilities[alone[0]], Relaxation(constraint, tuple(alone), first, text)))
    found.sort(key=lambda item: -item[0])
    return tuple(relaxation for _, relaxation in found)
