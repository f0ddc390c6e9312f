"""Moving, holding back and approving the same post at the same moment: one of them did it, and nothing unapproved goes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event
from time import sleep
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from gatepost.channels.models import Account, Authorisation
from gatepost.publishing.connections import handover_of
from gatepost.publishing.models import Approval, Delivery, Post
from gatepost.publishing.services import by_hand, planning
from gatepost.publishing.services.approving import approve, approve_several
from gatepost.publishing.services.changed_permissions import look_at_the_day
from gatepost.publishing.services.planning import hold, let_go, move
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.tasks import deliver_due
from gatepost.rulings.models import Duty
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import ImagePermission
from gatepost.schools.roles import Role
from tests.at_once import at_once
from tests.cast import STARTED, Cast, assemble, person

from .making import (
    MORNING,
    Network,
    a_draft,
    an_account,
    answers,
    connected,
    only,
    submitted,
    verbs_of,
    with_picture_of,
)

pytestmark = [
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory belongs to one thread at a time"),
    pytest.mark.django_db(transaction=True),
]
S = Post.State
TOMORROW = MORNING + timedelta(days=1)
LATER = MORNING + timedelta(days=3)


@pytest.fixture
def here() -> Cast:
    return assemble()


@pytest.fixture
def network() -> Network:
    return Network()


@pytest.fixture
def blog(here: Cast, network: Network, monkeypatch: pytest.MonkeyPatch) -> Account:
    return connected(an_account(here.riverside, channel="blog"), network, monkeypatch)


@pytest.fixture
def post(here: Cast, blog: Account) -> Post:
    """Tess's post for tomorrow, which waits for Ada."""
    return submitted(here, "tess", blog, at=MORNING, send_at=TOMORROW)


def approving(post: Post, by: Member) -> Callable[[], object]:
    return lambda: approve(post=Post.objects.get(pk=post.pk), by=by, version=post.version, at=MORNING)


def moving(post: Post, by: Member) -> Callable[[], object]:
    return lambda: move(post=Post.objects.get(pk=post.pk), by=by, version=post.version, send_at=LATER, at=MORNING)


def test_an_approval_and_a_move_at_once_leave_nothing_approved_for_the_new_time(here: Cast, post: Post) -> None:
    at_once(approving(post, here.member("ada")), moving(post, here.member("tess")))
    post.refresh_from_db()
    if post.send_at == LATER:
        assert post.state == S.SUBMITTED
        assert not Approval.objects.filter(voided_at__isnull=True).exists()
        assert not Delivery.objects.exclude(state=Delivery.State.STOPPED).exists()
    else:
        assert post.state == S.SCHEDULED


def test_two_who_move_it_at_once_have_moved_it_once(here: Cast, post: Post) -> None:
    came = at_once(moving(post, here.member("tess")), moving(post, here.member("ada")))
    assert sorted(map(bool, came)) == [False, True]
    assert Post.objects.get().version == post.version + 1


def test_a_hold_and_an_approval_at_once_leave_it_held_or_tell_whoever_held_it(
    here: Cast, post: Post, network: Network
) -> None:
    def holding() -> None:
        hold(post=Post.objects.get(pk=post.pk), by=here.member("sam"), version=post.version, reason="No.", at=MORNING)

    _, held = at_once(approving(post, here.member("ada")), holding)
    post.refresh_from_db()
    assert (post.state == S.HELD) is not bool(held)
    deliver_due(TOMORROW)
    assert bool(network.sent) is bool(held)


def test_a_hold_and_a_worker_at_once_either_stop_it_or_say_that_it_is_being_sent(
    here: Cast, blog: Account, network: Network
) -> None:
    ready = submitted(here, "ada", blog, at=MORNING, send_at=TOMORROW)

    def holding() -> None:
        hold(post=Post.objects.get(pk=ready.pk), by=here.member("sam"), version=ready.version, reason="No.")

    held, _ = at_once(holding, lambda: deliver_due(TOMORROW))
    ready.refresh_from_db()
    assert ready.state == (S.PUBLISHED if held else S.HELD)
    assert len(network.sent) == (1 if held else 0)


def test_words_are_never_handed_out_to_be_posted_once_somebody_holds_the_post_back(
    here: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = submitted(here, "ada", an_account(here.riverside), at=MORNING)
    deliver_due(MORNING)
    asked = Event()

    def slowly(*given: Any) -> Any:
        asked.set()
        sleep(0.3)  # the other would hold it now
        return handover_of(*given)

    def holding() -> None:
        asked.wait(5)
        hold(post=Post.objects.get(pk=ready.pk), by=here.member("sam"), version=ready.version, reason="No.", at=MORNING)

    monkeypatch.setattr(by_hand, "handover_of", slowly)
    at_once(holding, lambda: by_hand.prepare(delivery=only(ready), by=here.member("ada"), at=MORNING))
    told = [verb for verb in verbs_of(ready) if verb in ("post_handed_out", "post_held")]
    assert told == ["post_handed_out", "post_held"]


def test_two_workers_who_look_at_the_answers_of_a_day_at_once_raise_what_follows_once(
    here: Cast, blog: Account, network: Network
) -> None:
    today = timezone.localdate()
    answers(here.pia, "given", use="name")
    submitted(here, "ada", blog, at=MORNING, text="Well done, Pia Example!")
    deliver_due(MORNING)
    ImagePermission.objects.create(person=here.pia, use="name", answer="withdrawn", from_day=today)
    look = partial(look_at_the_day, here.riverside, timezone.now())
    assert at_once(look, look) == ["", ""]
    assert Duty.objects.filter(do=["delete"]).count() == 1


def test_two_who_let_it_go_at_once_hand_it_in_once(here: Cast, post: Post) -> None:
    hold(post=post, by=here.member("sam"), version=post.version, reason="Wait.", at=MORNING)

    def letting_go(by: Member) -> Callable[[], object]:
        return lambda: let_go(post=Post.objects.get(pk=post.pk), by=by, version=post.version, at=MORNING)

    came = at_once(*map(letting_go, (here.member("sam"), here.member("ada"))))
    assert sorted(map(bool, came)) == [False, True]


def test_two_who_approve_the_same_plan_at_once_have_each_post_approved_once(here: Cast, blog: Account) -> None:
    posts = [submitted(here, "tess", blog, text=f"Post {day}", at=MORNING, send_at=TOMORROW) for day in range(4)]
    hal = member_of(person(here.riverside, "Hal", "staff", Role.HEADTEACHER))
    left: list[int] = []

    def approving_all(by: Member) -> Callable[[], object]:
        seen = [(Post.objects.get(pk=post.pk), post.version) for post in posts]
        return lambda: left.append(len(approve_several(posts=seen, by=by, at=MORNING)))

    at_once(*map(approving_all, (here.member("ada"), hal)))
    assert sum(left) == len(posts)
    assert Delivery.objects.count() == Approval.objects.count() == len(posts)


def test_two_whose_approvals_are_both_wanted_and_who_give_them_at_once_have_it_ready_once(
    here: Cast, blog: Account
) -> None:
    Authorisation.objects.create(account=blog, person=here.ben, may="post", from_day=STARTED)
    dee = member_of(person(here.riverside, "Dee", "staff", Role.SENIOR_LEADER))
    post = submitted(here, "tess", blog, holds=["political"], at=MORNING, send_at=TOMORROW)
    came = at_once(approving(post, here.member("ben")), approving(post, dee))
    post.refresh_from_db()
    assert (came, post.state) == (["", ""], S.SCHEDULED)
    assert Approval.objects.count() == 2
    assert Delivery.objects.count() == 1


def test_a_no_while_somebody_holds_the_post_back_is_kept(
    here: Cast, blog: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(here.pia, "given")
    post = a_draft(here, "tess", blog, at=MORNING, send_at=TOMORROW, stated=["appropriately_dressed"])
    with_picture_of(here, "tess", post, here.pia)
    post.refresh_from_db()
    submit(post=post, by=here.member("tess"), at=MORNING)
    locked, record = Event(), planning.record

    def slowly(*args: Any, **facts: Any) -> None:
        locked.set()
        sleep(0.5)  # the other has begun meanwhile
        record(*args, **facts)

    def says_no() -> None:
        locked.wait(10)
        answers(here.pia, "withdrawn")

    monkeypatch.setattr(planning, "record", slowly)
    assert at_once(
        lambda: hold(post=post, by=here.member("ada"), version=post.version, reason="Not yet."), says_no
    ) == ["", ""]
    assert ImagePermission.objects.filter(person=here.pia, answer="withdrawn").exists()
