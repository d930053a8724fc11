"""What an aspect is, and the cell that it makes of a framework's facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bakeoff.aspects.rating import Threshold
from bakeoff.aspects.scale import Scale
from bakeoff.evidence.fact import Fact, age_in_days
from bakeoff.evidence.metrics import find_metric
from bakeoff.evidence.store import Evidence


@dataclass(frozen=True)
class Detail:
    """One line beside the headline: what, how much, and the facts that say so."""

    label: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Reading:
    """What an aspect reads from the facts of one framework.

    `value` (with `interval`) is the number that the aspect's scale takes; None where it is
    not known. `unknown` then says why and `would_tell` what would change that. A reading
    may have a headline and yet no value (words from documentation without a measurement).
    """

    headline: str
    rating: str | None = None
    value: float | None = None
    interval: tuple[float, float] | None = None
    facts: tuple[Fact, ...] = ()
    details: tuple[Detail, ...] = ()
    unknown: str | None = None
    would_tell: str | None = None


@dataclass(frozen=True)
class Aspect:
    """A row of the table, with all that a reader needs to agree or not.

    `metrics` are the facts used, `formula` and `thresholds` how they become value and
    word, `shelf_life` the days after which a fact is called stale, `does_not_tell` what
    nobody should conclude from it. `unit` is that of a cell's value. `read` is the code.
    """

    id: str
    title: str
    question: str
    metrics: tuple[str, ...]
    formula: str
    unit: str
    thresholds: tuple[Threshold, ...]
    scale: Scale | None
    shelf_life: int
    does_not_tell: str
    read: Callable[[str, Evidence, date], Reading]


@dataclass(frozen=True)
class Cell:
    """What the table shows where a framework's column meets an aspect's row.

    `date` is that of the oldest fact behind the headline that can change at all, `age` its
    days, `stale` whether that is more than the aspect's shelf life.
    """

    aspect: str
    framework: str
    headline: str
    rating: str | None
    value: float | None
    unit: str
    interval: tuple[float, float] | None
    facts: tuple[Fact, ...]
    details: tuple[Detail, ...]
    unknown: str | None
    would_tell: str | None
    date: str | None
    age: int | None
    stale: bool

    @property
    def all_facts(self) -> tuple[Fact, ...]:
        """The facts behind the headline, then those behind the details, each once."""
        every = [*self.facts, *(fact for detail in self.details for fact in detail.facts)]
        return tuple(dict.fromkeys(every))


def make_cell(aspect: Aspect, framework: str, evidence: Evidence, today: date) -> Cell:
    """Read `aspect` for `framework` from the evidence, as of `today`."""
    reading = aspect.read(framework, evidence, today)
    oldest = min((fact.day for fact in reading.facts if _ages(fact)), default=None)
    age = None if oldest is None else age_in_days(oldest, today)
    return Cell(
        aspect=aspect.id,
        framework=framework,
        headline=reading.headline,
        rating=reading.rating,
        value=reading.value,
        unit=aspect.unit,
        interval=reading.interval,
        facts=reading.facts,
        details=reading.details,
        unknown=reading.unknown,
        would_tell=reading.would_tell,
        date=None if oldest is None else oldest.isoformat(),
        age=age,
        stale=age is not None and age > aspect.shelf_life,
    )


def _ages(fact: Fact) -> bool:
    metric = find_metric(fact.metric)
    return metric is None or not metric.timeless
