"""The accounts that a school has, and the applications of its teachers for more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from gatepost.channels.errors import PolicyStops
from gatepost.channels.grounds import Grounds, grounds
from gatepost.channels.models import Account, Application, Authorisation
from gatepost.channels.services.accounts import check_settings, register
from gatepost.channels.services.applications import Wanted, draft, submit
from gatepost.channels.services.authorisations import authorise
from gatepost.channels.services.credentials import keep
from gatepost.channels.services.deciding import grant, open_account, refuse
from gatepost.channels.situations import OF_EACH_PERSON
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Role

from .roster import Roster
from .schools import DemoSchool, Network

LEADS = {"office": Role.OFFICE_MANAGER, "teacher": Role.TEACHER}
PURPOSE = "To show families what the children do and learn, and to keep them up to date."

# By a word of the policy's question.
ANSWERS = (
    ("hold", "What we make and find out in class, in words and pictures."),
    ("members", "The children of our class and their families."),
    ("by name", "I do, and the colleague named below when I am away."),
    ("watched", "We look at it at the end of every school day."),
    ("reach", "The families of our class, and whoever thinks of joining us."),
    ("hear of", "We tell them in the newsletter and at the gate."),
    ("closed", "Everybody can see it. Comments wait until one of us has read them."),
)


def accounts_of(demo: DemoSchool, roster: Roster) -> list[Account]:
    """Enter the accounts that there are, with those who run them and how to sign in."""
    return [_account(network, roster) for network in demo.networks]


def _account(network: Network, roster: Roster) -> Account:
    office, today = roster.member(Role.OFFICE_MANAGER), timezone.localdate()
    account = register(
        school=roster.school,
        by=office,
        channel=network.channel,
        kind=network.kind,
        audience=network.audience,
        name=network.name,
        address=f"https://social.example/{roster.school.slug}/{network.channel}",
        purpose=PURPOSE,
        opened_on=today - timedelta(days=400),
    )
    if network.lead in LEADS:
        _put_in_charge(account, roster.posts[LEADS[network.lead]][0], roster.member(Role.HEADTEACHER))
        keep(account=account, by=office, label="Signing in", username=account.name, secret="only-a-demonstration")
    return account


def _put_in_charge(account: Account, person: Person, head: Member) -> None:
    authorise(account=account, person=person, may=Authorisation.May.MANAGE, by=head, stated=OF_EACH_PERSON)


def look_at_settings(account: Account, roster: Roster) -> None:
    check_settings(account=account, by=roster.member(Role.OFFICE_MANAGER), found="All as it should be.")


def apply(channel: str, nth: int, roster: Roster) -> Application:
    """A teacher drafts an application with all that this school's policy asks."""
    teacher = roster.member(Role.TEACHER, nth)
    place = Application(channel=channel, kind="official", audience="public")
    asked = grounds(pack_of(roster.school), place, Role.TEACHER.actor)
    wanted = Wanted(
        channel=channel,
        kind=place.kind,
        audience=place.audience,
        name="Our class blog" if channel == "blog" else f"Our class on {place.network}",
        purpose=PURPOSE,
        answers=[
            {"clause": item.clause or "", "asks": item.says, "answer": _answer(item.says)} for item in asked.questions
        ],
        facts=_facts(asked),
        named=[(person, OF_EACH_PERSON) for person in (teacher.person, roster.posts[Role.TEACHER][nth + 1])],
    )
    return draft(by=teacher, wanted=wanted)


def hand_in(application: Application, nth: int, roster: Roster) -> bool:
    """Whether the policy lets it be handed in. What it rules out stays a draft."""
    try:
        submit(application=application, by=roster.member(Role.TEACHER, nth))
    except PolicyStops:
        return False
    return True


def grant_and_open(application: Application, roster: Roster) -> None:
    grant(application=application, by=roster.member(Role.HEADTEACHER), reason="A good idea, and well prepared.")
    application.refresh_from_db()
    if application.state == Application.State.GRANTED:
        office = roster.member(Role.OFFICE_MANAGER)
        open_account(application=application, by=office, name=application.name, purpose=application.purpose)


def turn_down(application: Application, roster: Roster) -> None:
    refuse(
        application=application,
        by=roster.member(Role.HEADTEACHER),
        reason="Our families are not there. Let us use what we have first.",
    )


def _answer(question: str) -> str:
    """What a teacher would write."""
    return next((answer for word, answer in ANSWERS if word in question), PURPOSE)


def _facts(asked: Grounds) -> dict[str, str]:
    """To each question of the policy the first answer with which it does not forbid the account."""
    facts: dict[str, str] = {}
    situation: dict[str, Any] = dict(asked.situation)
    for fact in asked.facts:
        for answer, _ in fact.answers:
            supposed = _supposing(situation, fact.name, answer)
            if asked.pack.decide(supposed).verdict != "forbidden":
                facts[fact.name], situation = answer, supposed
                break
    return facts


def _supposing(situation: dict[str, Any], fact: str, answer: str) -> dict[str, Any]:
    facet, _, value = fact.partition(".")
    if not value:
        return {**situation, facet: answer}
    said = value if answer == "yes" else f"not_{value}"
    return {**situation, facet: [*situation.get(facet, ()), said]}
