"""Campaigns under way, read from their files without touching them."""

import json
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from markupsafe import Markup

from bakeoff.lab.measure import campaigns_folder
from bakeoff.lab.results import analyse
from bakeoff.lab.store import read_blocks
from bakeoff.pages.charts.axis import Mark, axis
from bakeoff.pages.page import Page

# what has not been written to for so long was stopped, not measured
QUIET_SECONDS = 600


@dataclass(frozen=True)
class Progress:
    """One campaign as it stands: (entrant, ratio with interval, starts) for each."""

    id: str
    rounds: int
    blocks: int
    last: str
    entrants: tuple[tuple[str, str, int], ...]
    picture: Markup = field(compare=False)


@dataclass(frozen=True)
class LiveView:
    """All campaigns under way."""

    campaigns: tuple[Progress, ...]


def live_page() -> Page:
    """Return the page as of now."""
    folder = campaigns_folder() / "unfinished"
    files = sorted(folder.glob("*.sqlite")) if folder.is_dir() else []
    found = [progress for file in files if _fresh(file) for progress in _read(file)]
    return Page("/live", "Campaigns under way", "live.html", LiveView(tuple(found)))


def _fresh(file: Path) -> bool:
    newest = max(
        p.stat().st_mtime for p in (file, file.with_name(f"{file.name}-wal")) if p.exists()
    )
    return time.time() - newest < QUIET_SECONDS


def _read(file: Path) -> Iterator[Progress]:
    try:
        db = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=1)
        try:
            row = db.execute("SELECT content FROM campaign").fetchone()
            blocks = list(read_blocks(db))
        finally:
            db.close()
    except sqlite3.Error:
        return  # it is being made or has just ended
    if row is None:
        return
    costs = sorted({b.scenario for _, b in blocks if not b.histogram})
    results = analyse(blocks, costs)
    order = sorted(results.ratios, key=lambda name: results.ratios[name].ratio)
    lines, marks = [], []
    for name in order:
        ratio = results.ratios[name]
        ends = "" if ratio.low is None else f" [{ratio.low:.2f}, {ratio.high:.2f}]"
        lines.append((name, f"{ratio.ratio:.2f}x{ends}", ratio.starts))
        known = None if ratio.low is None or ratio.high is None else (ratio.low, ratio.high)
        marks.append(Mark(name, ratio.ratio, known, f"{ratio.ratio:.2f}x{ends}"))
    last = f"{blocks[-1][1].scenario} on {blocks[-1][1].entrant}" if blocks else "not yet"
    rounds = max((b.round for _, b in blocks), default=0)
    picture = axis(marks, logarithmic=True, thresholds=(), unit="ratio")
    yield Progress(json.loads(row[0])["id"], rounds, len(blocks), last, tuple(lines), picture)
