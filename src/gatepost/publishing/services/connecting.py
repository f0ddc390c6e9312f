"""Connecting an account, and looking whether the connection works.

No transaction is open while a network is asked. The secret stands in the argument that brings it and, encrypted, in the connection: nowhere
else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from gatepost.channels.models import Account
from gatepost.platforms.errors import NotConnected, PlatformError
from gatepost.platforms.outcomes import Connection as Standing
from gatepost.platforms.outcomes import Health
from gatepost.records.services import write
from gatepost.schools.members import GATEPOST, Actor, Member
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError, encrypt

from ..connections import CONNECTABLE, PLATFORMS
from ..errors import DoesNotWork, NotDone
from ..models import Connection


@sensitive_variables("secret")
def connect(
    *, account: Account, by: Member, address: str, username: str, secret: str, at: datetime | None = None
) -> Connection:
    """Let Gatepost send to an account, or connect it anew: the site is tried first, and only what works is kept.

    The secret is always asked for, so that the one that is kept can never be sent to another address.

    Raises:
        NotDone: Gatepost cannot post to such an account, or it is not open.
        DoesNotWork: the site does not let Gatepost do what it needs.
        NoKey: the secret cannot be encrypted.
    """
    by.require(Permission.MANAGE_REGISTER, account.school)
    moment = at or timezone.now()
    if account.channel not in CONNECTABLE:
        raise NotDone("Gatepost cannot post to such an account by itself. People do.")
    if account.state != Account.State.OPEN:
        raise NotDone("Only an account that is open is connected.")
    facts = {
        "platform": CONNECTABLE[account.channel],
        "address": address,
        "username": username,
        "secret": encrypt(secret),
        "connected_at": moment,
        "connected_by": by.person,
    }
    health = _health(Connection(account=account, **facts))
    if health.connection is not Standing.WORKS:
        raise DoesNotWork(health)
    return _keep(account, by, {**facts, **_found(health, moment)}, moment)


@transaction.atomic
def disconnect(*, account: Account, by: Member) -> None:
    """From now on the account is posted to by hand, also what is scheduled already.

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
    _note(connection, _health(connection), at or timezone.now())


def not_let_in(*, account: Account, problem: NotConnected, at: datetime | None = None) -> None:
    """The network turned Gatepost away while something was sent: whoever runs the account is to know at once, not at the next check."""
    for connection in Connection.objects.filter(account=account).select_related("account__school"):
        turned_away = Health(Standing.NOT_CONNECTED, problems=(problem.says,), raw=problem.raw)
        _note(connection, turned_away, at or timezone.now())


@transaction.atomic
def _keep(account: Account, by: Member, facts: dict[str, Any], at: datetime) -> Connection:
    connection, _ = Connection.objects.update_or_create(account=account, defaults=facts)
    told = {"platform": connection.platform}
    write(school=account.school, by=by, verb="account_connected", subject=account, facts=told, at=at)
    return connection


@transaction.atomic
def _note(connection: Connection, health: Health, at: datetime) -> None:
    """What was found, kept; where it is the other way round than before, the record says so."""
    worked = connection.healthy is not False
    Connection.objects.filter(pk=connection.pk).update(**_found(health, at))
    connection.refresh_from_db()
    if connection.healthy is not worked:
        account = connection.account
        verb = "account_connection_works" if connection.healthy else "account_connection_broken"
        write(school=account.school, by=GATEPOST, verb=verb, subject=account, text=connection.said, at=at)


def _health(connection: Connection) -> Health:
    try:
        return PLATFORMS[connection.platform](connection).health()
    except (PlatformError, SecretsError) as problem:
        return Health(Standing.NOT_CONNECTED, problems=(str(problem),))


def _found(health: Health, at: datetime) -> dict[str, Any]:
    return {
        "checked_at": at,
        "healthy": health.connection is Standing.WORKS,
        "said": " ".join(health.problems)[:500],
        "raw": health.raw,
        "expires_on": timezone.localdate(health.expires) if health.expires else None,
    }
