"""The shell by keyboard, on a phone, and without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import ConsoleMessage, Route, expect

from tests.cast import Cast

from .conftest import Opened

HOME = "/schools/riverside/"
PRESS_TWICE = """async () => {
  const button = document.querySelector("main form button");
  for (const _ of [1, 2]) {
    button.click();
    await new Promise((go) => setTimeout(go, 200));
  }
}"""


def test_the_first_thing_that_the_keyboard_meets_leads_past_the_navigation(school: Cast, opened: Opened) -> None:
    page = opened(HOME, by=school.ada)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the page")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_of_the_account_opens_and_closes_by_keyboard(school: Cast, opened: Opened) -> None:
    page = opened(HOME, by=school.ada)
    menu = page.locator(".account > summary")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Sign out")).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_menu_closes_when_something_else_is_pressed(school: Cast, opened: Opened) -> None:
    page = opened(HOME, by=school.ada, width=390)
    page.get_by_text("More", exact=True).click()
    settings = page.locator(".places-phone").get_by_role("link", name="Settings")
    expect(settings).to_be_visible()
    page.locator("h1").click()
    expect(settings).to_be_hidden()


def test_a_summary_of_errors_is_where_the_reader_is(school: Cast, opened: Opened) -> None:
    page = opened("/sign-in/login/")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.locator("[data-error-summary] a").first.click()
    expect(page.locator("#id_login")).to_be_focused()


def test_what_is_pressed_twice_is_sent_once(school: Cast, opened: Opened) -> None:
    page = opened("/schools/riverside/people/add/", by=school.ben)
    page.get_by_label("First name").fill("Noa")
    page.get_by_label("Last name").fill("Twice")
    page.locator("[name=kind]").select_option("staff")
    sent: list[Route] = []
    page.route("**/people/add/", lambda route: sent.append(route))  # a server that takes its time
    page.evaluate(PRESS_TWICE)
    assert len(sent) == 1
    sent[0].continue_()
    expect(page.get_by_text("They are entered.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_a_question_begun_on_the_home_page_is_answered(school: Cast, opened: Opened, script: bool) -> None:
    page = opened(HOME, by=school.tess, script=script)
    page.locator("#gap-action").select_option("accept_friend_request")
    page.get_by_role("button", name="Ask").click()
    expect(page.locator(".verdict-card")).to_be_visible()
    assert "/schools/riverside/ask/" in page.url


def test_without_script_every_place_of_a_phone_is_reached_and_one_can_sign_out(school: Cast, opened: Opened) -> None:
    page = opened(HOME, by=school.ada, width=390, script=False)
    page.get_by_text("More", exact=True).click()
    page.locator(".places-phone").get_by_role("link", name="Record").click()
    expect(page.locator("h1")).to_have_text("The record")
    page.locator(".account > summary").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_nothing_on_a_page_is_against_its_own_policy(school: Cast, opened: Opened) -> None:
    page = opened("/gallery/", by=school.ada)
    complaints: list[ConsoleMessage] = []
    page.on("console", lambda message: complaints.append(message) if message.type in ("error", "warning") else None)
    for address in ("/gallery/", HOME, f"{HOME}ask/?action=publish&actor=teacher", "/sign-in/2fa/"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    assert [message.text for message in complaints] == []


def test_everything_that_is_pressed_on_a_phone_is_large_enough(school: Cast, opened: Opened) -> None:
    page = opened(HOME, by=school.ada, width=390)
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, .button, .place, summary, select')]
            .filter((element) => element.checkVisibility())
            .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect().height])
            .filter(([, height]) => height < 44)"""
    )
    assert small == []
