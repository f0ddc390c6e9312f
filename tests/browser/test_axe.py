"""Axe finds no fault with any page, light and dark, on a phone and on a desk; none has to be scrolled sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from .pages import DESK, HEAD, OTHERS, PHONE, PUBLIC, SCHOOL, TEACHER, Place, visit

Visitor = Callable[..., Page]
CONTRAST = {"runOnly": ["color-contrast"]}  # all that the dark can change


@pytest.fixture(scope="module")
def visitor(browser: Browser, demonstration: str) -> Iterator[Visitor]:
    """A page in which a visitor of the demonstration has come in, the same for whoever comes again."""
    pages: dict[tuple[str, str], Page] = {}

    def come(post: str, school: str) -> Page:
        if (post, school) not in pages:
            context = browser.new_context(locale="en-GB", reduced_motion="reduce")
            pages[post, school] = visit(context, demonstration, post, school) if post else context.new_page()
        return pages[post, school]

    yield come
    for page in pages.values():
        page.context.close()


def whoever(places: tuple[Place, ...], post: str, school: str = SCHOOL) -> list[object]:
    return [pytest.param(post, school, place, id=f"{post or 'anybody'}: {place.name}") for place in places]


@pytest.mark.parametrize(
    ("post", "school", "place"),
    [
        *whoever(PUBLIC, ""),
        *whoever(TEACHER, "Teacher"),
        *whoever(HEAD, "Headteacher"),
        *(param for post, school, places in OTHERS for param in whoever(places, post, school)),
    ],
)
def test_axe_finds_nothing(visitor: Visitor, demonstration: str, post: str, school: str, place: Place) -> None:
    page = visitor(post, school)
    page.emulate_media(color_scheme="light")
    place.open(page, demonstration, school)
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        assert faults_on(page) == [], f"at {width} px"
        assert not sideways(page), f"at {width} px"
    page.emulate_media(color_scheme="dark")
    assert faults_on(page, CONTRAST) == [], "in the dark"


def test_open_menus_and_chips_are_no_worse(visitor: Visitor, demonstration: str) -> None:
    page = visitor("Teacher", SCHOOL)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{demonstration}/gallery/")
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert faults_on(page) == []


def faults_on(page: Page, options: dict[str, object] | None = None) -> list[str]:
    """What axe finds, a line for each fault with the element that has it."""
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:150]} {node['failureSummary'][:300]}"
        for fault in found
        for node in fault["nodes"]
    ]


def sideways(page: Page) -> bool:
    """Whether the page has to be scrolled to the side."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth > innerWidth"))
