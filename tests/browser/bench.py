"""Measures the page: `make bench-web`. Figures go to docs/page.md, with machine and date."""

import gzip
import statistics
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from bakeoff.aspects.registry import ASPECTS
from tests.browser.serving import ARGUMENTS, CHROMIUM, served

CHANGES = 30
SECONDS = 5.0
REDRAW = """async (rank) => {
  const select = document.querySelector('select[name="rank.learning"]');
  const began = performance.now();
  const drawn = new Promise((done) => document.body.addEventListener("htmx:afterSettle",
    () => requestAnimationFrame(() => done(performance.now() - began)), { once: true }));
  select.value = String(rank);
  select.dispatchEvent(new Event("change", { bubbles: true }));
  return drawn;
}"""


def redraw(address: str) -> list[float]:
    """Return the milliseconds from a changed question to the redrawn answer, each a new one."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        page.goto(address)
        taken = []
        for i in range(CHANGES):
            page.goto(f"{address}/?order={','.join(a.id for a in ASPECTS[i % 5 :])}")
            taken.append(float(page.evaluate(REDRAW, 1 + i % 11)))
        browser.close()
    return taken


def server_part(address: str) -> list[float]:
    """Return the milliseconds of the server for answers that it has not given before."""
    target = urlsplit(address)
    connection = HTTPConnection(target.hostname or "", target.port)
    taken = []
    for i in range(CHANGES):
        began = time.perf_counter()
        connection.request("GET", f"/?swing.orm={i + 1}&swing.learning=50", headers=HTMX)
        connection.getresponse().read()
        taken.append(1000 * (time.perf_counter() - began))
    return taken


HTMX = {"HX-Request": "true"}


def weight(address: str) -> tuple[int, int]:
    """Return the requests of a first visit and their compressed bytes."""
    total, paths = 0, ("/", "/static/style.css", "/static/htmx.min.js", "/static/icon.svg")
    for path in paths:
        with urllib.request.urlopen(address + path) as reply:
            total += len(gzip.compress(reply.read(), 6))
    return len(paths), total


def rate(address: str) -> float:
    """Return the requests/s of the front that the server answers, asked by four at once."""
    target, end = urlsplit(address), time.monotonic() + SECONDS

    def ask(_: int) -> int:
        connection, count = HTTPConnection(target.hostname or "", target.port), 0
        while time.monotonic() < end:
            connection.request("GET", "/")
            connection.getresponse().read()
            count += 1
        return count

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(ask, range(4))) / SECONDS


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as cache, served(Path(cache)) as address:
        drawn, served_in, (requests, size) = redraw(address), server_part(address), weight(address)
        sys.stdout.write(
            f"changed question to redrawn answer: median {statistics.median(drawn):.0f} ms, "
            f"longest {max(drawn):.0f} ms of {len(drawn)} (wanted: 100 ms)\n"
            f"server part: median {statistics.median(served_in):.0f} ms, longest "
            f"{max(served_in):.0f} ms (wanted: 30 ms)\n"
            f"first page: {requests} requests, {size / 1000:.0f} kB compressed "
            "(wanted: at most 15, 150 kB)\n"
            f"front: {rate(address):.0f} requests/s from one process (wanted: 300)\n"
        )


if __name__ == "__main__":
    main()
