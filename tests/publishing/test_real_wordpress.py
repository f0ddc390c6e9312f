"""A post on a real WordPress, from the first word until it is gone: `make test-wordpress`."""

from __future__ import annotations

import os

import httpx
import pytest

from gatepost.publishing.errors import DoesNotWork
from gatepost.publishing.models import Connection, Delivery, Post
from gatepost.publishing.services.connecting import check_connection, connect
from gatepost.publishing.services.correcting import correct
from gatepost.publishing.services.pictures import describe
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.taking_down import take_down
from gatepost.publishing.services.writing import Worded, Written, edit, look_over
from gatepost.publishing.tasks import deliver_due
from gatepost.schools.secrets import encrypt
from tests.cast import Cast

from .making import MORNING, TEXT, a_draft, an_account, answers, only, with_picture_of


def connected(cast: Cast, secret: str) -> Connection:
    account = an_account(cast.riverside, name="Riverside blog", channel="blog")
    return connect(
        account=account,
        by=cast.member("ada"),
        address=os.environ["WORDPRESS_URL"],
        username=os.environ["WORDPRESS_USER"],
        secret=secret,
    )


def corrected_to_peas(cast: Cast, post: Post) -> Post:
    """The post as it reads once its author has put it right: words and description."""
    ada = cast.member("ada")
    correction = correct(post=post, by=ada, reason="They are peas.", at=MORNING)
    written = Written(
        text=TEXT.replace("beans", "peas"),
        title="Peas",
        category=correction.category,
        stated=correction.stated,
        wordings=[Worded(each.account) for each in correction.wordings.all()],
    )
    edit(post=correction, by=ada, written=written, version=correction.version, at=MORNING)
    describe(picture=correction.pictures.get(), by=ada, alt="Peas", at=MORNING)
    look_over(post=correction, by=ada, at=MORNING)
    submit(post=correction, by=ada, at=MORNING)
    deliver_due(MORNING)
    assert (only(correction).state, only(correction).error) == (Delivery.State.SENT, "")
    return Post.objects.get(pk=correction.pk)


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
    corrected = corrected_to_peas(cast, Post.objects.get(pk=post.pk))
    page = httpx.get(delivery.address, follow_redirects=True).text
    assert "peas" in page
    assert "beans" not in page
    assert 'alt="Peas"' in page
    assert take_down(post=corrected, by=ada, because="mistake", at=MORNING) == []
    assert httpx.get(delivery.address, follow_redirects=True).status_code == 404


def test_with_a_wrong_password_nothing_is_connected_and_it_is_said(cast: Cast) -> None:
    with pytest.raises(DoesNotWork, match="does not know this user with this application password"):
        connected(cast, "wrong")
    assert not Connection.objects.exists()


def test_once_the_password_is_withdrawn_nothing_goes_out_and_it_is_said(cast: Cast) -> None:
    connection = connected(cast, os.environ["WORDPRESS_PASSWORD"])
    Connection.objects.update(secret=encrypt("withdrawn"))
    post = a_draft(cast, "ada", connection.account, at=MORNING)
    submit(post=post, by=cast.member("ada"), at=MORNING)
    deliver_due(MORNING)
    assert only(post).state == Delivery.State.FAILED
    assert only(post).error
    connection.refresh_from_db()
    assert connection.healthy is False
    assert connection.said
