"""Connecting an account to a site, and correcting what went there, in a real browser: on a desk, on a phone, in the dark."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gatepost.publishing.models import Connection, Post
from gatepost.publishing.services.connecting import connect
from gatepost.publishing.tasks import deliver_due
from tests.cast import Cast
from tests.platforms.fake_wordpress import PASSWORD, USER, FakeWordPress, fake_wordpress
from tests.publishing.making import TEXT, an_account, submitted

from .test_axe import CONTRAST, faults_on, sideways

Opened = Callable[..., Page]
POSTS = "/schools/riverside/posts/"


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with fake_wordpress() as running:
        yield running


@pytest.fixture(autouse=True)
def _nobody_has_a_password(settings: Any) -> None:
    """As in the demonstration: nobody is asked to prove who they are."""
    settings.DEMO = True


def without_fault(opened: Opened, address: str, by: Any) -> None:
    for width in (1280, 390):
        page = opened(address, by=by, width=width)
        assert faults_on(page) == [], f"{address} at {width} px"
        assert not sideways(page), f"{address} at {width} px"
    page.emulate_media(color_scheme="dark")
    assert faults_on(page, CONTRAST) == [], f"{address} in the dark"


def test_the_office_connects_the_blog_from_a_phone(school: Cast, opened: Opened, site: FakeWordPress) -> None:
    an_account(school.riverside, name="Riverside blog", channel="blog")
    page = opened(f"{POSTS}connections/", by=school.ben, width=390)
    page.get_by_role("link", name="Connect Riverside blog").click()
    page.get_by_label("Address of the site").fill(f"{site.url}/wp-admin/")
    page.get_by_label("User name in WordPress").fill(USER)
    page.get_by_role("textbox", name="Application password").fill("abcd efgh")
    page.get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_text("It was tried, and does not work yet.")).to_be_visible()
    expect(page.get_by_role("textbox", name="Application password")).to_have_value("")
    page.get_by_role("textbox", name="Application password").fill(PASSWORD)
    page.get_by_role("button", name="Connect", exact=True).click()
    expect(page.get_by_text("From now on Gatepost posts to Riverside blog by itself.")).to_be_visible()
    assert Connection.objects.get().address == site.url


def test_a_wrong_word_is_put_right_where_it_stands(school: Cast, opened: Opened, site: FakeWordPress) -> None:
    post = out_on_the_blog(school, site)
    page = opened(f"{POSTS}{post.pk}/", by=school.ada)
    page.get_by_role("link", name="Correct it").click()
    page.get_by_label("What is wrong with it?").fill("They are peas.")
    page.get_by_role("button", name="Begin the correction").click()
    page.get_by_label("What do you want to say?").fill(TEXT.replace("beans", "peas"))
    page.get_by_role("button", name="Look it over").click()
    expect(page.get_by_role("heading", name="What it changes")).to_be_visible()
    page.get_by_role("button", name="I have looked it over").click()
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_text("Goes out at once", exact=True)).to_be_visible()
    deliver_due(timezone.now())
    (there,) = site.posts.values()
    assert "peas" in there["content"]["raw"]
    page.goto(f"{POSTS}{post.pk}/")
    expect(page.get_by_text("These are the words from before.")).to_be_visible()
    for shown in Post.objects.all():
        without_fault(opened, f"{POSTS}{shown.pk}/", school.ada)


def out_on_the_blog(school: Cast, site: FakeWordPress) -> Post:
    blog = an_account(school.riverside, name="Riverside blog", channel="blog")
    connect(account=blog, by=school.member("ben"), address=site.url, username=USER, secret=PASSWORD)
    post = submitted(school, "ada", blog, title="Beans")
    deliver_due(timezone.now())
    return Post.objects.get(pk=post.pk)


def test_axe_finds_no_fault_with_connections(school: Cast, opened: Opened, site: FakeWordPress) -> None:
    post = out_on_the_blog(school, site)
    an_account(school.riverside, name="Class blog", channel="blog")
    an_account(school.riverside)
    (blog,) = Connection.objects.values_list("account", flat=True)
    says = "WordPress does not know this user with this application password."
    Connection.objects.update(healthy=False, said=says, raw="401 Unauthorized\n{}")
    for address in ("connections/", f"connections/{blog}/", f"connections/{blog}/disconnect/", f"{post.pk}/correct/"):
        without_fault(opened, POSTS + address, school.ben)
    without_fault(opened, "/schools/riverside/", school.ben)
