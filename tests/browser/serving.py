"""The page, served for a test, and a browser to look at it."""

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu"]


@contextmanager
def served(cache: Path, more: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve the page on a free port from the shipped evidence; yield its address."""
    env = {**os.environ, "BAKEOFF_CACHE": str(cache), **(more or {})}
    process = subprocess.Popen(
        [sys.executable, "-m", "bakeoff.main", "serve", "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
        env=env,
    )
    try:
        assert process.stderr is not None
        address = process.stderr.readline().split()[1].rstrip("/")
        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{address}/healthz", timeout=1)
                break
            except OSError:
                time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)
        assert process.stderr is not None
        process.stderr.close()
