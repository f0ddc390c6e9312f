"""How the accounts of a school are reached, and which of the connections need seeing to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from gatepost.channels.models import Account, Authorisation
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..connections import CONNECTABLE
from ..models import Connection

SOON = timedelta(days=14)
"""How long before a connection runs out it is said."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How an account is posted to. `kind` is how that looks, `words` what it is called."""

    account: Account
    connection: Connection | None
    kind: str
    words: str

    @property
    def connectable(self) -> bool:
        """Whether Gatepost can learn to post to it by itself."""
        return self.account.channel in CONNECTABLE and self.account.state == Account.State.OPEN


def reached(member: Member) -> list[Reached]:
    """The accounts that are open, and others as long as a connection of theirs is kept; what needs seeing to first."""
    found = member.school.accounts.filter(Q(state=Account.State.OPEN) | Q(connection__isnull=False))
    lines = [_line(each) for each in found.select_related("connection__connected_by")]
    order = ("error", "attention", "waiting", "done", "off")
    return sorted(lines, key=lambda line: (order.index(line.kind), not line.connectable, line.account.name))


def broken(member: Member) -> QuerySet[Connection]:
    """The connections that do not work, or soon will not, for those who can put them right, and for whoever manages the account."""
    soon = timezone.localdate() + SOON
    found = Connection.objects.filter(account__school=member.school, account__state=Account.State.OPEN)
    found = found.filter(Q(healthy=False) | Q(expires_on__lte=soon)).select_related("account")
    if member.may(Permission.MANAGE_REGISTER):
        return found
    managing = Authorisation.objects.current().filter(person=member.person, may=Authorisation.May.MANAGE)
    return found.filter(account__in=managing.values("account"))


def _line(account: Account) -> Reached:
    connection: Connection | None = getattr(account, "connection", None)
    if connection is None:
        return Reached(account, None, "off", "By hand")
    if connection.healthy is None:
        return Reached(account, connection, "waiting", "Not looked at yet")
    if not connection.healthy:
        return Reached(account, connection, "error", "Does not work")
    if connection.expires_on and connection.expires_on <= timezone.localdate() + SOON:
        return Reached(account, connection, "attention", f"Works until {connection.expires_on:%-d %B}")
    return Reached(account, connection, "done", "Works")
