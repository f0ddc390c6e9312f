"""Asking in a browser: the page brings itself up to date, counts each question once, and loses no choice."""

from __future__ import annotations

from playwright.sync_api import expect

from gatepost.asking.models import QuestionCount
from tests.cast import Cast

from . import journeys
from .conftest import Opened

ASK = f"{journeys.SCHOOL}/ask/"
BEGUN = f"{ASK}?actor=teacher&action=accept_friend_request"

CHOOSE_AS_IT_COMES_IN = """() => document.addEventListener("htmx:afterSwap", () => {
  const gap = document.querySelector("#gap-account");
  gap.value = "personal";
  gap.dispatchEvent(new Event("change", { bubbles: true }));
}, { once: true })"""


def test_who_is_quick_loses_no_choice(school: Cast, opened: Opened) -> None:
    page = opened(BEGUN, by=school.tess)
    for pause in (0, 10, 20, 40, 80, 160):
        page.locator("#gap-counterpart").select_option("pupil")
        page.wait_for_timeout(pause)
        page.locator("#gap-account").select_option("personal")
        expect(page.locator(".verdict-situation")).to_have_text(
            "A teacher accepts a friend request from a pupil on a personal account."
        )
        expect(page.locator("[data-trouble]")).to_be_hidden()
        page.goto(BEGUN)


def test_who_chooses_as_the_answer_comes_in_loses_nothing(school: Cast, opened: Opened) -> None:
    page = opened(BEGUN, by=school.tess)
    page.evaluate(CHOOSE_AS_IT_COMES_IN)
    page.locator("#gap-counterpart").select_option("pupil")
    expect(page.locator(".verdict-situation")).to_have_text(
        "A teacher accepts a friend request from a pupil on a personal account."
    )


def test_a_question_is_counted_once_however_many_gaps_are_filled(school: Cast, opened: Opened) -> None:
    page = opened(ASK, by=school.tess)
    journeys.ask(page, {"action": "accept_friend_request", "counterpart": "pupil", "account": "personal"})
    page.reload()
    assert [(row.action, row.count) for row in QuestionCount.objects.all()] == [("accept_friend_request", 1)]


def test_going_back_shows_the_question_before(school: Cast, opened: Opened) -> None:
    page = opened(ASK, by=school.tess)
    journeys.ask(page, {"action": "accept_friend_request", "counterpart": "pupil"})
    page.go_back()
    expect(page.locator(".verdict-situation")).to_have_text("A teacher accepts a friend request.")
