"""Asking and applying without a mouse: where the keyboard goes, and that one sees where it is."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.cast import Cast

from . import journeys
from .conftest import Opened

ASK = f"{journeys.SCHOOL}/ask/"
ANSWERED = f"{ASK}?actor=teacher&action=accept_friend_request&counterpart=pupil&account=personal"


def to_the_page(page: Page) -> None:
    """By the link that leads past the navigation."""
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")


def stops(page: Page, most: int) -> list[str]:
    """Where the keyboard comes to, one stop after the other: its id, or its words."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.innerText.trim()"))
    return seen


def test_the_keyboard_goes_through_the_sentence_as_it_is_read(school: Cast, opened: Opened) -> None:
    page = opened(ANSWERED, by=school.tess)
    to_the_page(page)
    assert stops(page, 5) == ["gap-actor", "gap-action", "gap-counterpart", "gap-account", "Ask"]


def test_a_question_is_asked_by_typing_and_the_keyboard_stays_where_it_was(school: Cast, opened: Opened) -> None:
    page = opened(ASK, by=school.tess)
    page.locator("#gap-action").focus()
    page.keyboard.type("accepting a friend", delay=120)
    expect(page.locator("#gap-counterpart")).to_be_visible()
    expect(page.locator("#gap-action")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("a pupil", delay=120)
    expect(page.locator(".verdict-situation")).to_contain_text("from a pupil")
    expect(page.locator("#gap-counterpart")).to_be_focused()
    expect(page.locator(".verdict-word")).to_have_text("Forbidden")


def test_a_clause_is_opened_and_closed_and_leads_to_its_place(school: Cast, opened: Opened) -> None:
    page = opened(ANSWERED, by=school.tess)
    chip = page.locator(".chip", has_text="LM-103").first
    chip.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(chip.locator("blockquote")).to_be_visible()
    page.keyboard.press("Enter")
    expect(chip.locator("blockquote")).to_be_hidden()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/policy/#LM-103$"))
    expect(page.locator("#LM-103")).to_be_in_viewport()


def test_an_application_is_sent_by_enter_and_what_is_wrong_is_met_first(school: Cast, opened: Opened) -> None:
    page = opened(f"{journeys.SCHOOL}/accounts/apply/?channel=x&kind=official&audience=public", by=school.tess)
    page.get_by_label("Name of the account").focus()
    page.keyboard.press("Enter")
    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(page).to_have_title(re.compile("^Error: "))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Name of the account")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", [ANSWERED, f"{journeys.SCHOOL}/accounts/", f"{journeys.SCHOOL}/"])
def test_one_always_sees_where_the_keyboard_is(school: Cast, opened: Opened, address: str, scheme: str) -> None:
    page = opened(address, by=school.ada, scheme=scheme)
    unseen = []
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # past the last
        mark = page.evaluate(
            """() => {
                const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
                const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                return marked && box.width > 1 && box.bottom > 0 ? "" : at.outerHTML.slice(0, 100);
            }"""
        )
        unseen += [mark] if mark else []
    assert unseen == []
