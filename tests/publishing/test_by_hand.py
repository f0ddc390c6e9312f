"""Posting by hand: the words and pictures handed out, the same decision before, the same record after."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.platforms.errors import Refused
from gatepost.publishing.errors import NotDone, PolicyStops
from gatepost.publishing.models import Approval, Delivery, Post
from gatepost.publishing.queries import to_do
from gatepost.publishing.services.by_hand import posted, prepare
from gatepost.publishing.services.pausing import pause_all
from gatepost.publishing.services.planning import hold, let_go, move
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import removed_by_hand
from gatepost.publishing.services.writing import Worded, Written, edit, look_over, withdraw
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.publishing.times import STALE
from gatepost.records.models import Evidence
from gatepost.rulings.models import Ruling
from gatepost.schools.models import ImagePermission, Person
from tests.cast import Cast

from .making import (
    MORNING,
    a_draft,
    an_account,
    answers,
    only,
    state_of,
    submitted,
    verbs_of,
    with_picture_of,
)

S, PS = Delivery.State, Post.State


@pytest.fixture
def page(cast: Cast) -> Account:
    """The school's Facebook page, which no program posts to."""
    return an_account(cast.riverside)


@pytest.fixture
def post(cast: Cast, page: Account) -> Post:
    """Ada's post, whose time has come."""
    made = submitted(cast, "ada", page, at=MORNING, text="Beans!", title="Garden")
    deliver_due(MORNING)
    made.refresh_from_db()
    return made


def test_at_its_time_it_waits_for_a_person(cast: Cast, post: Post) -> None:
    assert (post.state, only(post).state) == (PS.SCHEDULED, S.BY_HAND)
    assert to_do(cast.member("ada")).to_post == [only(post)]


def test_the_words_are_handed_out_and_the_link_confirms_them(cast: Cast, post: Post) -> None:
    handed = prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
    assert (handed.title, handed.text) == ("Garden", "Beans!")
    posted(delivery=only(post), by=cast.member("ada"), link="https://www.facebook.com/riverside/1", at=MORNING)
    post.refresh_from_db()
    assert (post.state, only(post).state, only(post).sent_by) == (PS.PUBLISHED, S.SENT, cast.ada)
    assert Ruling.objects.filter(subject=f"publishing.post:{post.pk}", done=True).count() == 1


def test_a_screenshot_confirms_it_where_there_is_no_link(cast: Cast, post: Post) -> None:
    shot = ("post.png", "image/png", io.BytesIO(b"a screenshot"))
    posted(delivery=only(post), by=cast.member("ada"), screenshot=shot, at=MORNING)
    assert only(post).state == S.SENT
    assert Evidence.objects.get().name == "post.png"


def test_nothing_said_and_a_wrong_link_confirm_nothing(cast: Cast, post: Post) -> None:
    with pytest.raises(NotDone, match="Paste the link"):
        posted(delivery=only(post), by=cast.member("ada"))
    with pytest.raises(Refused):
        posted(delivery=only(post), by=cast.member("ada"), link="https://example.com/1")
    assert only(post).state == S.BY_HAND


def test_of_two_who_say_so_one_has(cast: Cast, post: Post) -> None:
    seen = only(post)
    posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/1", at=MORNING)
    with pytest.raises(NotDone):
        posted(delivery=seen, by=cast.member("ben"), link="https://facebook.com/2", at=MORNING)
    assert only(post).address == "https://facebook.com/1"


def test_only_those_send_by_hand_who_may_send(cast: Cast, post: Post) -> None:
    with pytest.raises(PermissionDenied):
        prepare(delivery=only(post), by=cast.member("tess"), at=MORNING)


def test_it_is_decided_again_before_it_is_handed_out(cast: Cast, page: Account) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "ada", page, at=MORNING, stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    ImagePermission.objects.update(answer="refused")  # behind every hook
    with pytest.raises(PolicyStops):
        prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
    post.refresh_from_db()
    assert (post.state, only(post).state) == (PS.HELD, S.STOPPED)


def test_nothing_is_handed_out_in_a_pause_or_a_day_late(cast: Cast, post: Post) -> None:
    with pytest.raises(NotDone, match="a day late"):
        prepare(delivery=only(post), by=cast.member("ada"), at=MORNING + STALE + timedelta(minutes=1))
    assert only(post).state == S.STOPPED


def test_nothing_is_handed_out_while_everything_is_stopped(cast: Cast, post: Post) -> None:
    pause_all(by=cast.member("ada"), at=MORNING)
    with pytest.raises(NotDone, match="stopped at the moment"):
        prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)


def test_who_had_it_in_hand_when_it_was_stopped_can_still_say_that_it_is_out_and_then_it_comes_down(
    cast: Cast, page: Account
) -> None:
    answers(cast.pia, "given")
    post = a_draft(cast, "ada", page, at=MORNING, stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
    answers(cast.pia, "withdrawn")
    assert only(post).state == S.STOPPED
    posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/1", at=MORNING)
    assert (only(post).state, only(post).address) == (S.TO_REMOVE, "https://facebook.com/1")
    assert to_do(cast.member("ada")).to_remove == [only(post)]
    removed_by_hand(delivery=only(post), by=cast.member("ada"))
    assert verbs_of(post)[-5:] == [
        "post_held",
        "ruled",
        "post_posted_by_hand",
        "post_taken_down",
        "post_removed_by_hand",
    ]


@pytest.fixture
def out_all_the_same(cast: Cast, post: Post) -> Post:
    """Ada's post, posted by hand though Sam holds it back."""
    prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
    hold(post=post, by=cast.member("sam"), version=post.version, reason="Wait.", at=MORNING)
    posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/1", at=MORNING)
    post.refresh_from_db()
    return post


def test_what_went_out_though_it_was_held_comes_down_and_its_page_says_so(
    cast: Cast, out_all_the_same: Post, signed_in: Callable[[Person], Client]
) -> None:
    assert state_of(out_all_the_same) == (PS.TAKEN_DOWN, S.TO_REMOVE)
    page = signed_in(cast.sam).get(f"/schools/riverside/posts/{out_all_the_same.pk}/").content.decode()
    assert "It was posted although it had been stopped." in page


def test_what_went_out_though_it_was_held_is_neither_changed_nor_handed_in_again(
    cast: Cast, out_all_the_same: Post
) -> None:
    post, later, ada = out_all_the_same, MORNING + timedelta(days=2), cast.member("ada")
    for again in (
        lambda: edit(post=post, by=ada, written=Written(text="Other words."), version=post.version, at=MORNING),
        lambda: let_go(post=post, by=cast.member("sam"), version=post.version, at=MORNING),
        lambda: move(post=post, by=ada, version=post.version, send_at=later, at=MORNING),
        lambda: submit(post=post, by=ada, at=MORNING),
        lambda: withdraw(post=post, by=ada),
    ):
        with pytest.raises(NotDone):
            again()
    assert state_of(post) == (PS.TAKEN_DOWN, S.TO_REMOVE)


def test_what_was_changed_after_somebody_had_its_words_is_not_sent_a_second_time_beside_them(
    cast: Cast, page: Account, post: Post
) -> None:
    prepare(delivery=only(post), by=cast.member("ada"), at=MORNING)
    written = Written(text="Other words.", category="event_advert", wordings=[Worded(page)])
    edit(post=post, by=cast.member("ada"), written=written, version=post.version, at=MORNING)
    posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/1", at=MORNING)
    post.refresh_from_db()
    with pytest.raises(NotDone):
        look_over(post=post, by=cast.member("ada"), at=MORNING)
    assert state_of(post) == (PS.TAKEN_DOWN, S.TO_REMOVE)


# ---------------------------------------------------------------------- more than a day late

LATE = MORNING + STALE + timedelta(minutes=1)


def test_what_nobody_posts_within_a_day_is_put_aside_without_anybody_opening_it(cast: Cast, post: Post) -> None:
    tick(MORNING + STALE)
    assert state_of(post) == (PS.SCHEDULED, S.BY_HAND)
    tick(LATE)
    tick(LATE)
    assert state_of(post) == (PS.EXPIRED, S.STOPPED)
    assert verbs_of(post).count("post_expired") == 1


def test_whoever_had_the_words_within_the_day_can_say_later_that_it_was_posted_and_it_stays(
    cast: Cast, post: Post, signed_in: Callable[[Person], Client]
) -> None:
    Delivery.objects.update(due_at=timezone.now() - STALE - timedelta(minutes=1), handed_out_at=MORNING)
    tick()
    client, address = signed_in(cast.ada), f"/schools/riverside/posts/{post.pk}/deliveries/{only(post).pk}/"
    shown = client.post(address).content.decode()
    assert "more than a day late" in shown
    assert "Beans!" not in shown
    client.post(address, {"posted": "1", "link": "https://facebook.com/1"})
    assert state_of(post) == (PS.PUBLISHED, S.SENT)


def test_what_was_stopped_before_anybody_had_it_cannot_be_said_to_be_out(cast: Cast, post: Post) -> None:
    edit(
        post=post,
        by=cast.member("ada"),
        written=Written(text="Other words.", category="event_advert", wordings=[Worded(only(post).account)]),
        version=post.version,
    )
    assert only(post).state == S.STOPPED
    with pytest.raises(NotDone):
        posted(delivery=only(post), by=cast.member("ada"), link="https://facebook.com/1", at=MORNING)


def test_whoever_still_has_the_page_open_when_it_is_stopped_is_told_to_delete_it(
    cast: Cast, post: Post, signed_in: Callable[[Person], Client]
) -> None:
    client, address = signed_in(cast.ada), f"/schools/riverside/posts/{post.pk}/deliveries/{only(post).pk}/"
    Delivery.objects.update(due_at=timezone.now())  # so that it is not late today
    Approval.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert "Beans!" in client.post(address).content.decode()
    withdraw(post=post, by=cast.member("ada"))
    assert "do not post it any more" in client.get(address).content.decode()
    answer = client.post(address, {"posted": "1", "link": "https://facebook.com/1"}, follow=True)
    assert "delete it there now" in answer.content.decode()
    assert only(post).state == S.TO_REMOVE


def test_the_first_comment_is_handed_out_with_the_words(
    cast: Cast, page: Account, signed_in: Callable[[Person], Client]
) -> None:
    worded = [Worded(page, first_comment="Bring a spade on Friday.")]
    post = submitted(cast, "ada", page, wordings=worded)
    deliver_due()
    address = f"/schools/riverside/posts/{post.pk}/deliveries/{only(post).pk}/"
    assert "Bring a spade on Friday." in signed_in(cast.ada).post(address).content.decode()
