"""Passkeys, with an authenticator that Chromium plays: set up once, and from then on they open the school without a password."""

from __future__ import annotations

import re

from django.test import override_settings
from playwright.sync_api import Page, expect

from tests.cast import Cast

from . import journeys
from .conftest import Opened

PASSWORD = "a long and quiet word 7"
SETTINGS = f"{journeys.SCHOOL}/people/settings/"


def with_authenticator(page: Page) -> None:
    """A laptop that knows its owner's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    laptop = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": laptop})


@override_settings(SECOND_FACTOR=True)
def test_a_passkey_is_set_up_and_opens_the_school_without_a_password(school: Cast, opened: Opened) -> None:
    assert school.ada.user
    school.ada.user.set_password(PASSWORD)
    school.ada.user.save()
    page = opened("/sign-in/login/")
    with_authenticator(page)

    page.get_by_label("Email").fill(school.ada.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="Passkeys and security keys")).to_be_visible()  # her post calls for one
    page.get_by_role("link", name="Add one").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Name").fill("Ada's laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()

    page.context.clear_cookies()
    page.goto(SETTINGS)
    expect(page).to_have_url(re.compile("/sign-in/login/"))
    page.get_by_role("button", name="Use a passkey").click()
    expect(page).to_have_url(re.compile(f"{SETTINGS}$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("The school")
