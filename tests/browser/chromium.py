"""The browser that the tests and the pictures use: a Chromium that fetches nothing by itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

WHERE = os.environ.get("CHROMIUM") or shutil.which("chromium")
"""The one that CHROMIUM names, else the system's, else Playwright's own."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=WHERE, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()
