"""Connecting an account, and looking whether the connection works."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.platforms.errors import PlatformError
from gatepost.platforms.outcomes import Connection as Standing
from gatepost.records.services import write
from gatepost.schools.members import Actor, Member
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError, encrypt

from ..connections import PLATFORMS, platform_of
from ..errors import NotDone
from ..models import Connection


@transaction.atomic
def connect(
    *,
    account: Account,
    by: Member,
    platform: str,
    address: str,
    username: str = "",
    secret: str = "",
    at: datetime | None = None,
) -> Connection:
    """Let Gatepost send to an account. An empty secret keeps the one that is there.

    Raises:
        NotDone: there is no such platform.
        NoKey: the secret cannot be encrypted.
    """
    by.require(Permission.MANAGE_REGISTER, account.school)
    moment = at or timezone.now()
    if platform not in PLATFORMS:
        raise NotDone("Gatepost cannot send to such an account by itself.")
    facts = {"platform": platform, "address": address, "username": username, "connected_at": moment}
    facts |= {"connected_by": by.person, "healthy": None, "said": "", "checked_at": None}
    if secret:
        facts["secret"] = encrypt(secret)
    connection, _ = Connection.objects.update_or_create(account=account, defaults=facts)
    told = {"platform": platform, "secret_changed": bool(secret)}
    write(school=account.school, by=by, verb="account_connected", subject=account, facts=told, at=moment)
    return connection


@transaction.atomic
def disconnect(*, account: Account, by: Member) -> None:
    """From now on the account is posted to by hand.

    Raises:
        NotDone: it was not connected.
    """
    by.require(Permission.MANAGE_REGISTER, account.school)
    deleted, _ = Connection.objects.filter(account=account).delete()
    if not deleted:
        raise NotDone("The account is not connected.")
    write(school=account.school, by=by, verb="account_disconnected", subject=account)


def check_connection(*, connection: Connection, by: Actor, at: datetime | None = None) -> None:
    """Ask the network how the connection stands, and keep what it says."""
    by.require(Permission.SEE_REGISTER, connection.account.school)
    try:
        health = platform_of(connection.account).health()
        works, said, expires = health.connection is Standing.WORKS, " ".join(health.problems), health.expires
    except (PlatformError, SecretsError) as problem:
        works, said, expires = False, str(problem), None
    Connection.objects.filter(pk=connection.pk).update(
        checked_at=at or timezone.now(),
        healthy=works,
        said=said[:500],
        expires_on=timezone.localdate(expires) if expires else None,
    )
    connection.refresh_from_db()
