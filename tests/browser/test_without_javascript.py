"""Everything can be done where scripts do not run: asking, and applying for an account."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.cast import Cast

from . import journeys
from .conftest import Opened


def test_a_question_is_asked_gap_by_gap_and_answered_by_its_own_button(school: Cast, opened: Opened) -> None:
    page = opened(f"{journeys.SCHOOL}/ask/", by=school.tess, script=False)
    page.locator("#gap-action").select_option("accept_friend_request")
    page.get_by_role("button", name="Ask").click()
    page.locator("#gap-counterpart").select_option("pupil")
    page.locator("#gap-account").select_option("personal")
    page.get_by_role("button", name="Ask").click()
    card = page.locator(".verdict-card")
    expect(card.locator(".verdict-word")).to_have_text("Forbidden")
    card.locator("summary", has_text="LM-103").click()
    expect(card.locator("blockquote").first).to_be_visible()


def test_the_one_next_question_is_answered_and_the_answer_changes(school: Cast, opened: Opened) -> None:
    page = opened(f"{journeys.SCHOOL}/ask/?actor=teacher&action=create_account", by=school.tess, script=False)
    asked = page.locator(".ask-question")
    expect(asked.get_by_role("heading")).to_have_text("What kind of account is it?")
    asked.get_by_role("button", name="A personal account").click()
    expect(page).to_have_url(re.compile("account=personal"))
    expect(page.locator(".verdict-situation")).to_contain_text("personal account")


def test_what_has_happened_is_entered_and_its_duties_stand_on_the_list(school: Cast, opened: Opened) -> None:
    page = opened(
        f"{journeys.SCHOOL}/ask/?actor=teacher&action=comment_received&account=official", by=school.tess, script=False
    )
    page.get_by_role("link", name="This has happened").click()
    page.get_by_role("button", name="Yes, enter it").click()
    expect(page.get_by_role("status")).to_contain_text("on the list")
    expect(page.locator(".duty-row").first).to_contain_text("LM-052")


def test_an_application_is_put_right_submitted_and_granted(school: Cast, opened: Opened) -> None:
    teacher = opened("/", by=school.tess, script=False)
    journeys.wish(teacher, "instagram", "official", "invited")
    teacher.get_by_label("Name of the account").fill("Garden news")
    journeys.submit(teacher)
    expect(teacher.get_by_role("alert")).to_contain_text("There is something to put right")
    expect(teacher.get_by_label("Name of the account")).to_have_value("Garden news")
    journeys.fill_in(teacher, "Garden news", ("Tess", "Ben"), {})
    journeys.submit(teacher)
    expect(teacher.get_by_text("It waits for a decision.")).to_be_visible()

    head = opened("/", by=school.ada, script=False)
    journeys.decide(head, "Garden news", granted=True, reason="A good idea.")
    teacher.reload()
    expect(teacher.locator("main")).to_contain_text("Granted")
