"""Several at the same moment: one of them did it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from gatepost.publishing.errors import NotDone
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.writing import Worded, Written, edit
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.members import member_of
from gatepost.schools.roles import Role
from tests.cast import assemble, person

from .making import MORNING, Network, an_account, connected, submitted

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread at a time"),
    pytest.mark.django_db(transaction=True),
]
S = Post.State


def test_of_four_workers_each_post_is_sent_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    cast, network = assemble(), Network()
    blog = connected(an_account(cast.riverside, channel="blog"), network, monkeypatch)
    posts = [submitted(cast, "ada", blog, at=MORNING) for _ in range(5)]
    at_once(*[lambda: deliver_due(MORNING)] * 4)
    assert len(network.sent) == len(set(network.sent)) == len(posts)
    assert set(Delivery.objects.values_list("state", flat=True)) == {Delivery.State.SENT}


def test_an_edit_and_an_approval_at_once_leave_nothing_approved_that_was_not_seen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast = assemble()
    blog = connected(an_account(cast.riverside, channel="blog"), Network(), monkeypatch)
    post = submitted(cast, "tess", blog, at=MORNING, send_at=MORNING + timedelta(days=1))
    ada, tess, seen = cast.member("ada"), cast.member("tess"), post.version
    written = Written(text="Other.", category="reminder", wordings=[Worded(blog)])
    at_once(
        lambda: approve(post=Post.objects.get(pk=post.pk), by=ada, version=seen, at=MORNING),
        lambda: edit(post=Post.objects.get(pk=post.pk), by=tess, version=seen, written=written, at=MORNING),
    )
    post.refresh_from_db()
    assert (post.state, post.text) == (S.DRAFT, "Other.")
    assert not Delivery.objects.exclude(state=Delivery.State.STOPPED).exists()


def test_of_two_heads_who_approve_at_once_one_has(monkeypatch: pytest.MonkeyPatch) -> None:
    cast = assemble()
    blog = connected(an_account(cast.riverside, channel="blog"), Network(), monkeypatch)
    post = submitted(cast, "tess", blog, at=MORNING)
    heads = [cast.member("ada"), member_of(person(cast.riverside, "Hal", "staff", Role.HEADTEACHER))]
    came = at_once(
        *(
            lambda by=by: approve(post=Post.objects.get(pk=post.pk), by=by, version=post.version, at=MORNING)
            for by in heads
        )
    )
    assert sorted(map(bool, came)) == [False, True]
    assert Delivery.objects.count() == 1


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What came of each act: why it was not done, or nothing."""
    start, came = Barrier(len(acts)), [""] * len(acts)

    def run(number: int, act: Callable[[], object]) -> None:
        start.wait()
        try:
            act()
        except NotDone as problem:
            came[number] = str(problem)
        finally:
            connection.close()

    threads = [Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came
