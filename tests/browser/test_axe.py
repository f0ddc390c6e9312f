"""Axe finds no fault with the main pages, light and dark, on a phone and on a desk; none has to be scrolled sideways."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import Page

from gatepost.channels.models import Account
from gatepost.rulings.services import rule
from tests.cast import STARTED, Cast

from .conftest import Opened

PAGES = {
    "gallery": "/gallery/",
    "home": "/schools/riverside/",
    "ask": "/schools/riverside/ask/",
    "answer": "/schools/riverside/ask/?actor=teacher&action=accept_friend_request&counterpart=pupil&account=personal",
    "policy": "/schools/riverside/policy/",
    "duties": "/schools/riverside/duties/",
    "all-duties": "/schools/riverside/duties/all/",
    "register": "/schools/riverside/accounts/",
    "apply": "/schools/riverside/accounts/apply/",
    "people": "/schools/riverside/people/",
    "pictures": "/schools/riverside/people/image-permissions/",
    "settings": "/schools/riverside/people/settings/",
    "record": "/schools/riverside/record/",
    "signing-in": "/sign-in/2fa/",
    "not-found": "/nowhere/",
}
SCREENS = [(1280, "light"), (390, "dark")]


@pytest.fixture
def busy(school: Cast) -> Cast:
    """A school where something is due and an account is run by nobody."""
    account = Account.objects.create(
        school=school.riverside,
        channel="facebook",
        kind="official",
        name="Our page",
        audience="public",
        opened_on=STARTED,
    )
    rule(
        school=school.riverside,
        situation={"action": "comment_received", "account": "official", "channel": "facebook"},
        subject=account,
        by=school.member("ada"),
        done=True,
        at=timezone.now() - timedelta(days=4),
    )
    return school


@pytest.mark.parametrize(("width", "scheme"), SCREENS, ids=lambda value: str(value))
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(busy: Cast, opened: Opened, name: str, width: int, scheme: str) -> None:
    page = opened(PAGES[name], by=busy.ada, width=width, scheme=scheme)
    assert faults_on(page) == []
    assert not sideways(page)


@pytest.mark.parametrize("address", ["/sign-in/login/", "/sign-in/password/reset/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_signing_in(school: Cast, opened: Opened, address: str, scheme: str) -> None:
    assert faults_on(opened(address, scheme=scheme)) == []


def test_open_menus_and_chips_are_no_worse(busy: Cast, opened: Opened) -> None:
    page = opened(PAGES["gallery"], by=busy.ada, width=390)
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert faults_on(page) == []


def faults_on(page: Page) -> list[str]:
    """What axe finds, a line for each fault with the element that has it."""
    found = Axe().run(page).response["violations"]
    return [
        f"{fault['id']}: {node['html'][:150]} {node['failureSummary'][:300]}"
        for fault in found
        for node in fault["nodes"]
    ]


def sideways(page: Page) -> bool:
    """Whether the page has to be scrolled to the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))
