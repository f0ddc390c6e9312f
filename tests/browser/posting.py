"""What people do with posts, step by step, as they do it: by choosing, typing and pressing. The same in every school."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from gatepost.site.demo.pictures import picture

from .journeys import SCHOOL


@dataclass(frozen=True)
class Draft:
    """What somebody writes."""

    text: str
    account: str
    category: str
    alt: str
    shown: str


def begin(page: Page) -> None:
    page.goto(f"{SCHOOL}/posts/")
    page.get_by_role("button", name="Write a post").click()
    expect(page.get_by_role("heading", name="Write a post")).to_be_visible()


def write(page: Page, told: Draft) -> None:
    """A post with a picture, from top to bottom."""
    add_picture(page)
    fill_in(page, told)


def add_picture(page: Page) -> None:
    photo = {"name": "IMG_0231.jpg", "mimeType": "image/jpeg", "buffer": picture("sports_day")}
    page.get_by_label("Add pictures").set_input_files(photo)  # type: ignore[arg-type]


def fill_in(page: Page, told: Draft) -> None:
    page.get_by_label("What do you want to say?").fill(told.text)
    page.get_by_label("What does it show?").fill(told.alt)
    page.get_by_label("Who is in it?").fill(f"{told.shown} (pupil)")
    page.get_by_role("checkbox", name=told.account).check()
    page.get_by_label("What is it about?").select_option(label=told.category)
    save(page)


def state(page: Page, words: str) -> None:
    """Say what only the author can know."""
    page.wait_for_load_state()  # or what is folded might not be there yet
    tick = page.get_by_label(words, exact=True)
    if not tick.is_visible():
        page.get_by_text("Names in the words, and what only you can know").click()
    tick.check()
    save(page)


def save(page: Page) -> None:
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("It is kept as a draft.")).to_be_visible()


def look_over(page: Page, holds: str, *, is_so: bool) -> None:
    """Look at it as it will go out, and say of one thing whether it holds it."""
    button, heading = (page.get_by_role(role, name="Look it over") for role in ("button", "heading"))
    expect(button.or_(heading)).to_be_visible()
    if button.count():
        button.click()
    expect(heading).to_be_visible()
    page.wait_for_load_state()
    for folded in ("What you said that it holds", "It also holds something else"):
        if page.get_by_text(folded).count():
            page.get_by_text(folded).click()
    page.get_by_label(holds, exact=True).set_checked(is_so)
    page.get_by_role("button", name="I have looked it over").click()
    expect(page.get_by_text("What you said that it holds")).to_be_visible()


def submit(page: Page) -> None:
    page.get_by_role("button", name="Submit it for approval").click()
    expect(page.get_by_text("The post is submitted.")).to_be_visible()


def approvers(page: Page) -> list[str]:
    """Who has to approve it, as the page names them."""
    page.wait_for_load_state()
    return page.get_by_role("region", name="Who has to approve it").get_by_role("listitem").all_inner_texts()


def waiting(page: Page, words: str) -> None:
    """Open the post that waits for whoever looks: the first tap."""
    page.goto(f"{SCHOOL}/posts/")
    page.get_by_role("region", name="Waiting for you").get_by_role("link", name=words).click()


def approve(page: Page) -> None:
    """The second tap."""
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_text("You approved it.")).to_be_visible()


def turn_down(page: Page, reason: str, clause: str) -> None:
    page.get_by_text("Turn it down").first.click()
    page.get_by_label("Why").fill(reason)
    page.get_by_label("The clause that is the ground").select_option(clause)
    page.get_by_role("button", name="Turn it down").click()
    expect(page.get_by_text("You turned it down.")).to_be_visible()


def post_by_hand(page: Page, words: str, link: str) -> str:
    """Take the text, post it elsewhere, and come back with the link. Gives the text."""
    page.goto(f"{SCHOOL}/posts/")
    page.get_by_role("link", name=f"Post “{words}").click()
    page.get_by_role("button", name="Give me the text and the pictures").click()
    text = page.get_by_label("The text, to copy").input_value()
    page.get_by_label("Link to the post").fill(link)
    page.get_by_role("button", name="I have posted it").click()
    expect(page.get_by_text("Published").first).to_be_visible()
    return text


def take_back(page: Page, address: str) -> None:
    """A parent takes their yes to pictures back, by the link."""
    page.goto(address)
    page.get_by_role("region").or_(page.locator("section")).first.get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Send my answers").click()


def take_down(page: Page, words: str) -> None:
    """Ask for it to come down, remove it there, and say that it is gone."""
    page.goto(f"{SCHOOL}/posts/archive/")
    page.get_by_role("link", name=words).first.click()
    page.get_by_role("link", name="Take it down").click()
    page.get_by_label("Somebody shown or named in it may not be published").check()
    page.get_by_role("button", name="Take it down").click()
    page.get_by_role("button", name="It is gone").click()
    expect(page.get_by_text("Taken down").first).to_be_visible()
