"""The people of a school: the list, one person, who joins, changes, leaves and comes back."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST, require_safe

from gatepost.records.queries import timeline

from .. import queries
from ..access import school_page
from ..forms import ComeBackForm, LeaveForm, PersonForm, SearchForm
from ..members import Member
from ..models import Person
from ..roles import Permission
from ..services import people as services
from ..services.leaving import leave
from ..services.signing_in import let_in, shut_out
from .filling_in import fill_in
from .image_permissions import permissions_of

PAGE = 50


@school_page(Permission.SEE_PEOPLE)
@require_safe
def people(request: HttpRequest, member: Member) -> HttpResponse:
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.people(member.school, **asked)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "search": form,
        "page": page,
        "asked": any(asked.values()),
        "manages": member.may(Permission.MANAGE_PEOPLE),
    }
    return render(request, "schools/people.html", context)


@school_page(Permission.SEE_PEOPLE)
@require_safe
def person(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    shown = get_object_or_404(queries.with_permissions(member.school.people.select_related("user")), pk=pk)
    context = {
        "person": shown,
        "facts": _facts(shown),
        "posts": queries.posts_of(shown),
        "entries": timeline(member.school, shown, member) if member.may(Permission.READ_RECORD) else [],
        "manages": member.may(Permission.MANAGE_PEOPLE),
        "may_be_let_in": not shown.user_id
        and bool(shown.email)
        and shown.kind != Person.Kind.PUPIL
        and not shown.left_on,
        "may_be_shut_out": shown.user_id is not None and shown.pk != member.person.pk,
        **permissions_of(shown, member),
    }
    return render(request, "schools/person.html", context)


@school_page(Permission.MANAGE_PEOPLE)
def add(request: HttpRequest, member: Member) -> HttpResponse:
    """Somebody new. The page after it is theirs."""
    form = PersonForm(
        request.POST or None, school=member.school, instance=Person(), initial={"joined_on": timezone.localdate()}
    )
    return fill_in(
        request,
        form,
        lambda facts: _join(member, facts),
        heading="Somebody new",
        button="Add them",
        done="They are entered.",
        to=reverse("schools:people", args=[member.school.slug]),
        onward=_page,
    )


@school_page(Permission.MANAGE_PEOPLE)
def change(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    shown = get_object_or_404(member.school.people, pk=pk)
    edited = get_object_or_404(member.school.people, pk=pk)  # the form writes into its own copy
    return fill_in(
        request,
        PersonForm(request.POST or None, school=member.school, instance=edited),
        lambda facts: _change(shown, member, facts),
        heading=f"Change {shown.name}",
        button="Save",
        done="The changes are saved.",
        to=_page(shown),
    )


@school_page(Permission.MANAGE_PEOPLE)
def leaves(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    shown = get_object_or_404(member.school.people, pk=pk)
    return fill_in(
        request,
        LeaveForm(request.POST or None, initial={"last_day": timezone.localdate()}),
        lambda facts: leave(person=shown, by=member, **facts),
        heading=f"{shown.name} leaves",
        lead="After that day they hold no post, and the school's pages are closed to them. "
        "The register shows which accounts need somebody else.",
        button="Set the last day",
        done=f"The last day of {shown.name} is set.",
        to=_page(shown),
    )


@school_page(Permission.MANAGE_PEOPLE)
def comes_back(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    shown = get_object_or_404(member.school.people, pk=pk)
    return fill_in(
        request,
        ComeBackForm(request.POST or None, initial={"on": timezone.localdate()}),
        lambda facts: services.come_back(person=shown, by=member, **facts),
        heading=f"{shown.name} comes back",
        lead="Their posts do not come back with them: give them again.",
        button="They are here again",
        done=f"{shown.name} is here again.",
        to=_page(shown),
    )


@school_page(Permission.MANAGE_PEOPLE)
@require_POST
def lets_in(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Somebody can sign in from now on."""
    shown = get_object_or_404(member.school.people, pk=pk)
    try:
        let_in(person=shown, by=member, address=request.build_absolute_uri(reverse("account_reset_password")))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    except OSError:
        messages.error(request, "The mail server could not be reached, so nothing was done. Try again later.")
    else:
        messages.success(request, f"{shown.name} can sign in. A letter tells them how.")
    return redirect(_page(shown))


@school_page(Permission.MANAGE_PEOPLE)
def shuts_out(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    shown = get_object_or_404(member.school.people, pk=pk)
    return fill_in(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda facts: shut_out(person=shown, by=member),
        heading=f"{shown.name} signs in no more",
        lead="They are signed out at once, and their password and second factor no longer open this school. What they hold here stays. "
        "If they have a new address, change it first: then let them sign in again, and a letter goes there.",
        button="Take away their sign-in",
        done=f"{shown.name} cannot sign in any more.",
        to=_page(shown),
    )


def _page(shown: Person) -> str:
    return reverse("schools:person", args=[shown.school.slug, shown.pk])


@transaction.atomic
def _join(member: Member, facts: dict[str, object]) -> Person:
    parents = facts.pop("parents")
    made = services.join(school=member.school, by=member, **facts)
    if parents:
        services.set_parents(pupil=made, parents=list(parents), by=member)  # type: ignore[call-overload]
    return made


@transaction.atomic
def _change(shown: Person, member: Member, facts: dict[str, object]) -> None:
    parents = facts.pop("parents")
    services.change(person=shown, by=member, **facts)
    if shown.kind == Person.Kind.PUPIL:
        services.set_parents(pupil=shown, parents=list(parents), by=member)  # type: ignore[call-overload]


def _facts(shown: Person) -> list[tuple[str, object]]:
    """What is known, as pairs; what does not apply is left out."""
    pupil = shown.kind == Person.Kind.PUPIL
    families = shown.families_as_pupil.select_related("parent") if pupil else []
    children = shown.families_as_parent.select_related("pupil") if shown.kind != Person.Kind.PUPIL else []
    facts: list[tuple[str, object]] = [
        ("Who they are here", shown.get_kind_display()),
        ("First name", shown.first_name if shown.known_as else ""),
        ("Year group", shown.year_group),
        ("Class", shown.class_name),
        ("Parents and carers", ", ".join(family.parent.name for family in families)),
        ("Parent or carer of", ", ".join(family.pupil.name for family in children)),
        ("E-mail address", shown.email),
        ("Signs in as", shown.user.email if shown.user else ""),
        ("Number in the school's own system", shown.external_id),
        ("First day here", _day(shown.joined_on)),
        ("Last day here", _day(shown.left_on)),
    ]
    return [(name, value) for name, value in facts if value]


def _day(day: date | None) -> str:
    return date_format(day, "l j F Y") if day else ""
