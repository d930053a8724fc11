"""SVG from numbers: small dots with intervals, a common axis, bars, lines over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, log10

from markupsafe import Markup, escape

from bakeoff.aspects.scale import Scale
from bakeoff.aspects.shown import in_unit

SMALL = (120, 14)
WIDE, ROW = 640, 28
LEFT, RIGHT = 150, 20


@dataclass(frozen=True)
class Mark:
    """One line of an axis: a name, a number with its interval, and where it leads."""

    name: str
    value: float | None
    interval: tuple[float, float] | None
    note: str = ""


def small(value: float | None, interval: tuple[float, float] | None, scale: Scale | None) -> Markup:
    """Return a dot with its interval on the aspect's scale, from unacceptable to excellent."""
    width, height = SMALL
    if value is None or scale is None:
        return Markup("")
    middle, room = height / 2, width - 8

    def x(number: float) -> float:
        return 4 + room * min(1.0, max(0.0, scale.position(number)))

    low, high = interval or (value, value)
    ends = sorted((x(low), x(high)))
    return Markup(
        '<svg class="small" viewBox="0 0 {w} {h}" width="{w}" height="{h}" aria-hidden="true" '
        'focusable="false"><line class="axis" x1="4" x2="{r}" y1="{m}" y2="{m}"/>'
        '<line class="interval" x1="{a:.1f}" x2="{b:.1f}" y1="{m}" y2="{m}"/>'
        '<circle class="dot" cx="{v:.1f}" cy="{m}" r="3.5"/></svg>'
    ).format(w=width, h=height, r=width - 4, m=middle, a=ends[0], b=ends[1], v=x(value))


def axis(
    marks: Sequence[Mark], logarithmic: bool, thresholds: Sequence[tuple[str, float]], unit: str
) -> Markup:
    """Return all marks on one axis, with the rating words' bounds drawn through it."""
    numbers = [n for m in marks for n in (m.value, *(m.interval or ())) if n is not None]
    numbers = [n for n in numbers if isfinite(n) and (n > 0 or not logarithmic)]
    if not numbers:
        return Markup("<p>Nothing is known that could be drawn.</p>")
    low, high = min(numbers), max(numbers)
    if low == high:
        low, high = (low / 2, high * 2) if logarithmic else (low - 1, high + 1)
    height = ROW * len(marks) + 40

    def x(number: float) -> float:
        if logarithmic:
            part = (log10(max(number, low)) - log10(low)) / (log10(high) - log10(low))
        else:
            part = (number - low) / (high - low)
        return LEFT + (WIDE - LEFT - RIGHT) * min(1.0, max(0.0, part))

    parts = [
        Markup(
            '<svg class="axis-chart" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">'
        ).format(w=WIDE, h=height, label=_said(marks, unit))
    ]
    for word, bound in thresholds:
        if low < bound < high:
            parts.append(
                Markup(
                    '<line class="bound" x1="{x:.1f}" x2="{x:.1f}" y1="14" y2="{b}"/>'
                    '<text class="bound" x="{x:.1f}" y="11" text-anchor="middle">'
                    "{word} {n:g}</text>"
                ).format(x=x(bound), b=height - 24, word=word, n=bound)
            )
    for i, mark in enumerate(marks):
        y = 20 + ROW * i + ROW / 2
        parts.append(
            Markup('<text class="name" x="{x}" y="{y:.1f}" text-anchor="end">{name}</text>').format(
                x=LEFT - 10, y=y + 4, name=mark.name
            )
        )
        if mark.value is None:
            parts.append(
                Markup('<text class="unknown" x="{x}" y="{y:.1f}">unknown</text>').format(
                    x=LEFT, y=y + 4
                )
            )
            continue
        ends = sorted(map(x, mark.interval or (mark.value, mark.value)))
        parts.append(
            Markup(
                '<line class="interval" x1="{a:.1f}" x2="{b:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
                '<circle class="dot" cx="{v:.1f}" cy="{y:.1f}" r="4.5"><title>{t}</title></circle>'
            ).format(a=ends[0], b=ends[1], v=x(mark.value), y=y, t=f"{mark.name}: {mark.note}")
        )
    for number, anchor in ((low, "start"), (high, "end")):
        parts.append(
            Markup('<text class="tick" x="{x:.1f}" y="{y}" text-anchor="{a}">{n}</text>').format(
                x=x(number), y=height - 6, a=anchor, n=in_unit(number, unit)
            )
        )
    return Markup("").join([*parts, Markup("</svg>")])


def stacked(parts: Sequence[tuple[str, float]], width: int = 260, height: int = 16) -> Markup:
    """Return a bar of parts, each as long as its points (0 to 1 in all); LineUp's form."""
    at, pieces = 0.0, []
    for i, (name, points) in enumerate(parts):
        wide = max(0.0, points) * width
        pieces.append(
            Markup(
                '<rect class="part part-{k}" x="{x:.1f}" y="0" width="{w:.1f}" height="{h}">'
                "<title>{t}</title></rect>"
            ).format(k=i % 4, x=at, w=wide, h=height, t=f"{name}: {points:.3f}")
        )
        at += wide
    label = ", ".join(f"{name} {points:.2f}" for name, points in parts if points >= 0.005)
    return Markup(
        '<svg class="stacked" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{label}">{pieces}</svg>'
    ).format(w=width, h=height, label=label, pieces=Markup("").join(pieces))


def lines(points: Sequence[tuple[int, float]], width: int = 260, height: int = 40) -> Markup:
    """Return one entrant's values over the rounds, on a logarithmic axis of its own."""
    if not points:
        return Markup("")
    logs = [log10(value) for _, value in points]
    low, high = min(logs), max(logs)
    span, last = (high - low) or 1.0, max(n for n, _ in points) or 1

    def place(n: int, value: float) -> tuple[float, float]:
        x = 6 + (width - 12) * n / last
        return x, 6 + (height - 12) * (1 - (log10(value) - low) / span)

    dots = [place(n, value) for n, value in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    circles = Markup("").join(
        Markup('<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>').format(x=x, y=y)
        for x, y in dots
    )
    label = f"{len(points)} rounds from {10**low:.3g} to {10**high:.3g}"
    return Markup(
        '<svg class="rounds" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{label}"><polyline class="line" points="{path}"/>{circles}</svg>'
    ).format(w=width, h=height, label=label, path=path, circles=circles)


def _said(marks: Sequence[Mark], unit: str) -> str:
    known = (f"{m.name} {m.note or 'unknown'}" for m in marks)
    return escape(f"{', '.join(known)} ({unit})" if unit else ", ".join(known))
