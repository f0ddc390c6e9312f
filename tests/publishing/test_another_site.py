"""An account that is connected to another site: what went to the first one is for people there, and the other is never asked about it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from gatepost.channels.models import Account
from gatepost.platforms.errors import TryAgain, Unconfirmed
from gatepost.publishing import connections
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.queries import to_do
from gatepost.publishing.services.by_hand import posted, prepare, settle
from gatepost.publishing.services.connecting import connect
from gatepost.publishing.services.taking_down import removed_by_hand, take_down
from gatepost.publishing.services.writing import withdraw
from gatepost.publishing.tasks import deliver_due
from tests.cast import Cast

from .making import MORNING, Network, an_account, only, raising, state_of, submitted
from .test_correcting import LATER, corrected, sent

S, D = Post.State, Delivery.State
OLD, NEW = "https://old.riverside.example", "https://new.riverside.example"
STEPS = ("upload", "check", "send", "discard", "look_up", "update", "sweep", "take_down")
NOT_THERE = "the account is not connected there any more"
HOUR = timedelta(hours=1)


@pytest.fixture
def old() -> Network:
    return Network()


@pytest.fixture
def asked() -> list[str]:
    """What the other site was asked for."""
    return []


@pytest.fixture
def blog(cast: Cast, old: Network, asked: list[str], monkeypatch: pytest.MonkeyPatch) -> Account:
    """A blog that is connected to the old site."""
    new = Network(before={step: partial(asked.append, step) for step in STEPS})
    sites = {OLD: old, NEW: new}
    monkeypatch.setitem(connections.PLATFORMS, "wordpress", lambda connection: sites[connection.address])
    account = an_account(cast.riverside, name="Riverside blog", channel="blog")
    lead(cast, account, OLD)
    return account


def lead(cast: Cast, account: Account, address: str) -> None:
    connect(account=account, by=cast.member("ben"), address=address, username="office", secret="a word")


def test_what_is_out_on_the_old_site_comes_down_there_by_hand(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    post = sent(cast, blog)
    lead(cast, blog, NEW)
    (left,) = take_down(post=post, by=cast.member("ada"), because="mistake", at=LATER)
    deliver_due(LATER + HOUR)
    left.refresh_from_db()
    assert (left.state, asked, len(old.posts)) == (D.TO_REMOVE, [], 1)
    assert f"Its place is {OLD}, and {NOT_THERE}. Open the post there and delete it" in left.error
    removed_by_hand(delivery=left, by=cast.member("ada"), at=LATER + HOUR)
    assert state_of(post) == (S.TAKEN_DOWN, D.TAKEN_DOWN)


def test_what_could_not_be_removed_before_is_said_with_it(cast: Cast, blog: Account, old: Network) -> None:
    post = sent(cast, blog)
    old.before["take_down"] = raising(TryAgain("A picture stayed."))
    take_down(post=post, by=cast.member("ada"), because="mistake", at=LATER)
    lead(cast, blog, NEW)
    for hours in (1, 2):
        deliver_due(LATER + hours * HOUR)
    said = only(post).error
    assert said.startswith(f"A picture stayed. Its place is {OLD}")
    assert said.count(NOT_THERE) == 1


def test_once_it_leads_back_gatepost_removes_it_itself(cast: Cast, blog: Account, old: Network) -> None:
    post = sent(cast, blog)
    lead(cast, blog, NEW)
    take_down(post=post, by=cast.member("ada"), because="mistake", at=LATER)
    lead(cast, blog, OLD)
    deliver_due(LATER + HOUR)
    assert (old.posts, state_of(post)) == ({}, (S.TAKEN_DOWN, D.TAKEN_DOWN))


def test_a_correction_is_made_by_hand_where_the_post_stands(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    post = sent(cast, blog)
    lead(cast, blog, NEW)
    correction = corrected(cast, post)
    deliver_due(LATER)
    waiting = only(correction)
    assert (waiting.state, asked) == (D.BY_HAND, [])
    assert NOT_THERE in waiting.error
    ada = cast.member("ada")
    assert prepare(delivery=waiting, by=ada, at=LATER).address == only(post).address
    posted(delivery=waiting, by=ada, link=only(post).address, at=LATER)
    take_down(post=correction, by=ada, because="mistake", at=LATER)
    assert (only(correction).state, asked) == (D.TO_REMOVE, [])


def test_what_may_be_out_on_the_old_site_is_looked_for_by_a_person_and_not_sent_a_second_time(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    old.after["send"] = raising(Unconfirmed("The blog hung up."))
    post = sent(cast, blog)
    lead(cast, blog, NEW)
    deliver_due(MORNING + HOUR)
    (left,) = to_do(cast.member("ada")).in_trouble
    assert (left.state, asked) == (D.UNCONFIRMED, [])
    assert left.error == f"Its place is {OLD}, and {NOT_THERE}. Look there, and say here whether it is out."
    settle(delivery=left, by=cast.member("ada"), is_out=True, at=MORNING + HOUR)
    assert state_of(post) == (S.PUBLISHED, D.SENT)
    take_down(post=post, by=cast.member("ada"), because="mistake", at=MORNING + HOUR)
    assert (only(post).state, asked) == (D.TO_REMOVE, [])


def test_a_change_of_which_nobody_knows_is_not_made_on_the_other_site(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    old.after["update"] = raising(Unconfirmed("The blog hung up."))
    correction = corrected(cast, sent(cast, blog))
    deliver_due(LATER)
    lead(cast, blog, NEW)
    deliver_due(LATER + HOUR)
    assert (only(correction).state, asked) == (D.UNCONFIRMED, [])
    assert NOT_THERE in only(correction).error


def test_what_was_half_uploaded_is_stopped_and_somebody_removes_it(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    old.after["upload"] = raising(TryAgain("The blog is slow."))
    post = sent(cast, blog)
    lead(cast, blog, NEW)
    deliver_due(MORNING + HOUR)
    assert (state_of(post), asked) == ((S.HELD, D.STOPPED), [])
    assert "Something of it may be there. Submit the post again." in post.reason
    deliver_due(MORNING + 3 * HOUR)
    (left,) = to_do(cast.member("ada")).in_trouble
    assert NOT_THERE in left.left_because
    assert (left.left_there, len(old.uploads), asked) == (True, 1, [])


def test_what_was_uploaded_and_held_back_is_never_said_to_be_removed(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    old.after["upload"] = raising(TryAgain("The blog is slow."))
    post = sent(cast, blog)
    withdraw(post=post, by=cast.member("ada"))
    lead(cast, blog, NEW)
    deliver_due(MORNING + HOUR)
    assert (only(post).left_there, asked) == (True, [])
    assert NOT_THERE in only(post).left_because


def test_what_has_not_begun_goes_where_the_account_leads_when_its_time_comes(
    cast: Cast, blog: Account, old: Network, asked: list[str]
) -> None:
    post = submitted(cast, "ada", blog, at=MORNING, send_at=LATER)
    lead(cast, blog, NEW)
    deliver_due(LATER)
    assert (state_of(post), old.posts, asked) == ((S.PUBLISHED, D.SENT), {}, ["upload", "check", "send"])
