"""SVG from numbers: small dots with intervals, bars of parts, lines over rounds."""

from collections.abc import Sequence
from math import log10

from markupsafe import Markup

from bakeoff.aspects.scale import Scale

SMALL = (120, 14)
BAR = 1000
ROUNDS = (260, 40)


def tick(number: float, unit: str) -> str:
    """Write a round number in its unit, as short as it goes: 64x, 25 %, 1,000 waits."""
    if unit == "share":
        return f"{100 * number:g} %"
    return f"{number:g}x" if unit == "ratio" else f"{number:,g} {unit}".strip()


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


def stacked(parts: Sequence[tuple[str, float]], height: int = 16) -> Markup:
    """Return a bar of parts, each as long as its points (0 to 1 in all); LineUp's form.

    Parts are to come in the same order in every bar, so that they can be compared.
    """
    at, pieces = 0.0, []
    for i, (name, points) in enumerate(parts):
        wide = max(0.0, points) * BAR
        pieces.append(
            Markup(
                '<rect class="part part-{k}" x="{x:.1f}" y="0" width="{w:.1f}" height="{h}">'
                "<title>{t}</title></rect>"
            ).format(k=i % 4, x=at, w=wide, h=height, t=f"{name}: {points:.3f}")
        )
        at += wide
    label = ", ".join(f"{name} {points:.2f}" for name, points in parts if points >= 0.005)
    return Markup(
        '<svg class="stacked" viewBox="0 0 {w} {h}" width="100%" height="{h}" '
        'preserveAspectRatio="none" role="img" aria-label="{label}">{pieces}</svg>'
    ).format(w=BAR, h=height, label=label, pieces=Markup("").join(pieces))


def lines(points: Sequence[tuple[int, float]], most: float) -> Markup:
    """Return one entrant's ratios over the rounds, about their geometric mean.

    Up or down to the edge is a factor of `most` (above 1), the same for all pictures that are
    to be compared.
    """
    if not points:
        return Markup("")
    width, height = ROUNDS
    logs = [log10(value) for _, value in points]
    middle, half = sum(logs) / len(logs), log10(most) or 1.0
    first, last = points[0][0], points[-1][0]
    dots = [
        (
            6 + (width - 12) * (n - first) / ((last - first) or 1),
            height / 2 - (height / 2 - 5) * max(-1.0, min(1.0, (log10(value) - middle) / half)),
        )
        for n, value in points
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
    circles = Markup("").join(
        Markup('<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="2.5"/>').format(x=x, y=y)
        for x, y in dots
    )
    label = f"{len(points)} rounds from {10 ** min(logs):.3g}x to {10 ** max(logs):.3g}x"
    return Markup(
        '<svg class="rounds" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img" '
        'aria-label="{label}"><line class="axis" x1="0" x2="{w}" y1="{m}" y2="{m}"/>'
        '<polyline class="line" points="{path}"/>{circles}</svg>'
    ).format(w=width, h=height, m=height / 2, label=label, path=path, circles=circles)
