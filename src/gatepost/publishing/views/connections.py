"""How the accounts are reached: connecting them, looking whether it works, and ending it.

The door is that of those who keep the register: they store how to sign in to accounts already, and whoever connects one does the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.channels.models import Account
from gatepost.channels.views.credentials import stepped_up
from gatepost.channels.views.pages import form_page
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..connections import connection_of
from ..errors import DoesNotWork, NotDone
from ..forms.connections import ConnectForm
from ..models import Delivery
from ..queries.connected import reached
from ..services import connecting

View = Callable[..., HttpResponse]
WAITING = (Delivery.State.DUE, Delivery.State.FAILED)


def keeping_no_secret(view: View) -> View:
    """Whoever has to prove first who they are finds again what they sent, but for the password: that is kept nowhere meanwhile."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except ReauthenticationRequired:
            sent = request.POST.copy()
            sent.pop("password", None)
            request.POST = sent  # type: ignore[assignment]
            raise

    return shown


@school_page(Permission.MANAGE_REGISTER)
@require_safe
def connections(request: HttpRequest, member: Member) -> HttpResponse:
    lines = reached(member)
    return render(
        request,
        "publishing/connections.html",
        {
            "connected": [line for line in lines if line.connection],
            "connectable": [line for line in lines if not line.connection and line.connectable],
            "by_hand": [line for line in lines if not line.connection and not line.connectable],
        },
    )


@school_page(Permission.MANAGE_REGISTER)
@sensitive_post_parameters("password")
@never_cache
@keeping_no_secret
@stepped_up
@require_http_methods(["GET", "HEAD", "POST"])
def connect(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The site, the user and the password. They are tried at once, and kept if they work."""
    account = _account(member, pk)
    kept = connection_of(account)
    now = {"address": kept.address, "username": kept.username} if kept else {"address": account.address}
    form = ConnectForm(request.POST if request.method == "POST" else None, initial=now)
    page: dict[str, Any] = {"account": account, "connection": kept, "form": form}
    if form.is_valid():
        facts = form.cleaned_data
        try:
            connecting.connect(
                account=account,
                by=member,
                address=facts["address"],
                username=facts["username"],
                secret=facts["password"],
            )
        except DoesNotWork as problem:
            form.add_error(None, f"It was tried, and does not work yet. {problem} Nothing was kept.")
            page["raw"] = problem.raw
        except (NotDone, SecretsError) as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, f"It works. From now on Gatepost posts to {account.name} by itself.")
            return redirect(_all(member))
    return render(request, "publishing/connect.html", page)


@school_page(Permission.MANAGE_REGISTER)
@require_POST
def check(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = _account(member, pk)
    connection = connection_of(account)
    if connection is None:
        messages.error(request, f"{account.name} is not connected.")
        return redirect(_all(member))
    connecting.check_connection(connection=connection, by=member)
    if connection.healthy:
        messages.success(request, f"The connection of {account.name} works.")
    else:
        messages.error(request, f"The connection of {account.name} does not work. {connection.said}")
    return redirect(_all(member))


@school_page(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "HEAD", "POST"])
def disconnect(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = _account(member, pk)

    def end(facts: Mapping[str, Any]) -> None:
        connecting.disconnect(account=account, by=member)

    return form_page(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        end,
        to=_all(member),
        done=f"{account.name} is posted to by hand from now on.",
        heading=f"Disconnect {account.name}?",
        lead=_what_follows(account),
        submit="Disconnect it",
        danger=True,
    )


def _what_follows(account: Account) -> str:
    waiting = account.deliveries.filter(state__in=WAITING).count()
    scheduled = {0: "", 1: " One post waits to go there: at its time somebody posts it by hand."}.get(
        waiting, f" {waiting} posts wait to go there: each is posted by hand, at its time."
    )
    out = "What is out stays out; whoever changes it or takes it down does so there."
    forgets = "Gatepost forgets the password. Withdraw it in WordPress too."
    return f"{forgets}{scheduled} {out}"


def _account(member: Member, pk: int) -> Account:
    found: Account = get_object_or_404(member.school.accounts.select_related("school"), pk=pk)
    return found


def _all(member: Member) -> str:
    return reverse("publishing:connections", args=[member.school.slug])
