"""Applying for an account: drafting, submitting, taking back, withdrawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from gatepost.policy.wording import need_sentence
from gatepost.records.services import write
from gatepost.rulings.cards import card
from gatepost.rulings.services import rule
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from ..errors import Incomplete, Overtaken, PolicyStops
from ..grounds import Grounds, grounds
from ..models import Application, Named
from ..moves import SUBMIT, TAKE_BACK, WITHDRAW
from ..situations import actors_of, application_situation
from .moving import make


@dataclass(frozen=True)
class Wanted:
    """What somebody writes in an application. `answers` are `{clause, asks, answer}`, `named` who runs it and what is stated of them."""

    channel: str
    kind: str
    audience: str
    name: str = ""
    purpose: str = ""
    answers: Sequence[Mapping[str, str]] = ()
    facts: Mapping[str, str] | None = None
    named: Sequence[tuple[Person, Sequence[str]]] = ()


@transaction.atomic
def draft(*, by: Member, wanted: Wanted) -> Application:
    """Begin an application. Nothing has to be complete."""
    by.require(Permission.APPLY_FOR_ACCOUNT, by.school)
    application = Application.objects.create(
        school=by.school, applicant=by.person, actor=actors_of(by.roles)[0], **_written(wanted)
    )
    _name(application, wanted)
    write(school=by.school, by=by, verb="application_drafted", subject=application)
    return application


@transaction.atomic
def redraft(*, application: Application, by: Member, wanted: Wanted) -> None:
    """Write a draft anew.

    Raises:
        Overtaken: it is a draft no longer.
    """
    _require_own(application, by)
    drafts = Application.objects.filter(pk=application.pk, state=Application.State.DRAFT)
    changed = drafts.update(actor=actors_of(by.roles)[0], **_written(wanted))
    application.refresh_from_db()
    if not changed:
        raise Overtaken(application)
    _name(application, wanted)
    write(school=by.school, by=by, verb="application_redrafted", subject=application)


@transaction.atomic
def submit(*, application: Application, by: Member, at: datetime | None = None) -> None:
    """Hand an application in for a decision.

    Raises:
        PolicyStops: the policy rules such an account out.
        Incomplete: something that the policy asks for is not said yet.
        Overtaken: it is a draft no longer.
    """
    _require_own(application, by)
    moment = at or timezone.now()
    asked = grounds(pack_of(application.school), application, application.actor)
    situation = application_situation(application, asked.circumstances, asked.questions, ())
    _, decision = rule(
        school=application.school, situation=situation, subject=application, by=by, done=False, at=moment
    )
    if decision.verdict == "forbidden":
        raise PolicyStops(card(asked.pack, situation, decision))
    unmet = [need_sentence(need, situation) for need in decision.unmet if need.facet != "approval"]
    if missing := [*unsaid(application, asked), *dict.fromkeys(unmet)]:
        raise Incomplete(missing)
    make(SUBMIT, application, by=by, submitted_at=moment)
    write(school=application.school, by=by, verb=SUBMIT.verb, subject=application, at=moment)


@transaction.atomic
def take_back(*, application: Application, by: Member) -> None:
    """Take an application back to change it. What was approved was another text, so approvals lapse.

    Raises:
        Overtaken: it has been decided.
    """
    _require_own(application, by)
    make(TAKE_BACK, application, by=by, submitted_at=None)
    application.approvals.all().delete()
    write(school=application.school, by=by, verb=TAKE_BACK.verb, subject=application)


@transaction.atomic
def withdraw(*, application: Application, by: Member) -> None:
    """Give an application up.

    Raises:
        Overtaken: it has been decided.
    """
    _require_own(application, by)
    make(WITHDRAW, application, by=by)
    write(school=application.school, by=by, verb=WITHDRAW.verb, subject=application)


def _require_own(application: Application, by: Member) -> None:
    by.require(Permission.APPLY_FOR_ACCOUNT, application.school)
    if application.applicant_id != by.person.pk:
        raise PermissionDenied("An application is its applicant's own.")


def _written(wanted: Wanted) -> dict[str, object]:
    return {
        "channel": wanted.channel,
        "kind": wanted.kind,
        "audience": wanted.audience,
        "name": wanted.name,
        "purpose": wanted.purpose,
        "answers": [dict(answer) for answer in wanted.answers],
        "facts": dict(wanted.facts or {}),
    }


def _name(application: Application, wanted: Wanted) -> None:
    """The people who are to run it, in place of those named before."""
    if any(person.school_id != application.school_id for person, _ in wanted.named):
        raise PermissionDenied("Only people of the school are named.")
    application.named.all().delete()
    Named.objects.bulk_create(
        Named(application=application, person=person, stated=list(stated)) for person, stated in wanted.named
    )


def unsaid(application: Application, asked: Grounds) -> list[str]:
    """What every application says, and what the policy asks plainly."""
    missing = [] if application.name.strip() else ["Give the account a name."]
    if not application.named.exists():
        missing.append("Say who will run it.")
    answered = application.facts
    return missing + [f"Answer this: {fact.words}" for fact in asked.facts if fact.name not in answered]
