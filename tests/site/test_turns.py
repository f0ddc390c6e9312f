"""Who waits for whom in a process that answers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from gatepost.site.turns import MUCH, Turns

LONG = 20.0
"""Seconds. Nothing here takes that long unless it is stuck."""
SHORT = 0.05
A_WHILE = 0.2
get = RequestFactory().get


class Pages:
    """Pages that are begun when they are asked for, and take until they are told to end."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self._begins = threading.Condition()
        self._may_end: set[str] = set()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with self._begins:
            self.begun.append(request.path)
            self._begins.notify_all()
            assert self._begins.wait_for(lambda: request.path in self._may_end, LONG)
        if request.path == "/broken":
            raise ValueError("broken")
        return HttpResponse()

    def begins(self, path: str, within: float = LONG) -> bool:
        with self._begins:
            return self._begins.wait_for(lambda: path in self.begun, within)

    def end(self, *paths: str) -> None:
        with self._begins:
            self._may_end.update(paths)
            self._begins.notify_all()


@pytest.fixture
def pages() -> Pages:
    return Pages()


@pytest.fixture
def threads(pages: Pages) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as threads:
        yield threads


def answered(*asked: Future[HttpResponse]) -> bool:
    return all(each.result(LONG).status_code == 200 for each in asked)


def test_pages_are_made_in_the_order_in_which_they_were_asked_for(pages: Pages, threads: ThreadPoolExecutor) -> None:
    site = Turns(pages, patience=LONG)
    first = threads.submit(site, get("/first"))
    assert pages.begins("/first")
    second = threads.submit(site, get("/second"))
    assert not pages.begins("/second", within=A_WHILE)
    third = threads.submit(site, get("/third"))
    assert not pages.begins("/third", within=A_WHILE)
    pages.end("/first")
    assert pages.begins("/second")
    assert not pages.begins("/third", within=A_WHILE)
    pages.end("/second", "/third")
    assert answered(first, second, third)
    assert pages.begun == ["/first", "/second", "/third"]


def test_what_takes_long_keeps_one_page_waiting_and_the_others_go_on_in_turn_beside_it(
    pages: Pages, threads: ThreadPoolExecutor
) -> None:
    site = Turns(pages, patience=SHORT)
    slow = threads.submit(site, get("/slow"))
    assert pages.begins("/slow")
    beside = threads.submit(site, get("/beside"))
    assert pages.begins("/beside")
    pages.end("/beside")
    assert answered(beside)
    for name in ("/then", "/last"):
        pages.end(name)
        assert answered(threads.submit(site, get(name)))
    assert not slow.done()
    pages.end("/slow")
    assert answered(slow)


def test_beside_what_takes_long_the_next_pages_wait_for_each_other(pages: Pages, threads: ThreadPoolExecutor) -> None:
    site = Turns(pages, patience=A_WHILE)
    slow = threads.submit(site, get("/slow"))
    assert pages.begins("/slow")
    beside = threads.submit(site, get("/beside"))
    then = threads.submit(site, get("/then"))
    assert pages.begins("/beside")
    assert not pages.begins("/then", within=A_WHILE / 2)
    pages.end("/slow", "/beside", "/then")
    assert answered(slow, beside, then)


def test_photos_keep_nobody_waiting_and_wait_for_nobody(pages: Pages, threads: ThreadPoolExecutor) -> None:
    site = Turns(pages, patience=LONG)
    photos = RequestFactory().post("/photos", b"x" * (MUCH + 1), content_type="image/jpeg")
    page, sent = threads.submit(site, get("/page")), threads.submit(site, photos)
    assert pages.begins("/page")
    assert pages.begins("/photos")
    pages.end("/page", "/next")
    assert answered(page, threads.submit(site, get("/next")))
    assert not sent.done()
    pages.end("/photos")
    assert answered(sent)


def test_a_page_that_breaks_gives_up_its_turn(pages: Pages) -> None:
    site = Turns(pages, patience=LONG)
    pages.end("/broken", "/next")
    with pytest.raises(ValueError, match="broken"):
        site(get("/broken"))
    assert site(get("/next")).status_code == 200


def test_files_that_never_change_and_the_probe_take_no_turn() -> None:
    order = settings.MIDDLEWARE
    turns = order.index("gatepost.site.turns.Turns")
    for first in ("gatepost.site.health.Health", "whitenoise.middleware.WhiteNoiseMiddleware"):
        assert order.index(first) < turns
