"""What the pages here share: a form that does one thing, and a button that does one thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gatepost.schools.members import Member
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission

from ..errors import NotDone

View = Callable[..., HttpResponse]
CannotBe = (NotDone, NoPolicyInForce)


def form_page(
    request: HttpRequest,
    form: forms.Form,
    act: Callable[[Mapping[str, Any]], str | None],
    *,
    to: str,
    done: str,
    **page: Any,
) -> HttpResponse:
    """A form on a page of its own. Sent and in order, it is acted on, and the browser goes to `to`, or where `act` says; else it comes
    back with what was typed, and with what the policy says where that is the reason."""
    if request.method == "POST" and form.is_valid():
        try:
            elsewhere = act(form.cleaned_data)
        except CannotBe as problem:
            form.add_error(None, str(problem))
            page["card"] = getattr(problem, "card", page.get("card"))
        else:
            messages.success(request, done)
            return redirect(elsewhere or to)
    return render(request, "channels/form.html", {"form": form, "back": to, **page})


def press(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    to: str,
    done: str,
    instead: str = "",
    cannot: tuple[type[Exception], ...] = CannotBe,
) -> HttpResponse:
    """A button. What cannot be is said above the page that comes next, `instead` if it is another."""
    try:
        act()
    except cannot as problem:
        messages.error(request, str(problem))
        return redirect(instead or to)
    messages.success(request, done)
    return redirect(to)


def under_policy(view: View) -> View:
    """A page that has nothing to say where no policy is in force."""

    @wraps(view)
    def shown(request: HttpRequest, member: Member, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, member, *args, **kwargs)
        except NoPolicyInForce as problem:
            return render(request, "channels/no_policy.html", {"problem": problem}, status=409)

    return shown


def rights(member: Member) -> dict[str, bool]:
    """What the buttons on a page depend on."""
    return {
        "may_manage": member.may(Permission.MANAGE_REGISTER),
        "may_apply": member.may(Permission.APPLY_FOR_ACCOUNT),
        "may_reveal": member.may(Permission.REVEAL_CREDENTIALS),
    }
