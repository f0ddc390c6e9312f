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
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from .members import Member, member_of
from .models import Person, School
from .roles import Permission
from .second_factor import second_factor_missing

View = Callable[..., HttpResponseBase]


class SchoolRequest(HttpRequest):
    """A request that came through a school's door."""

    member: Member
    elsewhere: list[School]


def school_page(permission: Permission) -> Callable[[View], View]:
    """The door to a page of a school: `view(request, member, ...)`."""

    def door(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, school: str, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person, elsewhere = _found(request, school)
            member = member_of(person)
            if not member.may(permission):
                raise PermissionDenied(permission.value)
            if second_factor_missing(request, member):
                messages.info(request, "Your post needs more than a password. Set up a second factor to go on.")
                return redirect("mfa_index")
            request.member, request.elsewhere = member, elsewhere  # type: ignore[attr-defined]
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


def _found(request: HttpRequest, slug: str) -> tuple[Person, list[School]]:
    """The signed-in user as a person of the school, and the other schools in which they are somebody.

    This is the one query through which a page learns of a school.
    """
    people = Person.objects.current().filter(user__isnull=False, user=request.user.pk)  # nobody is without an account
    found = {person.school.slug: person for person in people.select_related("school__trust").order_by("school__name")}
    person = found.pop(slug, None)
    if person is None:
        raise Http404("No such school, or none of yours.")
    person.user = request.user  # type: ignore[assignment]
    return person, [other.school for other in found.values()]
