"""What a real client makes of a WordPress that hangs up, is away, forgets the password, or drops the draft."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from gatepost.publishing.models import Connection, Delivery, Post
from gatepost.publishing.services.by_hand import try_again
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.tasks import deliver_due
from gatepost.publishing.times import LOOKED_UP_AFTER, STALE
from gatepost.records.files import path_of
from gatepost.schools.secrets import encrypt
from tests.cast import Cast
from tests.platforms.fake_wordpress import PASSWORD, USER, fake_wordpress

from .making import MORNING, a_draft, an_account, answers, only, verbs_of, with_picture_of
from .workers import Watched

S, PS = Delivery.State, Post.State
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def wordpress() -> Iterator[Watched]:
    watched = Watched()
    with fake_wordpress(watched):
        yield watched


@pytest.fixture
def connection(cast: Cast, wordpress: Watched) -> Connection:
    return Connection.objects.create(
        account=an_account(cast.riverside, name="Riverside blog", channel="blog"),
        platform="wordpress",
        address=wordpress.url,
        username=USER,
        secret=encrypt(PASSWORD),
        connected_at=MORNING,
        healthy=True,
    )


@pytest.fixture
def post(cast: Cast, connection: Connection) -> Post:
    """Ada's post, with a picture, ready to go out in the morning."""
    answers(cast.pia, "given")
    made = a_draft(cast, "ada", connection.account, at=MORNING, stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", made, cast.pia)
    submit(post=made, by=cast.member("ada"), at=MORNING)
    made.refresh_from_db()
    return made


def since_it_was_scheduled(post: Post) -> list[str]:
    told = verbs_of(post)
    return told[told.index("post_scheduled") + 1 :]


def goes_wrong_as_it_is_shown(wordpress: Watched, **how: object) -> None:
    """The request that shows a post is the second that changes one: the first brings its words."""
    wordpress.goes_wrong("POST", "posts/", accepted=True, status=200, body='{"id": 2}')
    wordpress.goes_wrong("POST", "posts/", **how)


@pytest.mark.parametrize("how", [{"silent": True}, {"status": 502}, {"status": 200, "body": "<p>Maintenance</p>"}])
def test_no_answer_after_it_was_accepted_is_looked_up_and_not_sent_again(
    post: Post, wordpress: Watched, how: dict[str, object]
) -> None:
    goes_wrong_as_it_is_shown(wordpress, accepted=True, **how)
    deliver_due(MORNING)
    assert (only(post).state, len(wordpress.shown)) == (S.UNCONFIRMED, 1)
    assert "may be out or not" in only(post).error
    assert only(post).raw
    deliver_due(MORNING + LOOKED_UP_AFTER)
    assert (only(post).state, len(wordpress.shown)) == (S.SENT, 1)
    assert since_it_was_scheduled(post) == ["post_unconfirmed", "ruled", "post_sent"]


def test_no_answer_and_not_accepted_is_sent_once_it_is_certain(post: Post, wordpress: Watched) -> None:
    goes_wrong_as_it_is_shown(wordpress, status=502)
    deliver_due(MORNING)
    assert (only(post).state, wordpress.shown) == (S.UNCONFIRMED, [])
    for minutes in (5, 6):
        deliver_due(MORNING + minutes * A_MINUTE)
    assert (only(post).state, len(wordpress.shown), len(wordpress.posts)) == (S.SENT, 1, 1)
    assert since_it_was_scheduled(post) == ["post_unconfirmed", "post_not_there", "ruled", "post_sent"]


def test_a_site_that_is_away_for_a_day_is_tried_and_then_the_post_is_put_aside(
    post: Post, connection: Connection
) -> None:
    Connection.objects.update(address="http://127.0.0.1:9")  # where nobody listens
    for hours in range(25):
        deliver_due(MORNING + timedelta(hours=hours))
    assert (only(post).state, only(post).attempts > 10) == (S.DUE, True)
    assert "cannot be reached" in only(post).error
    deliver_due(MORNING + STALE + timedelta(hours=1))
    post.refresh_from_db()
    assert (post.state, only(post).state) == (PS.EXPIRED, S.STOPPED)
    assert "What kept it: http://127.0.0.1:9 cannot be reached." in post.reason
    assert since_it_was_scheduled(post) == ["post_put_off", "post_expired"]


def test_a_password_that_wordpress_has_forgotten_is_said_and_once_it_is_mended_the_post_goes_out(
    cast: Cast, post: Post, connection: Connection, wordpress: Watched
) -> None:
    Connection.objects.update(secret=encrypt("withdrawn"))
    deliver_due(MORNING)
    connection.refresh_from_db()
    assert (only(post).state, connection.healthy) == (S.FAILED, False)
    assert "application password" in only(post).error
    assert only(post).error == connection.said
    assert "incorrect_password" in only(post).raw
    Connection.objects.update(secret=encrypt(PASSWORD))
    try_again(delivery=only(post), by=cast.member("ada"), at=MORNING + A_MINUTE)
    deliver_due(MORNING + A_MINUTE)
    assert (only(post).state, len(wordpress.shown)) == (S.SENT, 1)
    assert since_it_was_scheduled(post) == ["post_not_sent", "post_tried_again", "ruled", "post_sent"]


def test_a_picture_that_was_changed_on_the_disk_is_not_sent(post: Post, wordpress: Watched) -> None:
    path_of(post.school, post.pictures.get().digest).write_bytes(b"another picture")
    deliver_due(MORNING)
    assert (only(post).state, wordpress.posts, wordpress.media) == (S.FAILED, {}, {})
    assert "changed after it was kept" in only(post).error


def test_a_key_that_no_longer_opens_the_password_is_said(post: Post, wordpress: Watched) -> None:
    Connection.objects.update(secret="broken")
    deliver_due(MORNING)
    assert (only(post).state, wordpress.asked) == (S.FAILED, [])
    assert only(post).error


def test_what_somebody_changed_in_the_draft_there_is_not_shown_and_the_draft_is_removed(
    post: Post, wordpress: Watched
) -> None:
    def change() -> None:
        for row in wordpress.posts.values():
            row["content"]["raw"] += "<p>Buy my book.</p>"

    wordpress.before_reading = change
    deliver_due(MORNING)
    assert (only(post).state, wordpress.shown) == (S.FAILED, [])
    assert "something other than what was approved" in only(post).error
    assert (wordpress.posts, wordpress.media) == ({}, {})
