"""Who may manage an account or post to it: given, ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from gatepost.policy.wording.words import phrase
from gatepost.records.services import write
from gatepost.rulings.posts import has_left
from gatepost.rulings.services import rule
from gatepost.schools.members import Actor, Member, member_of
from gatepost.schools.models import Person
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from ..errors import NotDone, NotForYou
from ..models import Account, Authorisation
from ..situations import actors_of, authorised, named_to_manage
from .moving import stop_if_not_allowed


@transaction.atomic
def authorise(
    *,
    account: Account,
    person: Person,
    may: str,
    by: Actor,
    stated: Iterable[str] = (),
    from_day: date | None = None,
    at: datetime | None = None,
) -> Authorisation:
    """Let somebody manage an account, or post to it.

    Raises:
        NotForYou: the policy names who manages the account, and it is somebody else.
        PolicyStops: the policy does not let this person in, or wants something first.
        NotDone: they may already, they have left, or the account is closed.
    """
    by.require(Permission.MANAGE_REGISTER, account.school)
    _require_named_to_manage(account, by)
    if account.state == Account.State.CLOSED:
        raise NotDone("The account is closed.")
    moment = at or timezone.now()
    return enter(
        account=account,
        person=person,
        may=may,
        stated=stated,
        given_by=by.person,
        from_day=from_day or timezone.localdate(moment),
        by=by,
        at=moment,
    )


def enter(
    *,
    account: Account,
    person: Person,
    may: str,
    stated: Iterable[str],
    given_by: Person | None,
    from_day: date,
    by: Actor,
    at: datetime,
) -> Authorisation:
    """Put an authorisation to the policy and enter it. Part of the services that authorise, in their transaction."""
    if person.school_id != account.school_id:
        raise NotDone("Only people of the school are authorised.")
    if has_left(person, from_day):
        raise NotDone(f"{person.name} has left by then.")
    acting = member_of(person, from_day)
    pack = pack_of(account.school)
    for situation in authorised(account, may, actors_of(acting.roles)[0], stated):
        ruling, decision = rule(
            school=account.school,
            situation=situation,
            subject=account,
            by=by,
            done=may == Authorisation.May.MANAGE,  # from now on they run it; a post is judged when it is written
            at=at,
            acting=acting,
        )
        stop_if_not_allowed(pack, ruling, decision)
    given = Authorisation(
        account=account, person=person, may=may, from_day=from_day, until_day=person.left_on, given_by=given_by
    )
    try:
        with transaction.atomic():
            given.save()
    except IntegrityError:  # one at a time goes on: the database says so
        raise NotDone(f"{person.name} is authorised already.") from None
    facts = {"person": person.pk, "may": may, "from": from_day.isoformat(), "stated": sorted(stated)}
    write(
        school=account.school, by=by, verb="account_authorised", subject=account, facts=facts, text=person.name, at=at
    )
    return given


@transaction.atomic
def end_authorisation(*, authorisation: Authorisation, by: Actor, on: date | None = None) -> None:
    """End an authorisation, with a day as its last.

    Raises:
        NotDone: it has ended already.
    """
    account = authorisation.account
    by.require(Permission.MANAGE_REGISTER, account.school)
    end(authorisation, by=by, on=on or timezone.localdate())


def end(authorisation: Authorisation, *, by: Actor, on: date) -> None:
    """The same, as part of a service that has asked for permission."""
    account = authorisation.account
    last = max(on, authorisation.from_day)
    going_on = Authorisation.objects.filter(pk=authorisation.pk, until_day__isnull=True)
    if not going_on.update(until_day=last):
        raise NotDone("This authorisation has ended already.")
    facts = {"person": authorisation.person_id, "may": authorisation.may, "until": last.isoformat()}
    name = authorisation.person.name
    write(school=account.school, by=by, verb="account_authorisation_ended", subject=account, facts=facts, text=name)


def _require_named_to_manage(account: Account, by: Actor) -> None:
    """Where the policy names who manages such an account, only they let others in."""
    named = named_to_manage(pack_of(account.school), account)
    if isinstance(by, Member) and named and not named.intersection(actors_of(by.roles)):
        posts = " or ".join(phrase("actor", actor) for actor in sorted(named))
        raise NotForYou(f"The policy leaves it to {posts} to authorise people for this account.")
