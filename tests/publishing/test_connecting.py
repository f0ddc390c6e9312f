"""Connecting an account, and what its page says of the connection."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from gatepost.channels.models import Account
from gatepost.publishing.connections import by_hand, platform_of
from gatepost.publishing.errors import NotDone
from gatepost.publishing.models import Connection
from gatepost.publishing.services.connecting import check_connection, connect, disconnect
from gatepost.publishing.tasks import tick
from tests.cast import Cast

from .making import MORNING, an_account

SITE = {"platform": "wordpress", "username": "office", "secret": "abcd efgh"}


@pytest.fixture
def account(cast: Cast) -> Account:
    return an_account(cast.riverside, channel="blog")


def test_an_account_without_a_connection_is_posted_to_by_hand(cast: Cast, account: Account) -> None:
    assert by_hand(platform_of(account))
    connect(account=account, by=cast.member("ben"), address="https://blog.riverside.example", **SITE)
    assert not by_hand(platform_of(account))
    disconnect(account=account, by=cast.member("ben"))
    assert by_hand(platform_of(account))
    with pytest.raises(NotDone):
        disconnect(account=account, by=cast.member("ben"))


def test_the_password_is_kept_encrypted_and_an_empty_one_changes_nothing(cast: Cast, account: Account) -> None:
    first = connect(account=account, by=cast.member("ben"), address="https://blog.riverside.example", **SITE)
    again = connect(
        account=account, by=cast.member("ben"), address="https://blog.riverside.example", **{**SITE, "secret": ""}
    )
    assert "abcd" not in first.secret
    assert again.secret == first.secret


def test_only_those_who_keep_the_register_connect(cast: Cast, account: Account) -> None:
    for name in ("tess", "gwen", "pat", "cy"):
        with pytest.raises(PermissionDenied):
            connect(account=account, by=cast.member(name), address="https://blog.riverside.example", **SITE)


def test_an_address_to_which_no_password_may_be_sent_is_said_and_stops_nothing_else(
    cast: Cast, account: Account
) -> None:
    connection = connect(account=account, by=cast.member("ben"), address="http://blog.riverside.example", **SITE)
    check_connection(connection=connection, by=cast.member("ben"))
    assert connection.healthy is False
    assert connection.said
    tick(MORNING)
    assert Connection.objects.get().checked_at is not None
