"""Who waits for whom in a process that answers."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from gatepost.site.turns import MUCH, Turns

LONG = 20.0
"""Seconds. Nothing here takes that long unless it is stuck."""


class Making:
    """Pages that take until they are told to end."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.began = threading.Semaphore(0)
        self.slow_may_end = threading.Event()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.begun.append(request.path)
        self.began.release()
        if request.path == "/slow":
            assert self.slow_may_end.wait(LONG)
        if request.path == "/broken":
            raise ValueError("broken")
        return HttpResponse()


get = RequestFactory().get


def test_a_page_waits_until_the_one_before_it_is_made() -> None:
    making = Making()
    site = Turns(making, patience=LONG)
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(site, get("/slow"))
        assert making.began.acquire(timeout=LONG)
        quick = threads.submit(site, get("/quick"))
        assert not making.began.acquire(timeout=0.2)
        making.slow_may_end.set()
        assert not wait([slow, quick], LONG).not_done
    assert making.begun == ["/slow", "/quick"]


def test_what_takes_long_lets_the_others_by() -> None:
    making = Making()
    site = Turns(making, patience=0.05)
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(site, get("/slow"))
        assert making.began.acquire(timeout=LONG)
        assert threads.submit(site, get("/quick")).result(LONG).status_code == 200
        assert not slow.done()
        making.slow_may_end.set()


def test_photos_on_their_way_keep_nobody_waiting() -> None:
    making = Making()
    site = Turns(making, patience=LONG)
    photos = RequestFactory().post("/slow", b"x" * (MUCH + 1), content_type="image/jpeg")
    with ThreadPoolExecutor() as threads:
        slow = threads.submit(site, photos)
        assert making.began.acquire(timeout=LONG)
        assert threads.submit(site, get("/quick")).result(LONG).status_code == 200
        assert not slow.done()
        making.slow_may_end.set()


def test_a_page_that_breaks_gives_up_its_turn() -> None:
    site = Turns(Making(), patience=LONG)
    with pytest.raises(ValueError, match="broken"):
        site(get("/broken"))
    assert site(get("/quick")).status_code == 200


def test_files_that_never_change_wait_for_nobody() -> None:
    order = settings.MIDDLEWARE
    assert order.index("whitenoise.middleware.WhiteNoiseMiddleware") < order.index("gatepost.site.turns.Turns")
