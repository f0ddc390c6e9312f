"""Taking down: really, everywhere, and saying where it could not be done."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from gatepost.channels.models import Account
from gatepost.platforms.errors import NotConnected, TryAgain, Unconfirmed
from gatepost.publishing.errors import NotDone, Overtaken
from gatepost.publishing.models import Connection, Delivery, Post, TakeDown
from gatepost.publishing.queries import Search, archive, to_do
from gatepost.publishing.services.by_hand import posted
from gatepost.publishing.services.taking_down import removed_by_hand, take_down
from gatepost.publishing.tasks import deliver_due
from gatepost.records.models import Entry, Evidence
from tests.cast import Cast

from .making import MORNING, Network, an_account, connected_to, only, raising, submitted, verbs_of

S, PS = Delivery.State, Post.State


@pytest.fixture
def post(cast: Cast, blog: Account) -> Post:
    """Ada's post, which is out."""
    made = submitted(cast, "ada", blog, at=MORNING)
    deliver_due(MORNING)
    made.refresh_from_db()
    return made


def test_it_is_gone_and_stays_in_the_archive_with_who_and_why(cast: Cast, post: Post, network: Network) -> None:
    assert take_down(post=post, by=cast.member("ben"), because="mistake", reason="Wrong day.") == []
    assert network.posts == {}
    (found,) = archive(cast.member("tess"), Search(became="taken_down"))
    assert (found, found.state) == (post, PS.TAKEN_DOWN)
    assert (found.take_down.by, found.take_down.because, found.take_down.reason) == (cast.ben, "mistake", "Wrong day.")
    assert only(post).taken_down_at is not None


def test_whoever_wrote_it_takes_it_down_and_other_teachers_do_not(cast: Cast, post: Post) -> None:
    for name in ("tess", "pat", "cy"):
        with pytest.raises(PermissionDenied):
            take_down(post=post, by=cast.member(name), because="other")
    take_down(post=post, by=cast.member("ada"), because="other")
    with pytest.raises(Overtaken):
        take_down(post=post, by=cast.member("ben"), because="other")
    assert TakeDown.objects.count() == 1


def test_where_it_could_not_be_removed_it_is_said_and_tried_again(cast: Cast, post: Post, network: Network) -> None:
    network.before["take_down"] = raising(TryAgain("The blog does not answer."))
    (left,) = take_down(post=post, by=cast.member("ben"), because="mistake", at=MORNING)
    assert (left.state, left.error) == (S.TO_REMOVE, "The blog does not answer.")
    assert to_do(cast.member("ben")).to_remove == [left]
    network.before.clear()
    deliver_due(MORNING + timedelta(hours=1))
    assert (only(post).state, network.posts) == (S.TAKEN_DOWN, {})


def test_what_was_posted_by_hand_is_removed_by_hand(cast: Cast) -> None:
    post = submitted(cast, "ada", an_account(cast.riverside), at=MORNING)
    deliver_due(MORNING)
    posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/riverside/1", at=MORNING)
    post.refresh_from_db()
    (left,) = take_down(post=post, by=cast.member("ada"), because="out_of_date", at=MORNING)
    assert "delete it" in left.error
    shot = ("gone.png", "image/png", io.BytesIO(b"a screenshot"))
    removed_by_hand(delivery=left, by=cast.member("ada"), screenshot=shot)
    assert only(post).state == S.TAKEN_DOWN
    assert Evidence.objects.get().subject == f"publishing.post:{post.pk}"
    with pytest.raises(NotDone):
        removed_by_hand(delivery=left, by=cast.member("ben"))


def test_what_turns_out_to_have_arrived_after_all_comes_down_too(cast: Cast, blog: Account, network: Network) -> None:
    post = submitted(cast, "ada", blog, at=MORNING)
    network.after["send"] = raising(Unconfirmed("No answer came."))
    deliver_due(MORNING)
    post.refresh_from_db()
    (unknown,) = take_down(post=post, by=cast.member("ada"), because="mistake", at=MORNING)
    assert unknown.state == S.UNCONFIRMED
    deliver_due(MORNING + timedelta(minutes=6))
    assert (only(post).state, network.posts) == (S.TAKEN_DOWN, {})


def test_what_is_asked_for_while_it_is_being_sent_happens_afterwards(
    cast: Cast, blog: Account, network: Network
) -> None:
    post = submitted(cast, "ada", blog, at=MORNING)
    ben = cast.member("ben")
    network.before["send"] = lambda: take_down(post=Post.objects.get(pk=post.pk), by=ben, because="mistake", at=MORNING)
    deliver_due(MORNING)
    assert (only(post).state, network.posts) == (S.TAKEN_DOWN, {})


def test_what_never_went_out_is_withdrawn_and_not_taken_down(cast: Cast, blog: Account) -> None:
    post = submitted(cast, "ada", blog, at=MORNING, send_at=MORNING + timedelta(days=1))
    with pytest.raises(NotDone, match="Withdraw it"):
        take_down(post=post, by=cast.member("ada"), because="other")
    assert Post.objects.get(pk=post.pk).state == PS.SCHEDULED


def test_of_two_who_remove_it_at_once_one_does(cast: Cast, post: Post, network: Network) -> None:
    network.before["take_down"] = lambda: deliver_due(MORNING)  # a worker, while somebody's press is under way
    assert take_down(post=post, by=cast.member("ben"), because="mistake", at=MORNING) == []
    assert verbs_of(post)[-2:] == ["post_taken_down", "post_removed"]


def test_a_fault_on_one_account_does_not_keep_the_post_up_on_another(
    cast: Cast, blog: Account, network: Network, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Network()
    website = connected_to("other", an_account(cast.riverside, name="Website", channel="website"), broken, monkeypatch)
    post = submitted(cast, "ada", website, blog, at=MORNING)
    deliver_due(MORNING)
    broken.before["take_down"] = raising(TypeError("a bug"))
    (left,) = take_down(post=Post.objects.get(pk=post.pk), by=cast.member("ben"), because="mistake", at=MORNING)
    assert (left.account, left.state, network.posts) == (website, S.TO_REMOVE, {})
    assert "wrong in Gatepost itself" in left.error
    assert [each.message for each in caplog.records if each.exc_info] == ["taking down broke off"]


def test_a_password_that_is_withdrawn_leaves_it_up_and_says_so_of_the_account_too(
    cast: Cast, post: Post, blog: Account, network: Network
) -> None:
    network.before["take_down"] = raising(NotConnected("WordPress does not know this password any more."))
    (left,) = take_down(post=post, by=cast.member("ben"), because="mistake", at=MORNING)
    assert (left.state, left.error) == (S.TO_REMOVE, "WordPress does not know this password any more.")
    assert Connection.objects.get(account=blog).healthy is False


def test_tried_again_and_again_the_record_says_it_once(cast: Cast, post: Post, network: Network) -> None:
    network.before["take_down"] = raising(TryAgain("The blog does not answer."))
    take_down(post=post, by=cast.member("ben"), because="mistake", at=MORNING)
    for hours in range(1, 6):
        deliver_due(MORNING + timedelta(hours=hours))
    assert Entry.objects.filter(verb="post_not_removed").count() == 1
