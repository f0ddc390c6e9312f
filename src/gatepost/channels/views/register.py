"""The register of accounts: all of them, one of them, entering and changing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gatepost.records.queries import timeline
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.register import AuthoriseForm, ChangeForm, RegisterForm
from ..models import Account, Authorisation
from ..moves import OF_ACCOUNTS, offered
from ..services import accounts, authorisations
from .pages import form_page, press, rights, under_policy


@school_page(Permission.SEE_REGISTER)
def register(request: HttpRequest, member: Member) -> HttpResponse:
    lines = queries.register(member.school)
    return render(
        request,
        "channels/register.html",
        {
            "lines": lines,
            "troubled": [line for line in lines if line.problems],
            "waiting": queries.waiting_for(member),
            **rights(member),
        },
    )


@school_page(Permission.SEE_REGISTER)
def account(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = account_of(member, pk)
    line = queries.line_of(found)
    return render(
        request,
        "channels/account.html",
        {
            "account": found,
            "line": line,
            "ended": found.authorisations.filter(until_day__isnull=False).select_related("person"),
            "checks": found.settings_checks.select_related("checked_by")[:5],
            "credentials": found.credentials.select_related("changed_by") if _sees_credentials(member) else None,
            "duties": queries.duty_lines(found, member),
            "moves": offered(OF_ACCOUNTS, found, member),
            "may_check": found.state != Account.State.CLOSED and accounts.may_check(found, member),
            "entries": timeline(member.school, found, member),
            **rights(member),
        },
    )


@school_page(Permission.MANAGE_REGISTER)
@under_policy
def new(request: HttpRequest, member: Member) -> HttpResponse:
    def enter(facts: Mapping[str, Any]) -> str:
        return address_of(accounts.register(school=member.school, by=member, **facts))

    return form_page(
        request,
        RegisterForm(pack_of(member.school), request.POST or None),
        enter,
        to=reverse("channels:register", args=[member.school.slug]),
        done="The account stands in the register.",
        heading="Enter an account that there is already",
        lead="A new account is opened by an application. This is for one that is in use.",
        submit="Enter it",
    )


@school_page(Permission.MANAGE_REGISTER)
@under_policy
def change(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = account_of(member, pk)

    def keep(facts: Mapping[str, Any]) -> None:
        accounts.change(account=found, by=member, **facts)

    return form_page(
        request,
        ChangeForm(pack_of(member.school), found, request.POST or None),
        keep,
        to=address_of(found),
        done="The register is changed.",
        heading=f"Change {found.name}",
        submit="Save",
    )


@school_page(Permission.MANAGE_REGISTER)
def authorise(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = account_of(member, pk)

    def give(facts: Mapping[str, Any]) -> None:
        authorisations.authorise(account=found, by=member, **facts)

    return form_page(
        request,
        AuthoriseForm(queries.people_to_name(member.school), request.POST or None),
        give,
        to=address_of(found),
        done="They are authorised.",
        heading=f"Authorise somebody for {found.name}",
        lead="The policy is asked first. What it rules out, or wants something for, is not entered.",
        submit="Authorise",
    )


@school_page(Permission.MANAGE_REGISTER)
@require_POST
def end_authorisation(request: HttpRequest, member: Member, pk: int, authorisation: int) -> HttpResponse:
    found = account_of(member, pk)
    going_on: Authorisation = get_object_or_404(
        found.authorisations.select_related("account__school"), pk=authorisation
    )
    return press(
        request,
        lambda: authorisations.end_authorisation(authorisation=going_on, by=member),
        to=address_of(found),
        done=f"{going_on.person.name} is not authorised beyond today.",
    )


def account_of(member: Member, pk: int) -> Account:
    """An account of the member's own school."""
    found: Account = get_object_or_404(member.school.accounts.select_related("school"), pk=pk)
    return found


def address_of(account: Account) -> str:
    return reverse("channels:account", args=[account.school.slug, account.pk])


def _sees_credentials(member: Member) -> bool:
    """Whether somebody may know which credentials there are; not what they are."""
    return member.may(Permission.MANAGE_REGISTER) or member.may(Permission.REVEAL_CREDENTIALS)
