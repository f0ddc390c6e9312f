"""The pictures in the README, taken afresh from a demonstration that is made for them: `python -m tests.browser.readme_pictures`."""

from __future__ import annotations

import io
import tempfile
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page

from gatepost.calendars import LONDON

from .chromium import chromium
from .demonstrating import demonstrated
from .pages import PHONE, Place, visit

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
WINDOW, TALL = (1280, 840), (1280, 1060)
COLOURS = 255
"""So few that a picture stays under 150 kB, and nobody sees the difference."""
TO_ASK = "ask/?actor=teacher&action=publish&account=official&content=shows_child"


@dataclass(frozen=True)
class Picture:
    """A page as somebody sees it: who, at which school, and by way of which links."""

    name: str
    post: str
    school: str
    address: str
    then: tuple[str, ...] = ()
    size: tuple[int, int] = WINDOW


def _pictures(monday: date) -> tuple[Picture, ...]:
    head, teacher = ("Headteacher", "catcott"), ("Teacher", "catcott")
    begun = ("a:text-is('A morning on the field')", "a[href$='/write/']")
    return (
        Picture("write", *teacher, "posts/", begun, TALL),
        Picture("approve", *head, "posts/", ("a[href$='/approve/']:not(nav a)",)),
        Picture("calendar", *head, f"posts/calendar/?on={monday}"),
        Picture("archive", *head, "posts/archive/"),
        Picture("answer", "Teacher", "little-missenden", TO_ASK),
        Picture("register", "Headteacher", "little-missenden", "accounts/"),
        Picture("phone-suggest", *teacher, "posts/suggest/", size=PHONE),
        Picture("phone-approve", *head, "posts/", ("a[href$='/approve/']:not(nav a)",), PHONE),
    )


def take(browser: Browser, site: str, picture: Picture) -> bytes:
    """One of them, as a PNG."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce", locale="en-GB")
    page = visit(context, site, picture.post, picture.school)
    Place(picture.name, picture.address, picture.then).open(page, site, picture.school)
    _settle(page)
    taken = page.screenshot()
    context.close()
    return taken


def _settle(page: Page) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready")


def smaller(png: bytes) -> bytes:
    """The same with fewer colours."""
    file = io.BytesIO()
    few = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()


def main() -> None:
    """Take all of them, of the school week that lies ahead."""
    today = datetime.now(LONDON).date()
    monday = today + timedelta(days=-today.weekday() % 7)
    with tempfile.TemporaryDirectory() as folder, demonstrated(Path(folder)) as site, chromium() as browser:
        for picture in _pictures(monday):
            small = smaller(take(browser, site, picture))
            (FOLDER / f"{picture.name}.png").write_bytes(small)
            print(f"{picture.name}: {len(small) // 1000} kB")


if __name__ == "__main__":
    main()
