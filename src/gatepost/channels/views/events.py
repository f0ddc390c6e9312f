"""What happens to an account: a check, a hand-over, its closing, a compromise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.register import ConfirmForm, NoteForm, SuccessorForm
from ..services import accounts
from .pages import form_page
from .register import account_of, address_of


@school_page(Permission.SEE_REGISTER)
def check_settings(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = account_of(member, pk)

    def keep(facts: Mapping[str, Any]) -> None:
        accounts.check_settings(account=account, by=member, found=facts["note"])

    return form_page(
        request,
        NoteForm(
            request.POST if request.method == "POST" else None,
            label="What did you find, and what did you change?",
            help_text="Who sees what is posted, who can write to it, who is let in, and how it can be recovered.",
            required=False,
        ),
        keep,
        to=address_of(account),
        done="The check is recorded.",
        heading=f"Check the settings of {account.name}",
        lead="Look at the settings on the network itself, then say so here.",
        submit="I have checked them",
    )


@school_page(Permission.MANAGE_REGISTER)
def hand_over(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = account_of(member, pk)

    def give(facts: Mapping[str, Any]) -> None:
        accounts.hand_over(account=account, by=member, successor=facts["person"], stated=facts["stated"])

    return form_page(
        request,
        SuccessorForm(queries.people_to_name(member.school), request.POST or None),
        give,
        to=address_of(account),
        done="The account is handed over.",
        heading=f"Hand over {account.name}",
        lead="Somebody takes the account on. If nobody does, close it. Then change its passwords.",
        submit="Hand it over",
        instead=("channels:close", "Close it instead"),
        account=account,
    )


@school_page(Permission.MANAGE_REGISTER)
def close(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = account_of(member, pk)
    return form_page(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        lambda facts: accounts.close(account=account, by=member),
        to=address_of(account),
        done="The account is closed.",
        heading=f"Close {account.name}",
        lead="Close it on the network first. From today nobody is authorised for it. It stays in the register, with its record.",
        submit="It is closed",
        danger=True,
    )


@school_page(Permission.REPORT_COMPROMISE)
def compromised(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = account_of(member, pk)
    return form_page(
        request,
        ConfirmForm(request.POST if request.method == "POST" else None),
        lambda facts: accounts.report_compromise(account=account, by=member),
        to=address_of(account),
        done="It is recorded. Whatever the policy asks for now stands below.",
        heading=f"{account.name}: taken over or misused?",
        lead="Report it as soon as you suspect it. Everybody then sees that the account is compromised until it is put right, "
        "and what the policy asks for falls due at once.",
        submit="Report it as compromised",
        danger=True,
        card=queries.compromise_card(account, member),
    )


@school_page(Permission.MANAGE_REGISTER)
def put_right(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = account_of(member, pk)
    return form_page(
        request,
        NoteForm(request.POST if request.method == "POST" else None, label="What was done?"),
        lambda facts: accounts.put_right(account=account, by=member, note=facts["note"]),
        to=address_of(account),
        done="The account is open again.",
        heading=f"{account.name} has been put right",
        submit="It is in our hands again",
    )
