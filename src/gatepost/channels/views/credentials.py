"""How to sign in to an account: keeping it, changing it, and one look at it after proving who one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from allauth.account.internal.flows import reauthentication
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission
from gatepost.schools.secrets import SecretsError

from ..errors import NotDone
from ..forms.register import CredentialForm, NoteForm
from ..models import Account, Credential
from ..services import credentials
from .pages import form_page
from .register import account_of, address_of

View = Callable[..., HttpResponse]


def stepped_up(view: View) -> View:
    """Only for somebody who has proved in the last minutes, and not only by an old sign-in, that it is they.

    Whoever has no means of proof is sent to set one up. In the demonstration nobody has a password, and there is nothing to protect.
    """

    @wraps(view)
    def proved(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO and not reauthentication.get_reauthentication_flows(request.user):
            messages.error(request, "Set up a second factor first. It is how you prove that it is you.")
            return redirect("mfa_index")
        if not settings.DEMO and not reauthentication.did_recently_reauthenticate(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return proved


@school_page(Permission.MANAGE_REGISTER)
@sensitive_post_parameters("password")
@never_cache
def new(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    account = account_of(member, pk)

    def keep(facts: Mapping[str, Any]) -> None:
        credentials.keep(
            account=account, by=member, label=facts["label"], username=facts["username"], secret=facts["password"]
        )

    return form_page(
        request,
        CredentialForm(request.POST or None),
        keep,
        to=address_of(account),
        done="It is kept, encrypted.",
        heading=f"Store how to sign in to {account.name}",
        submit="Store it",
    )


@school_page(Permission.MANAGE_REGISTER)
@sensitive_post_parameters("password")
@never_cache
def change(request: HttpRequest, member: Member, pk: int, credential: int) -> HttpResponse:
    account = account_of(member, pk)
    kept = _credential(account, credential)

    def keep(facts: Mapping[str, Any]) -> None:
        credentials.change(
            credential=kept, by=member, label=facts["label"], username=facts["username"], secret=facts["password"]
        )

    return form_page(
        request,
        CredentialForm(request.POST or None, initial={"label": kept.label, "username": kept.username}, kept=True),
        keep,
        to=address_of(account),
        done="It is changed.",
        heading=f"Change how to sign in to {account.name}",
        submit="Save",
    )


@school_page(Permission.REVEAL_CREDENTIALS)
@never_cache
@stepped_up
def reveal(request: HttpRequest, member: Member, pk: int, credential: int) -> HttpResponse:
    """The reason is asked for; the answer to it is the one page that shows the secret."""
    account = account_of(member, pk)
    kept = _credential(account, credential)
    form = NoteForm(
        request.POST if request.method == "POST" else None,
        label="What do you need it for?",
        help_text="It is recorded, with your name and the time.",
    )
    page = {"account": account, "credential": kept, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            page["secret"] = credentials.reveal(credential=kept, by=member, reason=form.cleaned_data["note"])
        except (NotDone, SecretsError) as problem:
            form.add_error(None, str(problem))
    return render(request, "channels/reveal.html", page)


def _credential(account: Account, pk: int) -> Credential:
    found: Credential = get_object_or_404(account.credentials.select_related("account__school"), pk=pk)
    return found
