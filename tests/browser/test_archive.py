"""The archive in a real browser: names come when somebody chooses, and what was found is taken away and read offline."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from gatepost.channels.models import Account
from gatepost.publishing.models import Post
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.models import Person
from tests.cast import Cast
from tests.publishing.making import MORNING, Network, a_draft, an_account, answers, connected, with_picture_of

ARCHIVE = "/schools/riverside/posts/archive/"
Opened = Callable[..., Page]


@pytest.fixture
def blog(school: Cast, monkeypatch: pytest.MonkeyPatch) -> Account:
    return connected(an_account(school.riverside, name="Riverside blog", channel="blog"), Network(), monkeypatch)


def out(school: Cast, blog: Account, *shown: Person, **facts: str) -> Post:
    """A post of the headteacher's that is out."""
    post = a_draft(school, "ada", blog, at=MORNING, stated=["appropriately_dressed"], **facts)
    if shown:
        with_picture_of(school, "ada", post, *shown)
        post.refresh_from_db()
    submit(post=post, by=school.member("ada"), at=MORNING)
    deliver_due(MORNING)
    return post


def test_a_teacher_finds_a_post_by_who_is_shown_on_a_phone(school: Cast, blog: Account, opened: Opened) -> None:
    answers(school.pia, "given")
    out(school, blog, school.pia, title="Allotment")
    out(school, blog, title="Menu")
    page = opened(ARCHIVE, by=school.tess, width=390)
    expect(page.get_by_role("heading", name="Menu")).to_be_visible()
    page.get_by_role("button", name="Narrow it down").click()
    page.get_by_label("Shows or names").focus()
    name = page.locator("#roll option")
    expect(name).to_have_count(1)
    page.get_by_label("Shows or names").fill(name.get_attribute("value") or "")
    page.get_by_role("button", name="Search with these").click()
    expect(page.get_by_text("1 post found.")).to_be_visible()
    picture = page.get_by_role("img", name="Beans")
    expect(picture).to_be_visible()
    assert picture.evaluate("shown => shown.naturalWidth") == 320
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_names_are_offered_though_somebody_was_in_the_field_before_the_page_had_loaded(
    school: Cast, blog: Account, opened: Opened
) -> None:
    answers(school.pia, "given")
    out(school, blog, school.pia)
    page = opened(ARCHIVE, by=school.tess)
    slow: list[Route] = []
    page.route("**/htmx*.js", lambda route: slow.append(route))
    page.goto(f"{ARCHIVE}?narrow=yes", wait_until="commit")
    page.get_by_label("Shows or names").focus()
    slow[0].continue_()
    expect(page.locator("#roll option")).to_have_count(1)


def test_what_was_found_is_taken_away_and_read_offline(
    school: Cast, blog: Account, opened: Opened, browser: Browser, tmp_path: Path
) -> None:
    answers(school.ada, "given")
    out(school, blog, school.ada, title="Allotment")
    out(school, blog, title="Menu")
    page = opened(f"{ARCHIVE}?text=allotment", by=school.ada)
    page.get_by_role("link", name="Export what was found").click()
    page.get_by_label("What is it for?").fill("FOI 7")
    with page.expect_download() as begun:
        page.get_by_role("button", name="Make the file").click()
    begun.value.save_as(tmp_path / "export.zip")
    assert begun.value.suggested_filename.startswith("riverside-posts-")
    with ZipFile(tmp_path / "export.zip") as export:
        export.extractall(tmp_path / "export")
    offline = browser.new_context(offline=True).new_page()
    offline.goto((tmp_path / "export" / "index.html").as_uri())
    expect(offline.get_by_role("heading", name="Allotment")).to_be_visible()
    expect(offline.get_by_role("heading", name="Menu")).to_have_count(0)
    assert offline.get_by_role("img", name="Beans").evaluate("shown => shown.complete && shown.naturalWidth > 0")
    assert Axe().run(offline).response["violations"] == []
    offline.context.close()
