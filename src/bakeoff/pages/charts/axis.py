"""All frameworks on one axis: dots with intervals, tiers as bands, rating words as zones."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import inf, isfinite, log10

from markupsafe import Markup

from bakeoff.aspects.rating import Threshold
from bakeoff.aspects.shown import in_unit
from bakeoff.pages.charts.svg import tick

WIDE, ROW, TOP, BOTTOM = 760, 28, 26, 30
LEFT, RIGHT = 130, 70
PAD = 0.04
# a letter of the zones' and ticks' type, in units of the picture
LETTER = 6.2


@dataclass(frozen=True)
class Mark:
    """One line of an axis: a name, a number with its interval, its tier; `strong` stands out."""

    name: str
    value: float | None
    interval: tuple[float, float] | None
    note: str = ""
    tier: int | None = None
    strong: bool = True


@dataclass(frozen=True)
class Span:
    """The axis from `low` to `high` in its own terms (logarithms where it is logarithmic)."""

    low: float
    high: float
    logarithmic: bool

    def x(self, number: float) -> float:
        """Return where a number lies in the picture."""
        place = log10(number) if self.logarithmic and number > 0 else number
        if self.logarithmic and number <= 0:
            place = -inf
        part = (place - self.low) / (self.high - self.low)
        return LEFT + (WIDE - LEFT - RIGHT) * min(1.0, max(0.0, part))


def axis(
    marks: Sequence[Mark], logarithmic: bool, thresholds: Sequence[Threshold], unit: str
) -> Markup:
    """Return all marks on one axis; `thresholds` from best to worst, as an aspect has them."""
    numbers = [n for m in marks for n in (m.value, *(m.interval or ())) if n is not None]
    bounds = [t.bound for t in thresholds if t.bound is not None]
    drawn = [n for n in (*numbers, *bounds) if isfinite(n) and (n > 0 or not logarithmic)]
    if not numbers or not drawn:
        return Markup("<p>Nothing is known that could be drawn.</p>")
    span = _span(drawn, logarithmic)
    height = TOP + ROW * len(marks) + BOTTOM
    parts = [
        Markup(
            '<svg class="axis-chart" viewBox="0 0 {w} {h}" role="img" aria-label="{label}">'
        ).format(w=WIDE, h=height, label=_said(marks)),
        *_tiers(marks),
        *_zones(thresholds, bounds, span, height),
        *(
            part
            for i, mark in enumerate(marks)
            for part in _mark(mark, TOP + ROW * (i + 0.5), span)
        ),
        *_ticks(numbers, bounds, span, unit, height),
    ]
    return Markup("").join([*parts, Markup("</svg>")])


def _span(drawn: Sequence[float], logarithmic: bool) -> Span:
    low, high = min(drawn), max(drawn)
    if logarithmic:
        low, high = log10(low), log10(high)
    if low == high:
        low, high = low - 1, high + 1
    room = PAD * (high - low)
    return Span(low - room, high + room, logarithmic)


def _tiers(marks: Sequence[Mark]) -> list[Markup]:
    """Bands behind those that share a tier, with its number at the right."""
    parts, at = [], 0
    for i, (tier, group) in enumerate(groupby(marks, key=lambda m: m.tier)):
        size = len(list(group))
        y = TOP + ROW * at
        at += size
        if tier is None:
            continue
        parts.append(
            Markup(
                '<rect class="tier tier-{k}" x="0" y="{y}" width="{w}" height="{h}"/>'
                '<text class="tier-name" x="{x}" y="{t}">tier {n}</text>'
            ).format(
                k=i % 2, y=y, w=WIDE, h=ROW * size, x=WIDE - 8, t=y + ROW * size / 2 + 4, n=tier
            )
        )
    return parts


def _zones(
    thresholds: Sequence[Threshold], bounds: Sequence[float], span: Span, height: int
) -> list[Markup]:
    """Each rating word over its zone, a line at each bound."""
    if not bounds or len(bounds) != len(thresholds) - 1:
        return []
    words = [threshold.word for threshold in thresholds]
    edges = list(bounds)
    if edges[0] > edges[-1]:
        words.reverse()
        edges.reverse()
    parts = [
        Markup('<line class="bound" x1="{x:.1f}" x2="{x:.1f}" y1="8" y2="{b}"/>').format(
            x=span.x(edge), b=height - BOTTOM + 4
        )
        for edge in edges
    ]
    ends = [LEFT, *map(span.x, edges), WIDE - RIGHT]
    for word, (left, right) in zip(words, pairwise(ends), strict=True):
        if right - left >= LETTER * len(word):
            parts.append(
                Markup(
                    '<text class="zone" x="{x:.1f}" y="16" text-anchor="middle">{w}</text>'
                ).format(x=(left + right) / 2, w=word)
            )
    return parts


def _mark(mark: Mark, y: float, span: Span) -> list[Markup]:
    soft = "" if mark.strong else " soft"
    name = Markup('<text class="name{k}" x="{x}" y="{y:.1f}">{name}</text>').format(
        k=soft, x=LEFT - 12, y=y + 4, name=mark.name
    )
    if mark.value is None:
        unknown = Markup('<text class="unknown" x="{x}" y="{y:.1f}">unknown</text>')
        return [name, unknown.format(x=LEFT, y=y + 4)]
    ends = sorted(map(span.x, mark.interval or (mark.value, mark.value)))
    shape = Markup(
        '<g class="mark{k}"><title>{t}</title>'
        '<line class="interval" x1="{a:.1f}" x2="{b:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        '<circle class="dot" cx="{v:.1f}" cy="{y:.1f}" r="4.5"/></g>'
    )
    said = f"{mark.name}: {mark.note}"
    return [name, shape.format(k=soft, t=said, a=ends[0], b=ends[1], v=span.x(mark.value), y=y)]


def _ticks(
    numbers: Sequence[float], bounds: Sequence[float], span: Span, unit: str, height: int
) -> list[Markup]:
    """The bounds' numbers, then the least and the greatest where there is room."""
    taken: list[tuple[float, float]] = []
    parts = []
    wanted = [(bound, tick(bound, unit)) for bound in bounds]
    wanted += [(n, in_unit(n, unit)) for n in (min(numbers), max(numbers))]
    for number, text in wanted:
        x, half = span.x(number), LETTER * len(text) / 2
        x = min(max(x, half), WIDE - half)
        if any(x - half < right and x + half > left for left, right in taken):
            continue
        taken.append((x - half - 4, x + half + 4))
        parts.append(
            Markup('<text class="tick" x="{x:.1f}" y="{y}">{t}</text>').format(
                x=x, y=height - 8, t=text
            )
        )
    return parts


def _said(marks: Sequence[Mark]) -> str:
    return "; ".join(
        f"{m.name}: {m.note or 'unknown'}" + (f", tier {m.tier}" if m.tier else "") for m in marks
    )
