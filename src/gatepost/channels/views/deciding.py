"""Deciding an application, and opening the account that was granted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.applications import DecisionForm
from ..forms.register import OpenForm
from ..grounds import grounds
from ..services import deciding
from . import register
from .applications import address_of, application_of, told
from .pages import form_page, under_policy


@school_page(Permission.DECIDE_APPLICATIONS)
@under_policy
def decide(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """What was asked and answered, what the policy says to it, and the decision."""
    found = application_of(member, pk)
    asked = grounds(pack_of(member.school), found, found.actor)

    def settle(facts: Mapping[str, Any]) -> None:
        if facts["decision"] == "grant":
            deciding.grant(application=found, by=member, reason=facts["reason"])
        else:
            deciding.refuse(application=found, by=member, reason=facts["reason"], clause=facts["clause"])

    return form_page(
        request,
        DecisionForm(asked, found, request.POST or None),
        settle,
        to=address_of(found),
        done="Your decision is recorded.",
        heading=f"Decide: {found.name}",
        lead=f"{found.applicant.name} asks for {found.account_words}.",
        submit="Decide",
        card=queries.last_card(found),
        above="channels/_asked_for.html",
        **told(found, asked),
    )


@school_page(Permission.MANAGE_REGISTER)
def open_account(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = application_of(member, pk)

    def enter(facts: Mapping[str, Any]) -> str:
        return register.address_of(deciding.open_account(application=found, by=member, **facts))

    return form_page(
        request,
        OpenForm(request.POST or None, initial={"name": found.name, "purpose": found.purpose}),
        enter,
        to=address_of(found),
        done="The account stands in the register, and those named are authorised for it.",
        heading=f"Open {found.name}",
        lead="Open the account on the network first. Then enter it here, and store how to sign in.",
        submit="It is open",
    )
