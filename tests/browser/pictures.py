"""Takes the reference pictures of docs/images: `make pictures`."""

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.serving import ARGUMENTS, CHROMIUM, served

FOLDER = Path(__file__).parents[2] / "docs" / "images"
PICTURES = (
    ("front", "/", 1440, "light"),
    ("front-narrow", "/", 360, "light"),
    ("front-dark", "/", 800, "dark"),
    (
        "front-ratings",
        "/?swing.performance=100&swing.orm=60&swing.learning=40&max_memory_mb=200&knows=Python:3:2",
        1440,
        "light",
    ),
    ("cell", "/cells/performance/django", 1440, "light"),
    ("framework", "/frameworks/django", 1440, "light"),
    ("aspect", "/aspects/performance", 1440, "light"),
    ("needs", "/needs", 1440, "light"),
    ("claims", "/claims", 1440, "light"),
    ("compare", "/compare?f=django&f=rails&f=laravel", 1440, "light"),
    ("campaign", "/campaigns/2026-11-24-1536-af5374c75734", 1440, "light"),
    ("code", "/code/worlds", 1440, "light"),
    ("method", "/method", 1440, "light"),
    ("method-narrow", "/method", 360, "dark"),
)


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as cache,
        served(Path(cache)) as address,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for name, path, width, scheme in PICTURES:
            context = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme=scheme,  # type: ignore[arg-type]
            )
            page = context.new_page()
            page.goto(address + path)
            page.screenshot(path=FOLDER / f"{name}.png")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
