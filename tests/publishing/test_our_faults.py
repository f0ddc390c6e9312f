"""Faults of our own, and connections that break: said plainly, kept to the one post, and tidied up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from gatepost.channels.models import Account
from gatepost.platforms.errors import NotApproved, NotConnected, Refused, TryAgain
from gatepost.publishing.models import Connection, Delivery, Post
from gatepost.publishing.queries import to_do
from gatepost.publishing.services.by_hand import try_again
from gatepost.publishing.services.connecting import disconnect
from gatepost.publishing.services.writing import withdraw
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.publishing.times import LOOKED_UP_AFTER, STALE
from gatepost.records.models import Entry
from gatepost.schools.models import Person
from tests.cast import Cast

from .making import MORNING, Network, an_account, connected, only, raising, state_of, submitted, verbs_of

S, PS = Delivery.State, Post.State
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def post(cast: Cast, blog: Account) -> Post:
    """Ada's post, ready to go out in the morning."""
    return submitted(cast, "ada", blog, at=MORNING - A_MINUTE, send_at=MORNING)


def once(network: Network, fault: Exception) -> Callable[[], None]:
    """A fault that comes with the next upload alone."""

    def go() -> None:
        del network.before["upload"]
        raise fault

    return go


@pytest.mark.parametrize("fault", [TypeError("a bug"), MemoryError()])
def test_a_fault_of_ours_is_said_and_logged_and_the_others_go_on(
    cast: Cast, post: Post, blog: Account, network: Network, caplog: pytest.LogCaptureFixture, fault: Exception
) -> None:
    other = submitted(cast, "ada", blog, at=MORNING - A_MINUTE, send_at=MORNING)
    network.before["upload"] = once(network, fault)
    deliver_due(MORNING)
    assert state_of(post) == (PS.SCHEDULED, S.FAILED)
    assert "wrong in Gatepost itself" in only(post).error
    assert [each.exc_info[1] for each in caplog.records if each.exc_info] == [fault]
    assert state_of(other) == (PS.PUBLISHED, S.SENT)
    try_again(delivery=only(post), by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    assert state_of(post) == (PS.PUBLISHED, S.SENT)


def test_a_fault_of_ours_once_it_may_be_out_leaves_it_to_be_looked_up(post: Post, network: Network) -> None:
    network.after["send"] = raising(TypeError("a bug"))
    deliver_due(MORNING)
    assert state_of(post) == (PS.SCHEDULED, S.UNCONFIRMED)
    deliver_due(MORNING + LOOKED_UP_AFTER)
    assert (len(network.sent), state_of(post)) == (1, (PS.PUBLISHED, S.SENT))


def test_a_school_whose_policy_cannot_be_read_does_not_keep_another_waiting(
    cast: Cast, network: Network, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = connected(an_account(cast.hilltop, name="Hilltop blog", channel="blog"), network, monkeypatch)
    broken = submitted(cast, "cy", theirs, at=MORNING - timedelta(hours=1))
    edition = broken.school.adoptions.get().edition
    type(edition).objects.filter(pk=edition.pk).update(text="no: pack", digest="0" * 64)
    deliver_due(MORNING)
    assert (state_of(broken)[1], state_of(post)) == (S.FAILED, (PS.PUBLISHED, S.SENT))


def test_a_password_that_is_withdrawn_is_said_of_the_post_and_of_the_account(
    cast: Cast, post: Post, blog: Account, network: Network
) -> None:
    network.before["upload"] = raising(NotConnected("WordPress does not know this password any more.", raw="401"))
    deliver_due(MORNING)
    assert (only(post).state, only(post).error) == (S.FAILED, "WordPress does not know this password any more.")
    connection = Connection.objects.get(account=blog)
    assert (connection.healthy, connection.said) == (False, "WordPress does not know this password any more.")
    told = Entry.objects.filter(subject=f"channels.account:{blog.pk}", verb="account_connection_broken")
    assert told.count() == 1
    assert to_do(cast.member("ben")).in_trouble == [only(post)]


def test_what_failed_and_was_never_tried_again_is_put_aside_after_a_day(post: Post, network: Network) -> None:
    network.before["upload"] = raising(Refused("The picture is too large."))
    deliver_due(MORNING)
    tick(MORNING + STALE)
    assert state_of(post) == (PS.SCHEDULED, S.FAILED)
    tick(MORNING + STALE + A_MINUTE)
    assert state_of(post) == (PS.EXPIRED, S.STOPPED)
    assert "The picture is too large." in post.reason


def test_what_was_uploaded_and_found_wanting_does_not_stay_there(post: Post, network: Network) -> None:
    network.before["check"] = raising(NotApproved("WordPress has something else."))
    network.before["discard"] = raising(TryAgain("The network does not answer."))
    deliver_due(MORNING)
    assert (only(post).state, len(network.uploads), only(post).left_there) == (S.FAILED, 1, True)
    network.before.clear()
    deliver_due(MORNING + timedelta(hours=1))
    assert (network.uploads, only(post).left_there) == ({}, False)
    assert "post_upload_removed" in verbs_of(post)


def test_what_was_uploaded_for_a_post_that_was_given_up_does_not_stay_there(
    cast: Cast, post: Post, network: Network
) -> None:
    network.after["upload"] = raising(TryAgain("The network does not answer."))
    deliver_due(MORNING)
    assert len(network.uploads) == 1
    withdraw(post=post, by=cast.member("ada"))
    network.after.clear()
    deliver_due(MORNING + timedelta(hours=1))
    assert (network.uploads, network.sent) == ({}, [])


@pytest.fixture
def left(post: Post, network: Network) -> Post:
    """A post that was refused, and what was uploaded for it cannot be removed."""
    network.before["check"] = raising(NotApproved("WordPress has something else."))
    network.before["discard"] = raising(Refused("This WordPress user may not delete this."))
    deliver_due(MORNING)
    return post


def test_what_cannot_be_removed_is_said_to_whoever_sees_to_it_and_in_the_record_once(
    cast: Cast, left: Post, network: Network, signed_in: Callable[[Person], Client]
) -> None:
    for days in range(1, 30):
        deliver_due(MORNING + timedelta(days=days))
    tick(MORNING + timedelta(days=30))
    assert verbs_of(left).count("post_upload_stays") == 1
    assert to_do(cast.member("ben")).in_trouble == [only(left)]
    assert to_do(cast.member("sam")).in_trouble == []  # who does not see a post that was put aside
    assert "may not delete this" in signed_in(cast.ben).get("/schools/riverside/").content.decode()
    network.before.clear()
    deliver_due(MORNING + timedelta(days=32))
    assert (network.uploads, to_do(cast.member("ben")).in_trouble) == ({}, [])


def test_what_cannot_be_removed_is_removed_by_hand_and_whoever_did_it_says_so(
    cast: Cast, left: Post, network: Network, signed_in: Callable[[Person], Client]
) -> None:
    deliver_due(MORNING + timedelta(days=3))
    tick(MORNING + timedelta(days=3))
    client, at = signed_in(cast.ada), f"/schools/riverside/posts/{left.pk}/"
    assert "Nothing is left there" in client.get(at).content.decode()
    client.post(f"{at}deliveries/{only(left).pk}/removed/", {"what": "upload"})
    assert (only(left).left_there, to_do(cast.member("ada")).in_trouble) == (False, [])
    assert verbs_of(left)[-1] == "post_upload_removed_by_hand"


def test_what_stays_there_when_the_account_is_disconnected_is_said_at_once(
    cast: Cast, left: Post, blog: Account, network: Network
) -> None:
    disconnect(account=blog, by=cast.member("ada"))
    deliver_due(MORNING + timedelta(hours=1))
    assert "not connected there any more" in only(left).left_because
    assert "post_upload_stays" in verbs_of(left)


def test_the_network_is_never_asked_while_the_database_is_held(post: Post, network: Network) -> None:
    depth = len(connection.savepoint_ids)
    seen: list[int] = []
    for step in ("upload", "check", "send"):
        network.before[step] = lambda: seen.append(len(connection.savepoint_ids))
    deliver_due(MORNING)
    assert seen == [depth] * 3
