"""Deciding an application, on the grounds that this school's policy names, and opening the account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from gatepost.policy import Decision
from gatepost.policy.wording import needed
from gatepost.records.services import write
from gatepost.rulings.cards import card
from gatepost.rulings.posts import has_left
from gatepost.rulings.services import rule
from gatepost.schools.members import Member, member_of
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from ..errors import Incomplete, NotDone, NotForYou, Overtaken, OwnApplication, PolicyStops
from ..grounds import Grounds, grounds
from ..models import Account, Application, Approval, Authorisation
from ..moves import GRANT, OPEN, REFUSE
from ..situations import application_situation, approvals_of, approvals_wanted, gives
from .applications import unsaid
from .authorisations import enter
from .moving import make, stop_if_not_allowed


def grant(*, application: Application, by: Member, reason: str = "", at: datetime | None = None) -> None:
    """Give one's approval. With the last one that the policy wants, the application is granted.

    The policy decides again at this moment, with the approval in place. What it still stops stays undecided, and that it did is kept.

    Raises:
        OwnApplication, NotForYou: somebody else decides.
        Incomplete: the policy has changed since it was submitted, and asks something that was not said.
        PolicyStops: the policy forbids it even so, or something else is missing.
        Overtaken: it has been decided.
    """
    moment = at or timezone.now()
    with transaction.atomic():
        asked, mine = _decider(application, by)
        if missing := unsaid(application, asked):
            raise Incomplete(missing)
        situation = _situation(application, asked, mine)
        ruling, decision = rule(
            school=application.school, situation=situation, subject=application, by=by, done=False, at=moment
        )
        stopped = decision.verdict == "forbidden" or any(need.facet != "approval" for need in decision.unmet)
        if not stopped:
            _approve(application, by, mine, moment)
            _grant(application, by, decision, reason, moment)
    if stopped:
        raise PolicyStops(card(asked.pack, ruling.situation, decision))


@transaction.atomic
def refuse(*, application: Application, by: Member, reason: str, clause: str = "", at: datetime | None = None) -> None:
    """Turn an application down, with the reason, and the clause that is the ground.

    Raises:
        OwnApplication, NotForYou: somebody else decides.
        NotDone: no reason is given, or the policy has no such clause.
        Overtaken: it has been decided.
    """
    moment = at or timezone.now()
    asked, mine = _decider(application, by)
    if not reason.strip():
        raise NotDone("Say why. The applicant reads it.")
    if clause and clause not in asked.pack.clauses:
        raise NotDone("The policy has no such clause.")
    situation = _situation(application, asked, [f"not_{value}" for value in mine])
    rule(school=application.school, situation=situation, subject=application, by=by, done=False, at=moment)
    make(REFUSE, application, by=by, decided_at=moment, decided_by=by.person, reason=reason, clause=clause)
    write(
        school=application.school,
        by=by,
        verb=REFUSE.verb,
        subject=application,
        facts={"clause": clause},
        text=reason,
        at=moment,
    )


@transaction.atomic
def open_account(
    *,
    application: Application,
    by: Member,
    name: str,
    address: str = "",
    purpose: str = "",
    opened_on: date | None = None,
    at: datetime | None = None,
) -> Account:
    """Enter the account that was granted and is now open, with the people named for it; the duties that go with it fall due.

    Raises:
        PolicyStops: the policy in force today does not allow it any more.
        Overtaken: somebody else opened it.
    """
    by.require(Permission.MANAGE_REGISTER, application.school)
    moment = at or timezone.now()
    account = Account.objects.create(
        school=application.school,
        channel=application.channel,
        kind=application.kind,
        audience=application.audience,
        name=name,
        address=address,
        purpose=purpose,
        opened_on=opened_on or timezone.localdate(moment),
    )
    make(OPEN, application, by=by, account=account)
    asked = grounds(pack_of(application.school), application, application.actor)
    ruling, decision = rule(
        school=application.school,
        situation=_situation(application, asked, ()),
        subject=account,
        by=by,
        done=True,
        at=moment,
        acting=member_of(application.applicant),
    )
    stop_if_not_allowed(asked.pack, ruling, decision)
    for each in application.named.select_related("person__school"):
        if has_left(each.person, account.opened_on):
            continue
        enter(
            account=account,
            person=each.person,
            may=Authorisation.May.MANAGE,
            stated=each.stated,
            given_by=application.decided_by,
            from_day=account.opened_on,
            by=by,
            at=moment,
        )
    told: dict[str, Any] = {"school": application.school, "by": by, "at": moment}
    write(verb=OPEN.verb, subject=application, facts={"account": account.pk}, **told)
    write(verb="account_opened", subject=account, facts={"application": application.pk}, **told)
    return account


def _decider(application: Application, by: Member) -> tuple[Grounds, list[str]]:
    """The grounds, and which of the approvals that the policy wants are this member's to give."""
    by.require(Permission.DECIDE_APPLICATIONS, application.school)
    application.refresh_from_db()
    if application.applicant_id == by.person.pk:
        raise OwnApplication
    if application.state not in GRANT.sources:
        raise Overtaken(application)
    asked = grounds(pack_of(application.school), application, application.actor)
    wanted = approvals_wanted(asked.pack.decide(_situation(application, asked, ())), application.actor)
    mine = gives(asked.pack, approvals_of(by.roles), wanted)
    if not mine:
        whose = [value for values in wanted for value in values]
        raise NotForYou(f"This is not yours to decide: {needed('approval', whose, {})}.")
    return asked, mine


def _situation(application: Application, asked: Grounds, further: Iterable[str]) -> dict[str, object]:
    """What the application states, with the approvals that stand and further ones."""
    given = [approval.value for approval in application.approvals.all()]
    return application_situation(application, asked.circumstances, asked.questions, [*given, *further])


def _approve(application: Application, by: Member, values: Iterable[str], moment: datetime) -> None:
    for value in values:
        Approval.objects.get_or_create(
            application=application, value=value, defaults={"person": by.person, "at": moment}
        )


def _grant(application: Application, by: Member, decision: Decision, reason: str, moment: datetime) -> None:
    """Grant it, unless the policy wants somebody else's approval beside this one."""
    if decision.unmet:
        make(replace(GRANT, target=Application.State.SUBMITTED), application, by=by)
    else:
        make(GRANT, application, by=by, decided_at=moment, decided_by=by.person, reason=reason)
    write(
        school=application.school,
        by=by,
        verb="application_approved" if decision.unmet else GRANT.verb,
        subject=application,
        text=reason,
        at=moment,
    )
