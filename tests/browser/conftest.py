"""A real browser, for the tests that need one. They run only when asked for: `pytest tests/browser`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from gatepost.schools.models import Person
from tests.cast import Cast, assemble

from .chromium import chromium
from .demonstrating import demonstrated

# Playwright keeps an event loop running in this thread; Django would otherwise take every query for one made by a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# On a busy machine a page may take its time; what is wrong stays wrong for longer than this.
expect.set_options(timeout=20_000)

Opened = Callable[..., Page]


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    return None if any("browser" in argument for argument in config.args) else True


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demonstration that runs as it does for whoever looks at it: five schools in the middle of a term."""
    with demonstrated(tmp_path_factory.mktemp("demonstration")) as address:
        yield address


@pytest.fixture
def school(transactional_db: None) -> Cast:
    """The cast, in a database that the server under test sees too."""
    return assemble()


@pytest.fixture
def opened(live_server: LiveServer, browser: Browser) -> Iterator[Opened]:
    """Opens an address, as somebody, on a screen: `opened("/gallery/", by=school.tess, width=390, scheme="dark")`."""
    contexts: list[BrowserContext] = []

    def go(
        address: str,
        by: Person | None = None,
        width: int = 1280,
        scheme: str = "light",
        script: bool = True,
        touch: bool = False,
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
            has_touch=touch,
            is_mobile=touch,
            reduced_motion="reduce",  # what fades in is looked at when it is there
        )
        contexts.append(context)
        if by:
            context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": _session(by), "url": live_server.url}])
        page = context.new_page()
        page.goto(address)
        return page

    yield go
    for context in contexts:
        context.close()


def _session(person: Person) -> str:
    client = Client()
    assert person.user
    client.force_login(person.user)
    key = client.session.session_key
    assert key
    return key
