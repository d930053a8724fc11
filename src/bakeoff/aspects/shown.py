"""How numbers are written in cells, and the lines that several aspects share."""

from bakeoff.aspects.aspect import Detail
from bakeoff.evidence.fact import Fact
from bakeoff.evidence.store import Evidence

UNKNOWN = "unknown"


def digits(number: float) -> str:
    """Write a number with three digits that count, without an exponent: 6.21, 0.084, 1,230."""
    if number == 0:
        return "0"
    size = abs(number)
    if size >= 100:
        return f"{number:,.0f}"
    if size >= 10:
        return f"{number:.1f}"
    if size >= 1:
        return f"{number:.2f}"
    return f"{number:.3g}"


def interval_text(interval: tuple[float, float] | None) -> str:
    """Write an interval as ` [5.90, 6.50]`, nothing where there is none."""
    return "" if interval is None else f" [{digits(interval[0])}, {digits(interval[1])}]"


def ratio_text(fact: Fact) -> str:
    """Write a ratio with its interval: `6.21x [5.90, 6.50]`."""
    return f"{digits(fact.number or 0.0)}x{interval_text(fact.interval)}"


def in_unit(number: float, unit: str) -> str:
    """Write a cell's number in its unit: 13.2 %, 1.62x, 2,719 tokens."""
    if unit == "share":
        return percent(number)
    return f"{digits(number)}x" if unit == "ratio" else f"{digits(number)} {unit}".strip()


def percent(share: float) -> str:
    """Write a share as per cent: 13.2 %."""
    return f"{100 * share:.1f} %"


def quantity(fact: Fact) -> str:
    """Write a fact's value in its unit, as people read it."""
    number = fact.number
    if isinstance(fact.value, bool):
        return "yes" if fact.value else "no"
    if number is None:
        return UNKNOWN if fact.value is None else str(fact.value)
    if fact.unit == "B":
        return f"{digits(number / 1e6)} MB{_scaled(fact, 1e-6)}"
    if fact.unit == "share":
        interval = fact.interval
        ends = f" [{percent(interval[0])}, {percent(interval[1])}]" if interval else ""
        return percent(number) + ends
    if fact.unit == "ratio":
        return ratio_text(fact)
    if fact.unit == "s" and number < 0.01:
        return f"{digits(number * 1e6)} us{_scaled(fact, 1e6)}"
    plain = f"{number:,.0f}" if float(number).is_integer() else digits(number)
    return f"{plain} {fact.unit}".strip() + interval_text(fact.interval)


def details(evidence: Evidence, framework: str, *wanted: tuple[str, str]) -> tuple[Detail, ...]:
    """Return a line for each `(metric, label)` that is known."""
    found = ((label, evidence.newest(framework, metric)) for metric, label in wanted)
    return tuple(Detail(label, quantity(fact), (fact,)) for label, fact in found if fact)


def _scaled(fact: Fact, factor: float) -> str:
    if fact.interval is None:
        return ""
    return interval_text((fact.interval[0] * factor, fact.interval[1] * factor))
