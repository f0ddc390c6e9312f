"""A post on a real WordPress, from the first word until it is gone: `make test-wordpress`."""

from __future__ import annotations

import os

import httpx

from gatepost.publishing.models import Connection, Delivery, Post
from gatepost.publishing.services.connecting import check_connection, connect
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.tasks import deliver_due
from tests.cast import Cast

from .making import MORNING, a_draft, an_account, answers, only, with_picture_of


def connected(cast: Cast, secret: str) -> Connection:
    account = an_account(cast.riverside, name="Riverside blog", channel="blog")
    return connect(
        account=account,
        by=cast.member("ada"),
        platform="wordpress",
        address=os.environ["WORDPRESS_URL"],
        username=os.environ["WORDPRESS_USER"],
        secret=secret,
    )


def test_a_post_with_a_picture_goes_out_is_seen_and_is_gone(cast: Cast) -> None:
    ada = cast.member("ada")
    connection = connected(cast, os.environ["WORDPRESS_PASSWORD"])
    check_connection(connection=connection, by=ada)
    assert (connection.healthy, connection.said) == (True, "")
    answers(cast.pia, "given")
    post = a_draft(cast, "ada", connection.account, at=MORNING, title="Beans", stated=["appropriately_dressed"])
    with_picture_of(cast, "ada", post, cast.pia)
    submit(post=post, by=ada, at=MORNING)
    deliver_due(MORNING)
    delivery = only(post)
    assert (delivery.state, delivery.error) == (Delivery.State.SENT, "")
    page = httpx.get(delivery.address, follow_redirects=True).text
    assert post.text in page
    assert 'alt="Beans"' in page
    assert take_down(post=Post.objects.get(pk=post.pk), by=ada, because="mistake", at=MORNING) == []
    assert httpx.get(delivery.address, follow_redirects=True).status_code == 404


def test_with_a_wrong_password_nothing_goes_out_and_it_is_said(cast: Cast) -> None:
    connection = connected(cast, "wrong")
    check_connection(connection=connection, by=cast.member("ada"))
    assert connection.healthy is False
    post = a_draft(cast, "ada", connection.account, at=MORNING)
    submit(post=post, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    assert only(post).state == Delivery.State.FAILED
    assert connection.said
    assert only(post).error
