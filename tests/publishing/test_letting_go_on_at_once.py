"""Letting posts go on, or trying one again, while somebody does something else with them: neither waits for the other for ever."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from gatepost.platforms.errors import Refused
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services import by_hand, pausing, planning, taking_down
from gatepost.publishing.tasks import deliver_due
from tests.at_once import at_once
from tests.cast import assemble

from .making import MORNING, Network, an_account, connected, only, raising, submitted
from .test_correcting import LATER, corrected, sent
from .test_correcting_at_once import slowly

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread at a time"),
    pytest.mark.django_db(transaction=True),
]
AN_HOUR = timedelta(hours=1)


def slowed(monkeypatch: pytest.MonkeyPatch, *steps: tuple[Any, str]) -> None:
    for module, step in steps:
        monkeypatch.setattr(module, step, slowly(getattr(module, step)))


def test_posts_that_go_on_while_one_of_them_is_held_back_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = assemble()
    blog = connected(an_account(cast.riverside, channel="blog"), Network(), monkeypatch)
    post = submitted(cast, "ada", blog, at=MORNING)
    pausing.pause_all(by=cast.member("ada"), at=MORNING)
    slowed(monkeypatch, (pausing, "call_back"), (planning, "call_back"))
    _, came = at_once(
        lambda: pausing.resume(by=cast.member("ben"), at=MORNING + AN_HOUR),
        lambda: planning.hold(
            post=Post.objects.get(pk=post.pk), by=cast.member("ada"), version=post.version, reason="Wait."
        ),
    )
    post.refresh_from_db()
    assert not pausing.is_paused(cast.riverside)
    assert (post.state, post.reason) == (Post.State.HELD, pausing.PASSED if came else "Wait.")


def test_a_correction_tried_again_while_all_of_it_comes_down_does_not_keep_it_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast, network = assemble(), Network()
    out = sent(cast, connected(an_account(cast.riverside, channel="blog"), network, monkeypatch))
    network.before["update"] = raising(Refused("Too large."))
    correction = corrected(cast, out)
    deliver_due(LATER)
    slowed(monkeypatch, (taking_down, "end_with"), (by_hand, "record_delivery"))
    mistake = {"because": "mistake", "at": LATER}
    at_once(
        lambda: taking_down.take_down(post=Post.objects.get(pk=out.pk), by=cast.member("ada"), **mistake),
        lambda: by_hand.try_again(delivery=only(correction), by=cast.member("ben"), at=LATER),
    )
    assert network.posts == {}
    assert only(correction).state == Delivery.State.STOPPED
