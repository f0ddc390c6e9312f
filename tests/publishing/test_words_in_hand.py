"""Somebody has had the words of a post to post by hand, and it is stopped meanwhile: nothing goes out twice, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gatepost.channels.models import Account
from gatepost.platforms.errors import Refused, TryAgain
from gatepost.publishing.errors import Incomplete, NotDone, Overtaken
from gatepost.publishing.models import Delivery, Post
from gatepost.publishing.services.by_hand import not_posted, posted, prepare
from gatepost.publishing.services.planning import move
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import removed_by_hand
from gatepost.publishing.services.writing import Worded, Written, edit, look_over
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.publishing.times import STALE
from gatepost.schools.members import member_of
from gatepost.schools.models import Person
from gatepost.schools.roles import Role
from tests.cast import Cast, person

from .making import MORNING, Network, an_account, only, raising, state_of, submitted, verbs_of

SignedIn = Callable[[Person], Client]
LINK = "https://www.facebook.com/riverside/1"
HOUR = timedelta(hours=1)
S, PS = Delivery.State, Post.State


@pytest.fixture
def page(cast: Cast) -> Account:
    """The school's Facebook page, which no program posts to."""
    return an_account(cast.riverside)


@pytest.fixture
def had(cast: Cast, page: Account) -> Post:
    """Ada's post, of which somebody has the words."""
    post = submitted(cast, "ada", page, at=MORNING)
    deliver_due(MORNING)
    prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
    post.refresh_from_db()
    return post


@pytest.fixture
def changed(cast: Cast, page: Account, had: Post) -> Post:
    """The same, with other words since."""
    written = Written(text="Another day.", category="event_advert", wordings=[Worded(page)])
    edit(post=had, by=cast.member("ada"), written=written, version=had.version, at=MORNING)
    look_over(post=had, by=cast.member("ada"), at=MORNING)
    return had


def test_what_was_changed_goes_out_anew_only_once_somebody_has_said_that_it_is_not_out(
    cast: Cast, changed: Post
) -> None:
    with pytest.raises(Incomplete, match=r"Riverside News\. Say first"):
        submit(post=changed, by=cast.member("ada"), at=MORNING)
    not_posted(delivery=only(changed), by=cast.member("ada"), at=MORNING)
    submit(post=changed, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    assert [each.state for each in changed.deliveries.order_by("pk")] == [S.STOPPED, S.BY_HAND]
    assert "post_not_posted" in verbs_of(changed)


def test_what_was_changed_and_is_out_already_comes_down(cast: Cast, changed: Post) -> None:
    posted(delivery=only(changed), by=cast.member("ada"), link=LINK, at=MORNING)
    assert state_of(changed) == (PS.TAKEN_DOWN, S.TO_REMOVE)


def test_it_gets_no_other_time_before_somebody_has_said_that_it_is_not_out(cast: Cast, had: Post) -> None:
    def later() -> None:
        move(post=had, by=cast.member("ada"), version=had.version, send_at=MORNING + HOUR, at=MORNING)

    with pytest.raises(Incomplete, match="Say first"):
        later()
    assert state_of(had) == (PS.SCHEDULED, S.BY_HAND)
    not_posted(delivery=only(had), by=cast.member("ada"), at=MORNING)
    later()
    assert had.deliveries.filter(state=S.DUE).count() == 1


def test_what_nobody_posted_within_the_day_is_put_aside_once_they_say_so(cast: Cast, had: Post) -> None:
    late = MORNING + STALE + HOUR
    tick(late)
    assert state_of(had) == (PS.SCHEDULED, S.BY_HAND)
    not_posted(delivery=only(had), by=cast.member("ada"), at=late)
    tick(late)
    assert state_of(had) == (PS.EXPIRED, S.STOPPED)


def test_it_is_said_once_and_by_those_who_answer_for_it(cast: Cast, changed: Post) -> None:
    tom = person(cast.riverside, "Tom", "staff", Role.TEACHER)
    with pytest.raises(PermissionDenied):
        not_posted(delivery=only(changed), by=member_of(tom))
    not_posted(delivery=only(changed), by=cast.member("ada"))
    with pytest.raises(NotDone):
        not_posted(delivery=only(changed), by=cast.member("ada"))


def test_the_page_to_look_it_over_asks_whether_it_is_out_and_offers_to_submit_it_afterwards(
    cast: Cast, changed: Post, signed_in: SignedIn
) -> None:
    client, at = signed_in(cast.ada), f"/schools/riverside/posts/{changed.pk}/"
    for asking in (at, f"{at}check/"):
        shown = client.get(asking).content.decode()
        assert "Yes, it is out" in shown
        assert "No, it is not out" in shown
    assert f"{at}submit/" not in client.get(f"{at}check/").content.decode()
    answer = client.post(f"{at}deliveries/{only(changed).pk}/not-posted/", follow=True).content.decode()
    assert "Is it out?" not in answer
    assert f"{at}submit/" in answer


# ---------------------------------------------------------------------- on another account it still waits


@pytest.fixture
def in_part(cast: Cast, page: Account, blog: Account, network: Network) -> Post:
    """A post that waits for the blog to answer, and was posted on the page though it had been stopped there."""
    network.before["upload"] = raising(TryAgain("The blog cannot be reached."))
    post = submitted(cast, "ada", page, blog, at=MORNING)
    deliver_due(MORNING)
    there = on(post, page)
    prepare(delivery=there, by=cast.member("ada"), at=MORNING)
    Delivery.objects.filter(pk=there.pk).update(state=S.STOPPED, error="No longer allowed.")
    posted(delivery=on(post, page), by=cast.member("ada"), link=LINK, at=MORNING)
    post.refresh_from_db()
    return post


def on(post: Post, account: Account) -> Delivery:
    return post.deliveries.select_related("account", "post__school").get(account=account)


def test_what_must_not_stay_on_one_account_comes_down_there_and_goes_out_on_the_other(
    cast: Cast, page: Account, blog: Account, network: Network, in_part: Post
) -> None:
    assert (on(in_part, page).state, on(in_part, blog).state) == (S.TO_REMOVE, S.DUE)
    network.before.clear()
    deliver_due(MORNING + HOUR)
    removed_by_hand(delivery=on(in_part, page), by=cast.member("ada"))
    in_part.refresh_from_db()
    assert (in_part.state, on(in_part, page).state, on(in_part, blog).state) == (PS.PUBLISHED, S.TAKEN_DOWN, S.SENT)


def test_it_is_not_changed_while_some_of_it_is_out(cast: Cast, page: Account, in_part: Post) -> None:
    written = Written(text="Other words.", category="event_advert", wordings=[Worded(page)])
    with pytest.raises(Overtaken):
        edit(post=in_part, by=cast.member("ada"), written=written, version=in_part.version, at=MORNING)


def test_whoever_sees_it_can_take_down_all_of_it_which_stops_what_waits(
    cast: Cast, blog: Account, in_part: Post, signed_in: SignedIn
) -> None:
    client, at = signed_in(cast.ada), f"/schools/riverside/posts/{in_part.pk}/"
    assert "Take it down" in client.get(at).content.decode()
    client.post(f"{at}take-down/", {"because": "mistake"})
    assert on(in_part, blog).state == S.STOPPED


def test_where_the_other_is_never_sent_all_of_it_counts_as_taken_down(
    page: Account, blog: Account, in_part: Post
) -> None:
    tick(MORNING + STALE + HOUR)
    deliver_due(MORNING + STALE + HOUR)
    in_part.refresh_from_db()
    assert (in_part.state, on(in_part, page).state, on(in_part, blog).state) == (
        PS.TAKEN_DOWN,
        S.TO_REMOVE,
        S.STOPPED,
    )


def test_where_the_other_was_refused_it_can_still_be_tried_again(
    cast: Cast, page: Account, blog: Account, network: Network
) -> None:
    network.before["upload"] = raising(Refused("The picture is too large."))
    post = submitted(cast, "ada", page, blog, at=MORNING)
    deliver_due(MORNING)
    prepare(delivery=on(post, page), by=cast.member("ada"), at=MORNING)
    Delivery.objects.filter(pk=on(post, page).pk).update(state=S.STOPPED, error="No longer allowed.")
    posted(delivery=on(post, page), by=cast.member("ada"), link=LINK, at=MORNING)
    post.refresh_from_db()
    assert (post.state, on(post, blog).state) == (PS.PUBLISHED, S.FAILED)
