"""Posting by hand on a phone: the text is copied with one press, and is just what was approved."""

from __future__ import annotations

from playwright.sync_api import expect

from gatepost.publishing.models import Delivery
from gatepost.publishing.tasks import deliver_due
from tests.cast import Cast
from tests.publishing.making import TEXT, an_account, only, submitted

from .conftest import Opened


def test_the_text_is_copied_with_one_press_and_the_link_confirms_it(school: Cast, opened: Opened) -> None:
    post = submitted(school, "ada", an_account(school.riverside))
    deliver_due()
    page = opened(f"/schools/riverside/posts/{post.pk}/deliveries/{only(post).pk}/", by=school.ada, width=390)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Give me the text and the pictures").click()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied. Change nothing in it.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == TEXT
    page.get_by_label("Link to the post").fill("https://www.facebook.com/riverside/posts/1")
    page.get_by_role("button", name="I have posted it").click()
    expect(page.get_by_text("It is out, and the record says so.")).to_be_visible()
    assert only(post).state == Delivery.State.SENT


def test_without_javascript_there_is_no_button_that_does_nothing(school: Cast, opened: Opened) -> None:
    post = submitted(school, "ada", an_account(school.riverside))
    deliver_due()
    page = opened(f"/schools/riverside/posts/{post.pk}/deliveries/{only(post).pk}/", by=school.ada, script=False)
    page.get_by_role("button", name="Give me the text and the pictures").click()
    expect(page.get_by_label("The text, to copy")).to_have_value(TEXT)
    expect(page.get_by_role("button", name="Copy the text")).to_be_hidden()
