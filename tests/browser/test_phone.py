"""On a phone, in a minute: suggesting a post, and approving one with two taps."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from gatepost.publishing.models import Post
from gatepost.site.demo.pictures import picture
from tests.cast import Cast
from tests.publishing.making import an_account, submitted

from .conftest import Opened

PHONE = 390
POSTS = "/schools/riverside/posts/"
FINGER = 24  # pixels that a target has at least


def fits(page: Page) -> bool:
    """Whether nothing has to be pushed sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def test_a_photo_and_a_sentence_are_an_idea_with_those_who_write_posts(school: Cast, opened: Opened) -> None:
    page = opened(POSTS, by=school.tess, width=PHONE)
    page.get_by_role("link", name="Suggest one").click()
    assert fits(page)
    page.get_by_label("What happened?").fill("The sunflowers are taller than the shed.")
    photo = {"name": "IMG_0007.jpg", "mimeType": "image/jpeg", "buffer": picture("allotment")}
    page.locator("input[type=file]").first.set_input_files(photo)  # type: ignore[arg-type]
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("Thank you")).to_be_visible()
    idea = Post.objects.get()
    assert (idea.state, idea.author, idea.pictures.count()) == (Post.State.IDEA, school.tess, 1)
    assert fits(page)
    leader = opened(POSTS, by=school.ben, width=PHONE)
    expect(leader.get_by_role("region", name="Suggested").get_by_role("link")).to_contain_text("The sunflowers")


def test_the_headteacher_approves_with_two_taps(school: Cast, opened: Opened) -> None:
    post = submitted(school, "tess", an_account(school.riverside))
    page = opened(POSTS, by=school.ada, width=PHONE)
    page.get_by_role("region", name="Waiting for you").get_by_role("link").first.click()
    assert fits(page)
    button = page.get_by_role("button", name="Approve it")
    expect(button).to_be_in_viewport()
    box = button.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= FINGER
    button.click()
    expect(page.get_by_text("You approved it.")).to_be_visible()
    post.refresh_from_db()
    assert post.state == Post.State.SCHEDULED


def test_what_waits_stands_on_the_phone_s_first_page(school: Cast, opened: Opened) -> None:
    submitted(school, "tess", an_account(school.riverside))
    page = opened("/schools/riverside/", by=school.ada, width=PHONE)
    assert fits(page)
    page.get_by_role("region", name="Posts for you to approve").get_by_role("link").click()
    page.get_by_role("button", name="Approve it").click()
    expect(page.get_by_text("You approved it.")).to_be_visible()


def test_a_long_post_with_a_picture_is_read_before_it_is_approved(school: Cast, opened: Opened) -> None:
    words = " ".join(["The garden club has planted beans behind the hall."] * 20)
    post = submitted(school, "tess", an_account(school.riverside), text=words)
    page = opened(f"{POSTS}{post.pk}/approve/", by=school.ada, width=PHONE)
    assert fits(page)
    expect(page.get_by_role("region", name="As it goes out")).to_contain_text(words)
