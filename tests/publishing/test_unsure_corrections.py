"""A correction of which nobody knows whether it stands there: it counts as out, until that is known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from gatepost.channels.models import Account
from gatepost.platforms.errors import Refused, TryAgain, Unconfirmed
from gatepost.publishing.errors import Overtaken
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.queries import to_do
from gatepost.publishing.services.by_hand import posted, prepare, settle
from gatepost.publishing.services.correcting import correct
from gatepost.publishing.services.planning import hold
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.services.writing import withdraw
from gatepost.publishing.tasks import deliver_due
from gatepost.publishing.times import LEASE, LOOKED_UP_AFTER, STALE
from gatepost.rulings.models import Duty
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person
from gatepost.schools.services.safeguarding_bars import place_bar
from tests.cast import Cast

from .making import (
    MORNING,
    TEXT,
    Killed,
    Network,
    an_account,
    answers,
    connected,
    only,
    raising,
    verbs_of,
    with_picture_of,
)
from .test_correcting import LATER, LINK, RIGHT, corrected, rewritten, sent, states

S, D = Post.State, Delivery.State
UNSURE = Unconfirmed("The blog hung up.")
SOON = LATER + LOOKED_UP_AFTER


@pytest.fixture
def out(cast: Cast, blog: Account) -> Post:
    return sent(cast, blog)


@pytest.fixture
def correction(cast: Cast, out: Post, network: Network) -> Post:
    """A correction that was made, and then the network hung up."""
    network.after["update"] = raising(UNSURE)
    made = corrected(cast, out)
    deliver_due(LATER)
    return made


@pytest.fixture
def unsure_of_pia(cast: Cast, out: Post, network: Network) -> Post:
    """The same of a correction that shows Pia."""
    answers(cast.pia, "given")
    network.after["update"] = raising(UNSURE)
    made = correct(post=out, by=cast.member("ada"), reason="A picture was missing.", at=LATER)
    rewritten(cast, made)
    Post.objects.filter(pk=made.pk).update(stated=["appropriately_dressed"])
    made.refresh_from_db()
    with_picture_of(cast, "ada", made, cast.pia)
    submit(post=made, by=cast.member("ada"), at=LATER)
    deliver_due(LATER)
    return made


def shown(network: Network) -> str:
    (draft,) = network.posts.values()
    return draft.text


def to_delete(post: Post) -> int:
    return Duty.objects.filter(subject=f"publishing.post:{post.pk}", do=["delete"]).count()


def test_what_may_stand_there_cannot_be_withdrawn_or_held_back_as_if_it_did_not(
    cast: Cast, correction: Post, network: Network
) -> None:
    assert (shown(network), only(correction).state) == (RIGHT, D.UNCONFIRMED)
    with pytest.raises(Overtaken, match="Take it down instead"):
        withdraw(post=correction, by=cast.member("ada"))
    with pytest.raises(Overtaken):
        hold(post=correction, by=cast.member("ada"), version=correction.version, reason="Wait.")
    assert to_do(cast.member("ada")).in_trouble == [only(correction)]


def test_it_is_made_again_until_the_network_says_that_it_was(out: Post, correction: Post, network: Network) -> None:
    deliver_due(SOON)
    assert only(correction).state == D.UNCONFIRMED
    network.after.clear()
    deliver_due(SOON + timedelta(hours=1))
    assert (shown(network), states(out, correction)) == (RIGHT, [S.CORRECTED, S.PUBLISHED])


def test_whoever_is_barred_meanwhile_has_it_taken_down_and_it_is_not_made_again(
    cast: Cast, unsure_of_pia: Post, network: Network
) -> None:
    place_bar(person=cast.pia, by=GATEPOST, reason="Court order")
    assert to_delete(unsure_of_pia) == 1
    network.posts[only(unsure_of_pia).key] = before = network.posts.pop(only(unsure_of_pia).key)
    deliver_due(SOON)
    left = only(unsure_of_pia)
    assert (left.state, network.posts[left.key]) == (D.UNCONFIRMED, before)
    assert "not made again. There is no longer permission" in left.error
    network.after.clear()
    take_down(post=unsure_of_pia, by=cast.member("ada"), because="permission", at=SOON)
    assert (network.posts, only(unsure_of_pia).state) == ({}, D.TAKEN_DOWN)


def test_after_a_worker_was_killed_over_it_a_bar_still_has_it_taken_down(
    cast: Cast, unsure_of_pia: Post, network: Network
) -> None:
    Delivery.objects.filter(post=unsure_of_pia).update(state=D.SENDING, step=Delivery.Step.ARMED, claimed_at=LATER)
    network.before["update"] = raising(Killed())
    with pytest.raises(Killed):
        deliver_due(LATER + LEASE + timedelta(minutes=1))
    place_bar(person=cast.pia, by=GATEPOST, reason="Court order")
    assert to_delete(unsure_of_pia) == 1


@pytest.mark.parametrize("which", ["original", "correction"])
def test_taking_down_either_version_removes_it_at_once(
    cast: Cast, out: Post, correction: Post, network: Network, which: str
) -> None:
    post = out if which == "original" else correction
    assert take_down(post=post, by=cast.member("ada"), because="mistake", at=LATER) == []
    assert network.posts == {}
    assert states(out, correction) == [S.TAKEN_DOWN, S.TAKEN_DOWN]
    assert only(correction).state == D.TAKEN_DOWN


def test_taken_down_while_it_was_being_made_it_comes_down_once_the_worker_is_gone(
    cast: Cast, out: Post, network: Network
) -> None:
    correction = corrected(cast, out)
    network.after["update"] = raising(Killed())
    with pytest.raises(Killed):
        deliver_due(LATER)
    out.refresh_from_db()
    take_down(post=out, by=cast.member("ada"), because="mistake", at=LATER)
    network.posts[only(correction).key] = next(iter(network.uploads.values()))  # it was made after all
    deliver_due(LATER + LEASE + timedelta(minutes=1))
    assert (network.posts, only(correction).state) == ({}, D.TAKEN_DOWN)


def test_a_network_that_certainly_made_no_change_leaves_it_to_be_withdrawn(
    cast: Cast, out: Post, network: Network
) -> None:
    network.before["update"] = raising(TryAgain("The blog cannot be reached."))
    correction = corrected(cast, out)
    deliver_due(LATER)
    assert only(correction).state == D.DUE
    withdraw(post=correction, by=cast.member("ada"))
    assert (shown(network), states(out, correction)) == (TEXT, [S.PUBLISHED, S.WITHDRAWN])


def test_after_a_day_it_is_not_made_again_and_somebody_is_asked_to_look(
    cast: Cast, correction: Post, network: Network
) -> None:
    network.after.clear()
    deliver_due(LATER + STALE + timedelta(hours=1))
    (left,) = to_do(cast.member("ada")).in_trouble
    assert (left, left.state) == (only(correction), D.UNCONFIRMED)
    assert "Look there yourself" in left.error


def test_whoever_looked_says_that_it_reads_like_this_and_its_address_stays(
    cast: Cast, out: Post, correction: Post
) -> None:
    address = only(out).address
    settle(delivery=only(correction), by=cast.member("ada"), is_out=True, at=SOON)
    assert (only(correction).state, only(correction).address) == (D.SENT, address)
    assert states(out, correction) == [S.CORRECTED, S.PUBLISHED]


def test_whoever_looked_says_that_nothing_is_changed_and_it_can_be_withdrawn(
    cast: Cast, out: Post, correction: Post
) -> None:
    settle(delivery=only(correction), by=cast.member("ada"), is_out=False, at=SOON)
    withdraw(post=correction, by=cast.member("ada"))
    assert states(out, correction) == [S.PUBLISHED, S.WITHDRAWN]


# ---------------------------------------------------------------------- what was uploaded for it


def test_what_was_uploaded_for_a_correction_that_is_refused_is_removed(cast: Cast, out: Post, network: Network) -> None:
    network.before["update"] = raising(Refused("Too large."))
    correction = corrected(cast, out)
    deliver_due(LATER)
    deliver_due(LATER + timedelta(hours=1))
    assert (only(correction).state, only(correction).left_there, network.uploads) == (D.FAILED, False, {})
    assert shown(network) == TEXT
    assert "post_upload_removed" in verbs_of(correction)


def test_what_was_uploaded_for_a_correction_that_is_withdrawn_is_removed(
    cast: Cast, out: Post, network: Network
) -> None:
    network.before["update"] = raising(TryAgain("Half of it is there."))
    correction = corrected(cast, out)
    deliver_due(LATER)
    withdraw(post=correction, by=cast.member("ada"))
    deliver_due(LATER + timedelta(hours=1))
    assert (network.uploads, shown(network)) == ({}, TEXT)


def test_what_a_change_took_out_is_removed_also_if_a_person_said_that_it_was_made(
    cast: Cast, correction: Post, network: Network
) -> None:
    assert network.uploads
    settle(delivery=only(correction), by=cast.member("ada"), is_out=True, at=SOON)
    deliver_due(SOON)
    assert (network.uploads, only(correction).state) == ({}, D.SENT)


def test_what_another_correction_is_uploading_is_left_alone(cast: Cast, out: Post, network: Network) -> None:
    network.before["update"] = raising(TryAgain("Half of it is there."))
    first = corrected(cast, out)
    deliver_due(LATER)
    withdraw(post=first, by=cast.member("ada"))
    network.before.clear()
    network.after["update"] = raising(UNSURE)
    second = corrected(cast, out, text="They are leeks.")
    deliver_due(LATER + timedelta(hours=1))
    assert (only(second).state, list(network.uploads)) == (D.UNCONFIRMED, [only(second).key])


# ---------------------------------------------------------------------- posted by hand, and connected since


def test_what_a_person_posted_is_changed_and_removed_by_a_person_also_once_the_account_is_connected(
    cast: Cast, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada, site = cast.member("ada"), an_account(cast.riverside, name="Riverside blog", channel="blog")
    post = sent(cast, site)
    prepare(delivery=only(post), by=ada, at=MORNING)
    posted(delivery=only(post), by=ada, link=LINK, at=MORNING)
    connected(site, network, monkeypatch)
    correction = corrected(cast, post)
    deliver_due(LATER)
    assert only(correction).state == D.BY_HAND
    assert "choose to edit it" in prepare(delivery=only(correction), by=ada, at=LATER).steps[0]
    posted(delivery=only(correction), by=ada, link=LINK, at=LATER)
    correction.refresh_from_db()
    network.before = dict.fromkeys(("update", "take_down", "look_up"), raising(AssertionError("It was asked.")))
    (left,) = take_down(post=correction, by=ada, because="mistake", at=LATER)
    deliver_due(LATER + timedelta(hours=2))
    left.refresh_from_db()
    assert left.state == D.TO_REMOVE
    assert "delete it" in left.error


@pytest.mark.parametrize("said", [{}, {"what": "upload"}])
def test_that_nothing_is_left_of_what_was_uploaded_does_not_say_that_the_post_is_gone(
    cast: Cast, correction: Post, network: Network, signed_in: Callable[[Person], Client], said: dict[str, str]
) -> None:
    settle(delivery=only(correction), by=cast.member("ada"), is_out=True, at=SOON)
    Delivery.objects.filter(post=correction).update(left_because="A picture could not be removed.")
    client, at = signed_in(cast.ada), f"/schools/riverside/posts/{correction.pk}/"
    assert 'name="what" value="upload"' in client.get(at).content.decode()
    network.before["take_down"] = raising(Refused("This may not be deleted."))
    take_down(post=correction, by=cast.member("ada"), because="permission")
    shown = client.get(at).content.decode()
    assert "It is gone" in shown
    assert "Nothing is left there" not in shown
    client.post(f"{at}deliveries/{only(correction).pk}/removed/", said)
    assert (only(correction).state, only(correction).left_there) == (D.TO_REMOVE if said else D.TAKEN_DOWN, True)
