"""Accounts and applications as the tests need them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from gatepost.channels.grounds import grounds
from gatepost.channels.models import Account, Application
from gatepost.channels.services import accounts
from gatepost.channels.services.applications import Wanted, draft, submit
from gatepost.channels.situations import actors_of
from gatepost.schools.members import Member
from gatepost.schools.models import Person, School
from gatepost.schools.policies import pack_of
from tests.cast import Cast

STATED = ("policy_acknowledged", "trained")


def an_account(school: School, by: Member, **facts: Any) -> Account:
    """An account of the school's, on Facebook unless it is said otherwise."""
    given = {
        "name": "Riverside News",
        "channel": "facebook",
        "kind": "official",
        "audience": "public",
        "opened_on": date(2024, 9, 2),
    }
    return accounts.register(school=school, by=by, **{**given, **facts})


def a_full_answer(member: Member, people: Sequence[Person], *, stated: Sequence[str] = STATED, **place: str) -> Wanted:
    """An application that answers whatever the school's policy asks, in the way that it would like."""
    where = {"channel": "instagram", "kind": "official", "audience": "invited", **place}
    asked = grounds(pack_of(member.school), Application(**where), actors_of(member.roles)[0])
    return Wanted(
        **where,
        name="Year 4 Garden",
        purpose="News of the garden.",
        answers=[
            {"clause": item.clause or "", "asks": item.says, "answer": "Seeds and bees"} for item in asked.questions
        ],
        facts={fact.name: "yes" if "private_site" in fact.name else "no" for fact in asked.facts},
        named=[(person, stated) for person in people],
    )


def submitted(cast: Cast, *, by: str = "tess", **place: str) -> Application:
    """An application that waits for its decision: Tess and Ben are to run the account."""
    member = cast.member(by)
    application = draft(by=member, wanted=a_full_answer(member, (cast.tess, cast.ben), **place))
    submit(application=application, by=member)
    return application
