"""The register: entering accounts, changing, checking, handing over, closing; and what to do when one is compromised."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gatepost.records.services import write
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor, Member
from gatepost.schools.models import Person, School
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from ..errors import NotDone
from ..models import Account, Authorisation, SettingsCheck
from ..moves import CLOSE, COMPROMISE, PUT_RIGHT
from ..situations import CHECKING, HANDING_OVER, actors_of, compromised, handed_over, keeper_of
from .authorisations import authorise, end
from .fulfilling import fulfil, lapse
from .moving import make, stop_if_not_allowed

ENTERED = ("channel", "kind", "audience", "name", "address", "purpose", "opened_on")
CHANGED = ("name", "address", "audience", "purpose")


@transaction.atomic
def register(*, school: School, by: Actor, **facts: Any) -> Account:
    """Enter an account that exists already; a new one comes by an application. `facts` are those of `ENTERED`."""
    by.require(Permission.MANAGE_REGISTER, school)
    account = Account.objects.create(school=school, **{name: facts[name] for name in ENTERED if name in facts})
    told = {"channel": account.channel, "kind": account.kind, "audience": account.audience}
    write(school=school, by=by, verb="account_registered", subject=account, facts=told)
    return account


@transaction.atomic
def change(*, account: Account, by: Actor, **facts: Any) -> None:
    """Change what the register says of an account: any of `CHANGED`."""
    by.require(Permission.MANAGE_REGISTER, account.school)
    changed = [name for name in CHANGED if name in facts and getattr(account, name) != facts[name]]
    for name in changed:
        setattr(account, name, facts[name])
    account.save(update_fields=changed)
    told = {"changed": changed, "audience": account.audience}
    write(school=account.school, by=by, verb="account_changed", subject=account, facts=told)


@transaction.atomic
def report_compromise(*, account: Account, by: Member, at: datetime | None = None) -> None:
    """Say that an account was taken over or misused. What the policy obliges to falls due at once.

    Raises:
        Overtaken: it is known already, or the account is closed.
    """
    moment = at or timezone.now()
    make(COMPROMISE, account, by=by)
    situation = compromised(account, actors_of(by.roles)[0])
    rule(school=account.school, situation=situation, subject=account, by=by, done=True, at=moment)
    write(school=account.school, by=by, verb=COMPROMISE.verb, subject=account, at=moment)


@transaction.atomic
def put_right(*, account: Account, by: Member, note: str) -> None:
    """Say that a compromised account is in the school's hands again, and what was done.

    Raises:
        NotDone: nothing is said of what was done.
        Overtaken: it is not marked as compromised any more.
    """
    if not note.strip():
        raise NotDone("Say what was done.")
    make(PUT_RIGHT, account, by=by)
    write(school=account.school, by=by, verb=PUT_RIGHT.verb, subject=account, text=note)


@transaction.atomic
def check_settings(*, account: Account, by: Member, found: str = "", at: datetime | None = None) -> SettingsCheck:
    """Record that the settings of an account were looked at. A check that was due is thereby done."""
    moment = at or timezone.now()
    if not may_check(account, by):
        raise PermissionDenied("Those who manage the account check its settings.")
    check = SettingsCheck.objects.create(account=account, checked_at=moment, checked_by=by.person, found=found)
    fulfil(account, CHECKING, by=by, note="The settings were checked.")
    write(school=account.school, by=by, verb="account_settings_checked", subject=account, text=found, at=moment)
    return check


def may_check(account: Account, by: Member) -> bool:
    """Whether somebody keeps the register, or manages this account."""
    if account.school_id != by.school.pk:
        return False
    managing = account.authorisations.current().filter(person=by.person, may=Authorisation.May.MANAGE)
    return by.may(Permission.MANAGE_REGISTER) or managing.exists()


@transaction.atomic
def hand_over(*, account: Account, successor: Person, by: Member, stated: Iterable[str] = ()) -> None:
    """Give an account to somebody who takes it on; a duty to hand it over is thereby done.

    Raises:
        PolicyStops, NotForYou, NotDone: see `authorise`.
    """
    by.require(Permission.MANAGE_REGISTER, account.school)
    _put(account, by)
    authorise(account=account, person=successor, may=Authorisation.May.MANAGE, by=by, stated=stated)
    fulfil(account, HANDING_OVER, by=by, note="Handed over.")
    facts = {"successor": successor.pk}
    write(school=account.school, by=by, verb="account_handed_over", subject=account, facts=facts, text=successor.name)


@transaction.atomic
def close(*, account: Account, by: Member, on: date | None = None) -> None:
    """Close an account: nobody is authorised for it any more, and a duty to hand it over or close it is done.

    Raises:
        PolicyStops: the policy forbids it.
        Overtaken: it is closed already.
    """
    day = on or timezone.localdate()
    make(CLOSE, account, by=by, closed_on=day)
    _put(account, by)
    for authorisation in account.authorisations.filter(until_day__isnull=True).select_related(
        "account__school", "person"
    ):
        end(authorisation, by=by, on=day)
    fulfil(account, HANDING_OVER, by=by, note="The account was closed.")
    lapse(account, reason="The account was closed.")
    write(school=account.school, by=by, verb=CLOSE.verb, subject=account, facts={"on": day.isoformat()})


def _put(account: Account, by: Member) -> None:
    """Put handing over or closing to the policy."""
    situation = handed_over(account, keeper_of(by.roles))
    ruling, decision = rule(school=account.school, situation=situation, subject=account, by=by, done=True)
    stop_if_not_allowed(pack_of(account.school), ruling, decision)
