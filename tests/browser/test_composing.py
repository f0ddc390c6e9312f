"""Writing a post in a browser: pictures dropped, pasted and taken, names chosen, what is wrong put right, and nothing typed is lost."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import FilePayload, Locator, Page, Route, expect

from gatepost.channels.models import Account
from gatepost.publishing.models import Picture, Post
from gatepost.publishing.services.pictures import Said, add_picture, portray
from gatepost.publishing.services.writing import Worded, Written, draft
from tests.cast import Cast
from tests.publishing.making import a_jpeg, an_account, answers

from .conftest import Opened
from .pages import DESK, PHONE
from .test_axe import CONTRAST, faults_on, sideways

WORDS = "What a sports day! Thank you to everybody who came."


@pytest.fixture
def opened(opened: Opened) -> Iterator[Opened]:
    """The same, and at the end nothing is on its way any more: what is typed last is still being kept."""
    pages: list[Page] = []

    def go(*where: Any, **how: Any) -> Page:
        pages.append(opened(*where, **how))
        return pages[-1]

    yield go
    for page in pages:
        page.wait_for_timeout(700)
        page.wait_for_load_state("networkidle")


@pytest.fixture
def account(school: Cast) -> Account:
    """The school's Facebook page."""
    return an_account(school.riverside)


@pytest.fixture
def post(school: Cast, account: Account) -> Post:
    """Tess's empty draft."""
    return draft(by=school.member("tess"), written=Written())


def at(post: Post) -> str:
    return f"/schools/riverside/posts/{post.pk}/write/"


def a_photo(name: str = "sports.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": a_jpeg((640, 480))}


def words(page: Page) -> Locator:
    return page.get_by_label("What do you want to say?")


def kept(page: Page) -> Locator:
    return page.locator("#verdict[data-kept]")


def give(page: Page, event: str, *names: str) -> None:
    """Drop or paste pictures, as a browser tells a page of it."""
    data = base64.b64encode(a_jpeg((640, 480))).decode()
    page.evaluate(
        """([event, data, names]) => {
            const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
            const given = new DataTransfer();
            for (const name of names) given.items.add(new File([bytes], name, {type: "image/jpeg"}));
            const told = event === "paste"
                ? new ClipboardEvent("paste", {clipboardData: given, bubbles: true, cancelable: true})
                : new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true});
            document.querySelector("[data-drop]").dispatchEvent(told);
        }""",
        [event, data, list(names)],
    )


# ---------------------------------------------------------------------- from first word to looking over


def test_a_teacher_writes_a_post_with_a_photo_and_looks_it_over(school: Cast, opened: Opened, account: Account) -> None:
    answers(school.pia, "given")
    page = opened("/schools/riverside/posts/", by=school.tess)
    page.get_by_role("button", name="Write a post").click()
    expect(page.get_by_role("heading", name="Still to do")).to_be_visible()
    words(page).fill(WORDS)
    page.get_by_label("Add pictures").set_input_files([a_photo()])
    expect(page.get_by_text("The picture is added. Say what it shows.")).to_be_visible()
    page.get_by_label("What does it show?").fill("Children running a race")
    page.get_by_label("Who is in it?").fill("Pia Example (pupil)")
    expect(page.get_by_label("Who is in it?")).to_have_value("")
    expect(page.locator(".post-picture .post-said")).to_contain_text("Pia Example")
    page.get_by_role("checkbox", name="Riverside News").check()
    page.get_by_label("What is it about?").select_option("event_advert")
    expect(page.get_by_role("heading", name="Still to do")).to_have_count(0)
    expect(page.locator(".post-picture .post-said")).to_contain_text("Permission given")
    page.get_by_role("button", name="Yes, it is so").click()
    expect(page.locator(".post-glance")).to_contain_text("Look it over next")
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_role("heading", name="Look it over")).to_be_visible()
    expect(page.get_by_text("Described as “Children running a race”")).to_be_visible()
    page.get_by_role("button", name="I have looked it over").click()
    page.get_by_role("button", name="Submit it for approval").click()
    expect(page.get_by_text("The post is submitted.")).to_be_visible()


def test_on_a_phone_a_photo_of_sports_day_is_three_pages_from_today_to_submitted(
    school: Cast, opened: Opened, account: Account
) -> None:
    answers(school.pia, "given")
    page = opened("/schools/riverside/", by=school.tess, width=390, touch=True)
    seen: list[str] = []
    page.on("framenavigated", lambda frame: seen.append(frame.url.split("/posts/")[-1].split("#")[0]))
    page.get_by_role("button", name="Write a post").tap()
    page.get_by_label("Take a photo").focus()
    page.get_by_label("Take a photo").set_input_files(a_photo())
    shows = page.get_by_label("What does it show?")
    expect(shows).to_be_focused()  # what is to be said next
    shows.fill("Children running a race")
    page.get_by_label("Who is in it?").fill("Pia Example (pupil)")
    words(page).fill("What a sports day!")
    page.get_by_role("checkbox", name="Riverside News").check()
    page.get_by_label("What is it about?").select_option("sports_result")
    page.get_by_role("button", name="Yes, it is so").tap()
    page.get_by_role("button", name="Look it over").tap()
    expect(page.get_by_role("region", name="Who has to approve it")).to_contain_text("Ada Example")
    page.get_by_role("button", name="Submit it for approval").tap()
    expect(page.get_by_text("The post is submitted.")).to_be_visible()
    pk = Post.objects.get().pk
    assert list(dict.fromkeys(seen)) == [f"{pk}/write/", f"{pk}/check/", f"{pk}/"]


def test_on_a_phone_the_verdict_is_always_in_reach(school: Cast, opened: Opened, post: Post, account: Account) -> None:
    page = opened(at(post), by=school.tess, width=390)
    words(page).fill("Well done, Pia!")
    page.get_by_role("checkbox", name="Riverside News").check()
    bar = page.locator("#bar")
    expect(bar).to_contain_text("Not like this")
    bar.click()
    expect(page.get_by_role("button", name="Write “a pupil” instead of “Pia”")).to_be_in_viewport()
    page.get_by_role("button", name="Write “a pupil” instead of “Pia”").click()
    expect(words(page)).to_have_value("Well done, a pupil!")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_what_a_network_takes_is_counted_as_somebody_types(school: Cast, opened: Opened, post: Post) -> None:
    an_account(school.riverside, name="@riverside", channel="x")
    page = opened(at(post), by=school.tess)
    page.get_by_role("checkbox", name="@riverside").check()
    words(page).fill("Beans " * 50 + "#beans https://riverside.example/beans")
    expect(page.get_by_text("characters: too many")).to_be_visible()
    words(page).fill("#beans https://riverside.example/beans")
    expect(page.get_by_text("30 of 280 characters")).to_be_visible()


# ---------------------------------------------------------------------- pictures


def test_pictures_are_dropped_and_pasted_into_the_page(school: Cast, opened: Opened, post: Post) -> None:
    page = opened(at(post), by=school.tess)
    give(page, "drop", "one.jpg", "two.jpg")
    expect(page.get_by_text("2 pictures are added. Say what they show.")).to_be_visible()
    give(page, "paste", "three.jpg")
    expect(page.locator(".post-picture")).to_have_count(3)
    page.reload()
    expect(page.locator(".post-picture")).to_have_count(3)


def test_what_is_typed_while_a_picture_is_sent_stays(school: Cast, opened: Opened, post: Post) -> None:
    page = opened(at(post), by=school.tess)
    give(page, "drop", "one.jpg")
    words(page).fill("Typed meanwhile")
    expect(page.locator(".post-picture")).to_have_count(1)
    expect(words(page)).to_have_value("Typed meanwhile")
    page.get_by_label("What does it show?").fill("A field")
    give(page, "drop", "two.jpg")
    expect(page.locator(".post-picture")).to_have_count(2)
    expect(page.get_by_label("What does it show?").first).to_have_value("A field")


def test_words_typed_before_the_page_has_loaded_are_kept_when_it_has(school: Cast, opened: Opened, post: Post) -> None:
    page = opened("/schools/riverside/posts/", by=school.tess)
    script = still_loading(page, post)
    words(page).fill("Beans")
    script.continue_()
    expect(kept(page)).to_be_attached()
    page.unroute_all()
    page.reload()
    expect(words(page)).to_have_value("Beans")


def test_a_picture_chosen_before_the_page_has_loaded_is_sent_when_it_has(
    school: Cast, opened: Opened, post: Post
) -> None:
    page = opened("/schools/riverside/posts/", by=school.tess)
    script = still_loading(page, post)
    page.get_by_label("Add pictures").set_input_files(a_photo())
    script.continue_()
    expect(page.locator(".post-picture")).to_have_count(1)


def still_loading(page: Page, post: Post) -> Route:
    """Go where a post is written. The script of the page is given: it waits until it is told to go on."""
    scripts: list[Route] = []
    page.route("**/composing*.js", lambda route: scripts.append(route))
    with page.expect_request("**/composing*.js"):
        page.goto(at(post), wait_until="commit")
    expect(page.get_by_role("heading", name="Write a post")).to_be_visible()
    assert page.evaluate("document.readyState") != "complete"
    return scripts[0]


def test_pictures_that_wait_for_words_being_kept_are_all_sent_after_them(
    school: Cast, opened: Opened, post: Post
) -> None:
    page = opened(at(post), by=school.tess)
    asked = slow_at_first(page, post)
    words(page).fill("First")
    page.wait_for_timeout(800)  # it is on its way
    for name in ("one.jpg", "two.jpg"):
        page.get_by_label("Add pictures").set_input_files(a_photo(name))
        words(page).fill(f"First, and {name}")
        page.wait_for_timeout(800)  # it is to be kept too
    asked[0].continue_()
    expect(page.locator(".post-picture")).to_have_count(2)
    expect(page.get_by_text("2 pictures are added.")).to_be_visible()
    assert [picture.name for picture in post.pictures.all()] == ["one.jpg", "two.jpg"]
    page.reload()
    expect(words(page)).to_have_value("First, and two.jpg")


def test_on_a_slow_line_what_was_typed_in_several_goes_is_kept_at_once(
    school: Cast, opened: Opened, post: Post
) -> None:
    page = opened(at(post), by=school.tess)
    asked = slow_at_first(page, post)
    for text in ("One", "One, two", "One, two, three", "One, two, three, four"):
        words(page).fill(text)
        page.wait_for_timeout(800)
    asked[0].continue_()
    page.wait_for_timeout(800)
    page.reload()
    expect(words(page)).to_have_value("One, two, three, four")
    assert len([each for each in asked if each.request.method == "POST"]) == 2


def test_a_button_pressed_while_pictures_are_being_sent_loses_none_of_them(
    school: Cast, opened: Opened, post: Post
) -> None:
    page = opened(at(post), by=school.tess)
    asked = slow_at_first(page, post)
    page.get_by_label("Add pictures").set_input_files([a_photo(name) for name in ("one.jpg", "two.jpg", "three.jpg")])
    page.get_by_role("button", name="Save as a draft").click()
    asked[0].continue_()
    expect(page.get_by_text("It is kept as a draft.")).to_be_visible()
    assert [picture.name for picture in post.pictures.all()] == ["one.jpg", "two.jpg", "three.jpg"]
    page.go_back()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.locator(".post-picture")).to_have_count(3)


def slow_at_first(page: Page, post: Post) -> list[Route]:
    """What is asked of the page where a post is written. The first waits until it is told to go on."""
    asked: list[Route] = []

    def ask(route: Route) -> None:
        asked.append(route)
        if len(asked) > 1:
            route.continue_()

    page.route(f"**{at(post)}", ask)
    return asked


def test_a_file_that_is_no_picture_is_said_beside_those_that_are(school: Cast, opened: Opened, post: Post) -> None:
    page = opened(at(post), by=school.tess)
    broken: FilePayload = {"name": "broken.jpg", "mimeType": "image/jpeg", "buffer": b"words"}
    page.get_by_label("Add pictures").set_input_files([broken, a_photo()])
    expect(page.get_by_text("broken.jpg: this is not a picture that can be opened")).to_be_visible()
    expect(page.get_by_text("The picture is added.")).to_be_visible()
    expect(page.locator(".post-picture")).to_have_count(1)


def test_a_box_is_drawn_in_a_picture_and_kept(school: Cast, opened: Opened, post: Post) -> None:
    page = opened(at(post), by=school.tess)
    give(page, "drop", "one.jpg")
    page.get_by_role("link", name="Blur or crop").click()
    page.wait_for_load_state("networkidle")
    canvas = page.locator("[data-canvas] svg").bounding_box()
    assert canvas
    page.mouse.move(canvas["x"] + canvas["width"] * 0.25, canvas["y"] + canvas["height"] * 0.25)
    page.mouse.down()
    page.mouse.move(canvas["x"] + canvas["width"] * 0.75, canvas["y"] + canvas["height"] * 0.75, steps=3)
    page.mouse.up()
    assert 316 <= int(page.get_by_label("Wide").input_value()) <= 324
    page.get_by_role("button", name="Keep only the box").click()
    expect(page.get_by_text("The picture is cut.")).to_be_visible()
    assert 316 <= post.pictures.get().width <= 324


# ---------------------------------------------------------------------- nothing typed is lost


def test_everything_typed_is_there_after_a_reload(school: Cast, opened: Opened, post: Post, account: Account) -> None:
    page = opened(at(post), by=school.tess)
    give(page, "drop", "one.jpg")
    words(page).fill(WORDS)
    page.get_by_role("checkbox", name="Riverside News").check()
    page.get_by_text("Other words, a link or a first comment").click()
    page.get_by_label("First comment").fill("Tell us what you liked.")
    page.get_by_label("What does it show?").fill("A field")
    page.get_by_label("Who is in it?").fill("Pia Example (pupil)")
    expect(page.locator(".post-picture .post-said")).to_contain_text("Pia Example")
    page.reload()
    expect(words(page)).to_have_value(WORDS)
    expect(page.get_by_label("First comment")).to_have_value("Tell us what you liked.")
    expect(page.get_by_label("What does it show?")).to_have_value("A field")
    expect(page.locator(".post-picture .post-said")).to_contain_text("Pia Example")


def test_whoever_is_signed_out_meanwhile_is_told_and_goes_on_after_signing_in(
    school: Cast, opened: Opened, post: Post
) -> None:
    page = opened(at(post), by=school.tess)
    cookies = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    words(page).fill(WORDS)
    expect(page.get_by_text("You are signed out. What you typed is still on this page.")).to_be_visible()
    expect(words(page)).to_have_value(WORDS)
    expect(page.locator("#verdict")).to_be_visible()
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    words(page).press_sequentially("!")
    expect(kept(page)).to_be_visible()
    expect(page.get_by_text("You are signed out.")).to_be_hidden()
    post.refresh_from_db()
    assert post.text == f"{WORDS}!"


def test_when_keeping_fails_the_page_says_so_and_the_next_word_is_kept(
    school: Cast, opened: Opened, post: Post
) -> None:
    page = opened(at(post), by=school.tess)
    page.route(f"**{at(post)}", lambda route: _fail(route))
    words(page).fill("Beans")
    expect(page.get_by_text("The page could not be brought up to date.")).to_be_visible()
    page.unroute(f"**{at(post)}")
    words(page).press_sequentially(" and peas")
    expect(kept(page)).to_be_visible()
    expect(page.get_by_text("The page could not be brought up to date.")).to_be_hidden()
    post.refresh_from_db()
    assert post.text == "Beans and peas"


def test_pictures_that_could_not_be_sent_stay_chosen(school: Cast, opened: Opened, post: Post) -> None:
    page = opened(at(post), by=school.tess)
    page.route(f"**{at(post)}", lambda route: _fail(route))
    give(page, "drop", "one.jpg")
    expect(page.get_by_text("The pictures could not be sent.")).to_be_visible()
    page.unroute(f"**{at(post)}")
    page.get_by_role("button", name="Add the pictures").click()
    expect(page.locator(".post-picture")).to_have_count(1)


def test_what_was_changed_in_another_window_is_said_and_a_press_keeps_what_stands_here(
    school: Cast, opened: Opened, post: Post
) -> None:
    page, other = opened(at(post), by=school.tess), opened(at(post), by=school.tess)
    words(other).fill("In the other window")
    expect(kept(other)).to_be_visible()
    words(page).fill("In this window")
    expect(page.get_by_text("Not kept yet.")).to_be_visible()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("The post was changed elsewhere in the meantime.").first).to_be_visible()
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("It is kept as a draft.")).to_be_visible()
    post.refresh_from_db()
    assert post.text == "In this window"


def test_without_script_everything_is_done_with_buttons(
    school: Cast, opened: Opened, post: Post, account: Account
) -> None:
    page = opened(at(post), by=school.tess, script=False)
    words(page).fill("Well done, Pia!")
    page.get_by_role("checkbox", name="Riverside News").check()
    page.get_by_label("Add pictures").set_input_files([a_photo()])
    page.get_by_role("button", name="Add the pictures").click()
    page.get_by_label("What does it show?").fill("A field")
    page.get_by_role("button", name="Write “a pupil” instead of “Pia”").click()
    expect(words(page)).to_have_value("Well done, a pupil!")
    expect(page.get_by_label("What does it show?")).to_have_value("A field")
    page.get_by_role("link", name="Blur or crop").click()
    for name, value in {"From the left": "10", "From the top": "10", "Wide": "200", "High": "100"}.items():
        page.get_by_label(name).fill(value)
    page.get_by_role("button", name="Keep only the box").click()
    expect(page.get_by_text("The picture is cut.")).to_be_visible()


# ---------------------------------------------------------------------- suggesting


def test_an_idea_is_suggested_from_a_phone_and_says_who_has_it(school: Cast, opened: Opened) -> None:
    page = opened("/schools/riverside/posts/suggest/", by=school.tess, width=390)
    page.get_by_label("What happened?").fill("We won the relay!")
    page.get_by_label("Pictures").set_input_files([a_photo()])
    page.get_by_role("button", name="Suggest it").click()
    expect(page.get_by_text("Thank you. Your idea is with Ada Example (headteacher)")).to_be_visible()
    assert Post.objects.get().pictures.count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


# ---------------------------------------------------------------------- for everybody


def test_axe_finds_nothing_on_the_pages_where_a_post_is_written(school: Cast, opened: Opened, account: Account) -> None:
    tess = school.member("tess")
    post = draft(by=tess, written=Written(text="Well done, Pia! http://bit.ly/abc", wordings=[Worded(account)]))
    picture = add_picture(post=post, by=tess, data=a_jpeg(), name="sports.jpg", alt="A race")
    portray(post=post, by=tess, people=[Said(school.pia, "shown", picture)])
    Picture.objects.filter(pk=picture.pk).update(faces=[[100, 50, 60, 60]])
    posts = "/schools/riverside/posts/"
    page = opened(at(post), by=school.tess)
    for address in (
        at(post),
        f"{posts}{post.pk}/pictures/{picture.pk}/change/",
        f"{posts}{post.pk}/check/",
        f"{posts}suggest/",
    ):
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(address)
        for width, height in (DESK, PHONE):
            page.set_viewport_size({"width": width, "height": height})
            assert faults_on(page) == [], f"{address} at {width} px"
            assert not sideways(page), f"{address} at {width} px"
        page.emulate_media(color_scheme="dark")
        assert faults_on(page, CONTRAST) == [], f"{address} in the dark"


def _fail(route: Route) -> None:
    route.fulfill(status=503, body="busy")


def test_an_account_is_offered_words_of_its_own_once_it_is_chosen(
    school: Cast, opened: Opened, account: Account
) -> None:
    other = Written(text="Beans", wordings=[Worded(account)])
    page = opened(at(draft(by=school.member("tess"), written=other)), by=school.tess)
    own = page.get_by_text("Other words, a link or a first comment")
    expect(own).to_be_visible()
    page.get_by_role("checkbox", name="Riverside News").uncheck()
    expect(own).to_be_hidden()
    expect(kept(page)).to_be_visible()
