"""Correcting a post and taking it down at the same moment: neither waits for the other for ever, and nothing stays there."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection

from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services import arriving, taking_down
from gatepost.publishing.tasks import deliver_due
from tests.at_once import at_once
from tests.cast import assemble

from .making import Network, an_account, connected, only
from .test_correcting import LATER, corrected, sent

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread at a time"),
    pytest.mark.django_db(transaction=True),
]
D = Delivery.State
A_WHILE = 0.5


@pytest.mark.parametrize("which", ["the original", "the correction"])
def test_a_post_taken_down_while_its_correction_arrives_comes_down(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, which: str
) -> None:
    cast, network, changed = assemble(), Network(), Event()
    blog = connected(an_account(cast.riverside, channel="blog"), network, monkeypatch)
    out = sent(cast, blog)
    correction = corrected(cast, out)
    network.after["update"] = changed.set
    for module, step in ((arriving, "take_its_place"), (taking_down, "end_with")):
        monkeypatch.setattr(module, step, slowly(getattr(module, step)))

    def taken_down(post: Post) -> None:
        taking_down.take_down(post=Post.objects.get(pk=post.pk), by=cast.member("ada"), because="mistake", at=LATER)

    def once_it_is_changed() -> None:
        assert changed.wait(10)
        taken_down(out if which == "the original" else correction)

    assert at_once(lambda: deliver_due(LATER), once_it_is_changed) == ["", ""]
    deliver_due(LATER)
    assert network.posts == {}
    assert only(correction).state == D.TAKEN_DOWN
    assert "broke off" not in caplog.text


def slowly(do: Callable[..., Any]) -> Callable[..., Any]:
    """So slow that the other comes as far."""

    def go(*given: Any, **named: Any) -> Any:
        sleep(A_WHILE)
        return do(*given, **named)

    return go
