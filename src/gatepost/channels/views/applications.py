"""Applications: the form that this school's policy makes, where each stands, and what its applicant does with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gatepost.records.queries import timeline
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from .. import queries
from ..errors import NotDone
from ..forms.applications import ApplicationForm, named_set, wanted
from ..forms.places import PlaceForm
from ..grounds import Grounds, grounds
from ..models import Application
from ..moves import OF_APPLICATIONS, offered
from ..services import applications
from ..services.applications import Wanted
from ..situations import actors_of
from .pages import press, rights, under_policy

PLACE = ("channel", "kind", "audience")


@school_page(Permission.SEE_REGISTER)
def listed(request: HttpRequest, member: Member) -> HttpResponse:
    found = list(queries.visible_applications(member))
    return render(
        request,
        "channels/applications.html",
        {"applications": found, "waiting": queries.waiting_for(member), **rights(member)},
    )


@school_page(Permission.SEE_REGISTER)
@under_policy
def application(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = application_of(member, pk)
    asked = grounds(pack_of(member.school), found, found.actor)
    return render(
        request,
        "channels/application.html",
        {
            **told(found, asked),
            "asked": asked,
            "card": queries.last_card(found) or asked.card,
            "deciders": queries.deciders(asked, member.school, found.applicant, found.actor),
            "approvals": found.approvals.select_related("person"),
            "moves": offered(OF_APPLICATIONS, found, member),
            "mine_to_decide": queries.may_decide(found, member),
            "ground": asked.pack.clauses.get(found.clause),
            "entries": timeline(member.school, found, member),
        },
    )


def told(found: Application, asked: Grounds) -> dict[str, Any]:
    """What an application asks for and answers, for `channels/_asked_for.html`."""
    return {
        "application": found,
        "named": found.named.select_related("person"),
        "facts": [(fact.words, found.facts.get(fact.name, "")) for fact in asked.facts],
    }


@school_page(Permission.APPLY_FOR_ACCOUNT)
@under_policy
def apply(request: HttpRequest, member: Member) -> HttpResponse:
    return _written(request, member, None)


@school_page(Permission.APPLY_FOR_ACCOUNT)
@under_policy
def edit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = get_object_or_404(member.school.applications.filter(applicant=member.person), pk=pk)
    if found.state != Application.State.DRAFT:
        messages.error(request, "Only a draft can be changed. Take the application back first.")
        return redirect(address_of(found))
    return _written(request, member, found)


def _written(request: HttpRequest, member: Member, found: Application | None) -> HttpResponse:
    """First where the account is to stand; then what the policy asks about such an account."""
    pack = pack_of(member.school)
    sent = request.POST if request.method == "POST" else request.GET
    place = {name: sent.get(name) or getattr(found, name, "") for name in PLACE}
    where = PlaceForm(pack, place if any(place.values()) else None)
    page: dict[str, Any] = {"where": where, "application": found}
    if where.is_bound and where.is_valid():
        wanted_place = Application(school=member.school, **where.cleaned_data)
        asked = grounds(pack, wanted_place, actors_of(member.roles)[0])
        page |= {
            "asked": asked,
            "place": where.cleaned_data,
            "wanted": wanted_place,
            "deciders": _deciders(asked, member),
        }
        if not asked.forbidden:
            return _asked(request, member, found, wanted_place, asked, page)
    return render(request, "channels/apply.html", page)


def _deciders(asked: Grounds, member: Member) -> list[queries.Decider]:
    return queries.deciders(asked, member.school, member.person, actors_of(member.roles)[0])


def _asked(
    request: HttpRequest,
    member: Member,
    found: Application | None,
    place: Application,
    asked: Grounds,
    page: dict[str, Any],
) -> HttpResponse:
    """The form; once it is in order, what was written is saved, and submitted where that was asked."""
    people = {person.pk: person for person in queries.people_to_name(member.school)}
    data, submitting = (request.POST, "submit" in request.POST) if request.method == "POST" else (None, False)
    form = ApplicationForm(asked, whole=submitting, data=data, application=found)
    named = named_set(asked, people.values(), data=data, application=found)
    for error in named.non_form_errors() if data is not None else ():
        form.add_error(None, error)
    if data is not None and form.is_valid() and named.is_valid():
        try:
            found = _saved(member, found, wanted(place, form, named, people))
            if submitting:
                applications.submit(application=found, by=member)
        except NotDone as problem:
            form.add_error(None, str(problem))
            page |= {"stopped": getattr(problem, "card", None)}
        else:
            messages.success(request, "It waits for a decision." if submitting else "The draft is saved.")
            return redirect(address_of(found))
    return render(request, "channels/apply.html", {**page, "application": found, "form": form, "named": named})


def _saved(member: Member, found: Application | None, written: Wanted) -> Application:
    """What was written, kept. It stays kept if it cannot be submitted yet."""
    if found is None:
        return applications.draft(by=member, wanted=written)
    applications.redraft(application=found, by=member, wanted=written)
    return found


@school_page(Permission.APPLY_FOR_ACCOUNT)
@require_POST
def take_back(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = application_of(member, pk)
    return press(
        request,
        lambda: applications.take_back(application=found, by=member),
        to=address_of(found),
        done="It is a draft again, and only you see it.",
    )


@school_page(Permission.APPLY_FOR_ACCOUNT)
@require_POST
def withdraw(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = application_of(member, pk)
    return press(
        request,
        lambda: applications.withdraw(application=found, by=member),
        to=address_of(found),
        done="The application is withdrawn.",
    )


def application_of(member: Member, pk: int) -> Application:
    """An application that a member may see."""
    found: Application = get_object_or_404(queries.visible_applications(member), pk=pk)
    return found


def address_of(application: Application) -> str:
    return reverse("channels:application", args=[application.school.slug, application.pk])
