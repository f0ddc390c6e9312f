"""Several at the same moment: one of them did it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services.approving import approve
from gatepost.publishing.services.by_hand import posted
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, edit
from gatepost.publishing.tasks import deliver_due
from gatepost.publishing.times import LEASE
from gatepost.records.models import Entry
from gatepost.rulings.models import Duty
from gatepost.schools.members import member_of
from gatepost.schools.roles import Role
from tests.at_once import at_once
from tests.cast import assemble, person

from .making import (
    MORNING,
    Killed,
    Network,
    a_draft,
    an_account,
    answers,
    connected,
    only,
    raising,
    submitted,
    with_picture_of,
)

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


def test_a_permission_withdrawn_as_it_is_sent_keeps_it_back_or_has_it_taken_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cast, network = assemble(), Network()
    blog = connected(an_account(cast.riverside, channel="blog"), network, monkeypatch)
    answers(cast.pia, "given")
    posts = []
    for _ in range(4):
        post = a_draft(cast, "ada", blog, at=MORNING, stated=["appropriately_dressed"])
        with_picture_of(cast, "ada", post, cast.pia)
        submit(post=post, by=cast.member("ada"), at=MORNING)
        posts.append(post)
    at_once(lambda: deliver_due(MORNING), lambda: answers(cast.pia, "withdrawn"))
    deliver_due(MORNING)
    for post in posts:
        post.refresh_from_db()
        due = Duty.objects.filter(subject=f"publishing.post:{post.pk}", do=["delete"]).count()
        shown = only(post).key in network.sent
        assert (post.state, only(post).state, due) == (
            (S.PUBLISHED, Delivery.State.SENT, 1) if shown else (S.HELD, Delivery.State.STOPPED, 0)
        )


def test_of_several_workers_that_take_over_what_another_left_one_does(monkeypatch: pytest.MonkeyPatch) -> None:
    cast, network = assemble(), Network()
    blog = connected(an_account(cast.riverside, channel="blog"), network, monkeypatch)
    post = submitted(cast, "ada", blog, at=MORNING)
    network.after["send"] = raising(Killed())
    with pytest.raises(Killed):
        deliver_due(MORNING)
    network.after.clear()
    at_once(*[lambda: deliver_due(MORNING + LEASE + timedelta(minutes=1))] * 4)
    assert (len(network.sent), only(post).state) == (1, Delivery.State.SENT)
    assert Entry.objects.filter(verb="post_taken_over_from_worker").count() == 1
    assert Entry.objects.filter(verb="post_sent").count() == 1


def test_of_two_who_say_at_once_that_they_posted_it_one_has() -> None:
    cast = assemble()
    post = submitted(cast, "ada", an_account(cast.riverside), at=MORNING)
    deliver_due(MORNING)
    came = at_once(
        *(
            lambda by=by: posted(delivery=only(post), by=by, link="https://facebook.com/1", at=MORNING)
            for by in (cast.member("ada"), cast.member("ben"))
        )
    )
    assert sorted(map(bool, came)) == [False, True]
    assert Entry.objects.filter(verb="post_posted_by_hand").count() == 1
