"""The doors. A view is reached only through one of them, and the door says what it asks for.

`@school_page(Permission.X)` loads the school and the member named by the address, and hands the member to the view: a stranger
to the school gets 404, a member without the permission 403. `@signed_in` and `@public` are for pages outside any school. A view
without a door is a mistake that a test finds.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from .members import Member, member_of
from .models import Person
from .roles import Permission
from .second_factor import second_factor_missing

View = Callable[..., HttpResponse]


class SchoolRequest(HttpRequest):
    """A request that came through a school's door."""

    member: Member


def school_page(permission: Permission) -> Callable[[View], View]:
    """The door to a page of a school: `view(request, member, ...)`."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, school: str, *args: Any, **kwargs: Any) -> HttpResponse:
            member = _member(request, school)
            if not member.may(permission):
                raise PermissionDenied(permission.value)
            if second_factor_missing(request, member):
                messages.info(request, "Your post needs more than a password. Set up a second factor to go on.")
                return redirect("mfa_index")
            request.member = member  # type: ignore[attr-defined]
            return view(request, member, *args, **kwargs)

        opened.door = permission  # type: ignore[attr-defined]
        return opened

    return door


def signed_in(view: View) -> View:
    """The door to a page for anybody who has signed in."""
    view.door = "signed_in"  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """The door to a page that needs no sign-in."""
    opened = login_not_required(view)
    opened.door = "public"  # type: ignore[attr-defined]
    return opened


def _member(request: HttpRequest, slug: str) -> Member:
    """The signed-in user as a member of the school: the one query through which a page learns of a school."""
    person = (
        Person.objects.current()
        .filter(user__isnull=False, user=request.user.pk, school__slug=slug)  # nobody is nobody without an account
        .select_related("school__trust", "user")
        .first()
    )
    if person is None:
        raise Http404("No such school, or none of yours.")
    return member_of(person)
