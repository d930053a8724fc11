"""A browser and the page for the tests of this folder."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.serving import ARGUMENTS, CHROMIUM, served

REASON = "no Chromium on PATH (on Debian: apt install chromium)"


# no longer than its module: Playwright keeps an event loop running, which other tests start
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("BAKEOFF_REQUIRE_TOOLCHAINS"):
            pytest.fail(REASON)
        pytest.skip(REASON)
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(tmp_path_factory.mktemp("cache")) as address:
        yield address


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def look(browser: Browser) -> Iterator[Any]:
    contexts = []

    def look(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        return context.new_page()

    yield look
    for context in contexts:
        context.close()
