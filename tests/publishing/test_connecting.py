"""Connecting an account, and what is known of the connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from gatepost.channels.models import Account, Authorisation
from gatepost.platforms.errors import NotConnected
from gatepost.publishing.connections import site_of
from gatepost.publishing.errors import DoesNotWork, NotDone
from gatepost.publishing.models import Connection, Delivery
from gatepost.publishing.queries.connected import broken
from gatepost.publishing.services.connecting import check_connection, connect, disconnect, not_let_in
from gatepost.publishing.services.writing import Worded
from gatepost.publishing.tasks import deliver_due, tick
from gatepost.records.queries import timeline
from gatepost.schools.models import Person
from tests.cast import STARTED, Cast
from tests.platforms.fake_wordpress import PASSWORD, USER, FakeWordPress, fake_wordpress

from .making import MORNING, a_draft, an_account, only, submitted


@pytest.fixture
def site() -> Iterator[FakeWordPress]:
    with fake_wordpress() as running:
        yield running


@pytest.fixture
def account(cast: Cast) -> Account:
    return an_account(cast.riverside, channel="blog")


def connected(cast: Cast, account: Account, site: FakeWordPress, **other: Any) -> Connection:
    facts = {"address": site.url, "username": USER, "secret": PASSWORD, **other}
    return connect(account=account, by=cast.member("ben"), **facts)


def happened(cast: Cast, account: Account) -> list[str]:
    return [line.sentence for line in timeline(cast.riverside, account, cast.member("ada"))]


def test_an_account_without_a_connection_is_posted_to_by_hand(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    assert site_of(account) == ""
    connected(cast, account, site)
    assert site_of(account) == account.connection.address
    disconnect(account=account, by=cast.member("ben"))
    assert site_of(account) == ""
    with pytest.raises(NotDone):
        disconnect(account=account, by=cast.member("ben"))


def test_it_is_tried_before_it_is_kept(cast: Cast, account: Account, site: FakeWordPress) -> None:
    connection = connected(cast, account, site)
    assert (connection.healthy, connection.said) == (True, "")
    assert connection.checked_at is not None
    assert "connected the account: wordpress" in happened(cast, account)


def test_what_does_not_work_is_not_kept_and_it_is_said_why(cast: Cast, account: Account, site: FakeWordPress) -> None:
    with pytest.raises(DoesNotWork, match="does not know this application password") as wrong:
        connected(cast, account, site, secret="wrong")
    assert "incorrect_password" in wrong.value.raw
    site.capabilities.discard("publish_posts")
    with pytest.raises(DoesNotWork, match="Give the user the role Editor"):
        connected(cast, account, site)
    with pytest.raises(DoesNotWork, match="cannot be reached"):
        connected(cast, account, site, address="http://127.0.0.1:9")
    with pytest.raises(DoesNotWork, match="https"):
        connected(cast, account, site, address="http://blog.riverside.example")
    assert not Connection.objects.exists()


def test_a_new_password_that_does_not_work_leaves_the_old_one(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    before = connected(cast, account, site).secret
    with pytest.raises(DoesNotWork):
        connected(cast, account, site, secret="wrong")
    assert Connection.objects.get().secret == before


def test_the_password_is_kept_encrypted_and_stands_in_no_record(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    connection = connected(cast, account, site)
    assert PASSWORD not in connection.secret
    assert PASSWORD.replace(" ", "") not in connection.secret
    assert not any(PASSWORD in sentence for sentence in happened(cast, account))


def test_only_those_who_keep_the_register_connect(cast: Cast, account: Account, site: FakeWordPress) -> None:
    for name in ("tess", "gwen", "pat", "cy"):
        with pytest.raises(PermissionDenied):
            connect(account=account, by=cast.member(name), address=site.url, username=USER, secret=PASSWORD)
        with pytest.raises(PermissionDenied):
            disconnect(account=account, by=cast.member(name))


def test_what_gatepost_cannot_post_to_and_what_is_closed_is_not_connected(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    with pytest.raises(NotDone, match="People do"):
        connected(cast, an_account(cast.riverside, name="Page", channel="facebook"), site)
    account.state = Account.State.COMPROMISED
    with pytest.raises(NotDone, match="open"):
        connected(cast, account, site)


def test_a_site_of_a_private_network_is_reached_only_where_that_is_allowed(
    cast: Cast, account: Account, site: FakeWordPress, settings: Any
) -> None:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, private_sites=False)
    with pytest.raises(DoesNotWork, match="https"):
        connected(cast, account, site)
    with pytest.raises(DoesNotWork, match="private network"):
        connected(cast, account, site, address="https://127.0.0.1:9")


def test_a_connection_that_breaks_is_found_once_a_day_and_the_record_says_so(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    connection = connected(cast, account, site)
    site.goes_wrong("GET", "users/me", status=401, body='{"code": "incorrect_password", "message": ""}')
    check_connection(connection=connection, by=cast.member("ben"))
    assert connection.healthy is False
    assert "Make a new one and connect again" in connection.said
    assert "incorrect_password" in connection.raw
    check_connection(connection=connection, by=cast.member("ben"))
    assert (connection.healthy, connection.said, connection.raw) == (True, "", "")
    assert happened(cast, account)[-2:] == [
        "found that the connection of the account does not work",
        "found that the connection of the account works again",
    ]
    Connection.objects.update(checked_at=MORNING)
    tick()
    assert Connection.objects.get().checked_at != MORNING


def test_a_broken_connection_is_known_to_those_who_can_put_it_right_and_to_whoever_manages_the_account(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    connected(cast, account, site)
    assert not broken(cast.member("ben")).exists()
    not_let_in(account=account, problem=NotConnected("WordPress does not let us in.", raw="401"))
    assert [each.said for each in broken(cast.member("ben"))] == ["WordPress does not let us in."]
    assert not broken(cast.member("tess")).exists()
    Authorisation.objects.create(account=account, person=cast.tess, may="manage", from_day=STARTED)
    assert broken(cast.member("tess")).exists()
    assert not broken(cast.member("cy")).exists()


def test_what_is_scheduled_goes_by_hand_once_the_account_is_disconnected(
    cast: Cast, account: Account, site: FakeWordPress
) -> None:
    connected(cast, account, site)
    post = submitted(cast, "ada", account, at=MORNING)
    disconnect(account=account, by=cast.member("ben"))
    deliver_due(MORNING)
    assert only(post).state == Delivery.State.BY_HAND
    assert not site.posts


def test_a_first_comment_is_offered_only_where_a_person_writes_it(
    cast: Cast, account: Account, signed_in: Callable[[Person], Client]
) -> None:
    page = an_account(cast.riverside, name="Riverside page")
    post = a_draft(cast, "ada", page, account)
    written = signed_in(cast.ada).get(f"/schools/riverside/posts/{post.pk}/write/").content.decode()
    assert f"First comment on {page.name}" in written
    assert f"First comment on {account.name}" not in written
    with pytest.raises(NotDone, match="writes no first comment"):
        a_draft(cast, "ada", wordings=[Worded(account, first_comment="Bring a spade.")])
