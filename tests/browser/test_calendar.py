"""The calendar of posts in a browser: dragged, moved by keyboard, and without script; and approving on a phone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect

from gatepost.calendars import LONDON
from gatepost.publishing.models import Post
from tests.cast import Cast
from tests.publishing.making import an_account, submitted

from .conftest import Opened
from .test_axe import CONTRAST, faults_on, sideways

POSTS = "/schools/riverside/posts/"
CALENDAR = f"{POSTS}calendar/"
S = Post.State


def monday() -> date:
    """The Monday of the week after next."""
    today = datetime.now(LONDON).date()
    return today + timedelta(days=14 - today.weekday())


def on(day: int, clock: time = time(9)) -> datetime:
    return datetime.combine(monday() + timedelta(days=day), clock, LONDON)


@pytest.fixture
def planned(school: Cast) -> list[Post]:
    """Two posts of Tess's that wait for Ada, on Monday and on Tuesday."""
    account = an_account(school.riverside)
    return [
        submitted(school, "tess", account, text=text, send_at=on(day))
        for day, text in enumerate(["The beans are up.", "The choir sings."])
    ]


def zone(page: Page, day: int):  # type: ignore[no-untyped-def]
    return page.locator(f"[data-day='{monday() + timedelta(days=day)}']")


def card(page: Page, text: str):  # type: ignore[no-untyped-def]
    return page.locator(".plan-card", has_text=text)


def test_a_card_is_dragged_to_another_day_and_says_what_follows_before_and_after(
    planned: list[Post], school: Cast, opened: Opened
) -> None:
    page = opened(f"{CALENDAR}?on={monday()}", by=school.tess)
    card(page, "The beans are up.").drag_to(zone(page, 3))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("It has to be approved again.")
    expect(dialog).to_contain_text("Ada Example")
    expect(dialog.get_by_label("Day")).to_have_value(f"{monday() + timedelta(days=3)}")
    expect(dialog.get_by_label("Time")).to_have_value("09:00")
    assert faults_on(page) == []
    assert Post.objects.get(pk=planned[0].pk).send_at == on(0)
    dialog.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("status")).to_contain_text("It waits for:")
    expect(zone(page, 3)).to_contain_text("The beans are up.")
    assert Post.objects.get(pk=planned[0].pk).send_at == on(3)


def test_in_a_day_a_card_is_dragged_to_another_hour(planned: list[Post], school: Cast, opened: Opened) -> None:
    page = opened(f"{CALENDAR}?view=day&on={monday()}", by=school.tess)
    card(page, "The beans are up.").drag_to(page.locator("[data-hour='14']"))
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Time")).to_have_value("14:00")
    dialog.get_by_role("button", name="Move it").click()
    expect(page.get_by_role("status")).to_contain_text("14:00")
    assert Post.objects.get(pk=planned[0].pk).send_at == on(0, time(14))


def test_a_card_that_is_let_fall_where_it_was_or_left_there_is_not_moved(
    planned: list[Post], school: Cast, opened: Opened
) -> None:
    page = opened(f"{CALENDAR}?on={monday()}", by=school.tess)
    card(page, "The beans are up.").drag_to(zone(page, 0).locator("h3"))
    expect(page.get_by_role("dialog")).to_have_count(0)
    card(page, "The beans are up.").drag_to(zone(page, 3))
    page.get_by_role("dialog").get_by_role("link", name="Leave it where it is").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert Post.objects.get(pk=planned[0].pk).send_at == on(0)


def test_nothing_that_is_not_one_s_own_can_be_taken_hold_of(planned: list[Post], school: Cast, opened: Opened) -> None:
    page = opened(f"{CALENDAR}?on={monday()}", by=school.sam)
    expect(card(page, "The beans are up.")).to_be_visible()
    expect(page.locator("[draggable=true]")).to_have_count(0)
    expect(page.get_by_text("Drag a post to another day")).to_be_hidden()


def test_by_keyboard_a_post_is_moved_and_the_focus_comes_back(
    planned: list[Post], school: Cast, opened: Opened
) -> None:
    page = opened(f"{CALENDAR}?on={monday()}", by=school.tess)
    link = page.get_by_role("link", name="Move “The beans are up.”")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Day")).to_be_focused()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("dialog").get_by_label("Time").fill("10:30")
    page.get_by_role("dialog").get_by_role("button", name="Move it").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("10:30")
    assert Post.objects.get(pk=planned[0].pk).send_at == on(0, time(10, 30))


def test_without_script_the_same_is_done_on_a_page(planned: list[Post], school: Cast, opened: Opened) -> None:
    page = opened(f"{CALENDAR}?on={monday()}", by=school.tess, script=False)
    expect(page.get_by_text("Drag a post to another day")).to_be_hidden()
    page.get_by_role("link", name="Move “The beans are up.”").click()
    expect(page.locator("main")).to_contain_text("It has to be approved again.")
    page.get_by_label("Day").fill("2020-01-01")
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("That time has passed.").first).to_be_visible()
    page.get_by_label("Day").fill(f"{monday() + timedelta(days=2)}")
    page.get_by_role("button", name="Move it").click()
    expect(zone(page, 2)).to_contain_text("The beans are up.")


@pytest.mark.parametrize("width", [390, 1280])
def test_with_a_finger_a_post_is_moved_by_two_taps_and_a_day(
    width: int, planned: list[Post], school: Cast, opened: Opened
) -> None:
    page = opened(f"{CALENDAR}?on={monday()}", by=school.tess, width=width, touch=True)
    expect(page.get_by_text("Press Move on a post to give it another day.")).to_be_visible()
    expect(page.get_by_text("Drag a post to another day")).to_be_hidden()
    move = page.get_by_role("link", name="Move “The beans are up.”")
    size = move.bounding_box()
    assert size
    assert size["height"] >= 24
    move.tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Day").fill(f"{monday() + timedelta(days=3)}")
    dialog.get_by_role("button", name="Move it").tap()
    expect(zone(page, 3)).to_contain_text("The beans are up.")
    assert Post.objects.get(pk=planned[0].pk).send_at == on(3)


@pytest.mark.parametrize("view", ["day", "week", "week&list", "term", "term&list"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_any_view(
    planned: list[Post], school: Cast, opened: Opened, view: str, width: int
) -> None:
    address = f"{CALENDAR}?view={view}&on={monday()}"
    page = opened(address, by=school.ada, width=width)
    expect(page.get_by_role("link", name="The beans are up.").first).to_be_visible()
    assert faults_on(page) == []
    assert not sideways(page)
    assert faults_on(opened(address, by=school.ada, width=width, scheme="dark"), CONTRAST) == []


@pytest.mark.parametrize("page_of", ["approve/", "{pk}/approve/", "{pk}/move/", "{pk}/hold/"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_where_posts_are_approved_moved_and_held(
    planned: list[Post], school: Cast, opened: Opened, page_of: str, width: int
) -> None:
    address = f"{POSTS}{page_of.format(pk=planned[0].pk)}"
    page = opened(address, by=school.ada, width=width)
    assert faults_on(page) == []
    assert not sideways(page)
    assert faults_on(opened(address, by=school.ada, width=width, scheme="dark"), CONTRAST) == []


def test_on_a_phone_a_post_is_approved_in_two_taps(planned: list[Post], school: Cast, opened: Opened) -> None:
    page = opened(POSTS, by=school.ada, width=390)
    page.get_by_role("region", name="Waiting for you").get_by_role("link", name="The beans are up.").click()
    approve = page.get_by_role("button", name="Approve it")
    expect(approve).to_be_in_viewport(ratio=1)
    approve.click()
    expect(page.get_by_role("status")).to_contain_text("You approved it.")
    assert Post.objects.get(pk=planned[0].pk).state == S.SCHEDULED


def test_also_a_long_post_is_approved_without_scrolling_for_the_button(school: Cast, opened: Opened) -> None:
    long = "\n\n".join(["The beans are up, and the choir sings to them every morning before school."] * 20)
    submitted(school, "tess", an_account(school.riverside), text=long)
    page = opened(POSTS, by=school.ada, width=390)
    page.get_by_role("region", name="Waiting for you").get_by_role("link").first.click()
    expect(page.get_by_role("button", name="Approve it")).to_be_in_viewport(ratio=1)


def test_a_week_s_plan_is_approved_on_a_phone(planned: list[Post], school: Cast, opened: Opened) -> None:
    page = opened(POSTS, by=school.ada, width=390)
    page.get_by_role("link", name="Approve them together").click()
    assert page.get_by_role("checkbox", checked=True).count() == 0
    page.get_by_label("I approve this post: The choir sings.").check()
    page.get_by_role("button", name="Approve those that are ticked").click()
    expect(page.get_by_role("status")).to_contain_text("You approved 1 post.")
    assert [Post.objects.get(pk=post.pk).state for post in planned] == [S.SUBMITTED, S.SCHEDULED]
