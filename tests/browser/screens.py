"""Pictures of every page of a running demonstration, to look at: `python -m tests.browser.screens FOLDER [ADDRESS]`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser

from .chromium import chromium
from .pages import DESK, HEAD, OTHERS, PHONE, PUBLIC, SCHOOL, TEACHER, Place, visit

SIZES = {"phone": PHONE, "desk": DESK}
IN_THE_DARK = {
    "today",
    "ask-forbidden",
    "ask-needed",
    "apply-form",
    "duties",
    "accounts",
    "person",
    "record",
    "gallery",
    "posts",
    "posts-calendar",
    "posts-archive",
    "post-write",
    "post-approve",
    "post-out",
}
PEOPLE = (("", SCHOOL, PUBLIC), ("Teacher", SCHOOL, TEACHER), ("Headteacher", SCHOOL, HEAD), *OTHERS)


def take(browser: Browser, site: str, post: str, school: str, places: Iterable[Place], folder: Path) -> None:
    """Each place as somebody sees it, at both sizes, and some in the dark."""
    for size, (width, height) in SIZES.items():
        context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
        page = visit(context, site, post, school) if post else context.new_page()
        for place in places:
            place.open(page, site, school)
            picture = f"{(post or 'anybody').lower().replace(' ', '-')}-{place.name}-{size}"
            page.screenshot(path=folder / f"{picture}.png", full_page=True)
            if place.name in IN_THE_DARK:
                page.emulate_media(color_scheme="dark")
                page.screenshot(path=folder / f"{picture}-dark.png", full_page=True)
                page.emulate_media(color_scheme="light")
        context.close()


def main(folder: str, site: str = "http://localhost:8000") -> None:
    """Take all pictures into a folder."""
    into = Path(folder)
    into.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        for post, school, places in PEOPLE:
            take(browser, site.rstrip("/"), post, school, places, into)
    print(f"{len(list(into.glob('*.png')))} pictures stand in {into}")


if __name__ == "__main__":
    main(*sys.argv[1:])
