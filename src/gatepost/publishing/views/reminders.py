"""Reminders to post: the list of them, setting one, and what somebody does when one has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.channels.views.pages import form_page
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission, Role

from .. import queries
from ..forms.reminders import ReminderForm
from ..models import PostReminder
from ..services import reminders as service
from .pages import CannotBe, address_of, press


@school_page(Permission.COMPOSE_POSTS)
@require_safe
def reminders(request: HttpRequest, member: Member) -> HttpResponse:
    """What comes round each week, in the order of the week."""
    standing = queries.reminders(member)
    rows = [(each, _whose(each), service.may_change(each, member)) for each in standing]
    return render(request, "publishing/reminders.html", {"rows": rows, "to_begin": queries.to_begin(member)})


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def set_reminder(request: HttpRequest, member: Member) -> HttpResponse:
    form = ReminderForm(member, data=request.POST or None)

    def keep(_: Mapping[str, Any]) -> None:
        service.set_reminder(by=member, wanted=form.wanted())

    return form_page(
        request,
        form,
        keep,
        to=_list(member),
        done="It is set, and comes each school week.",
        heading="Set a reminder",
        lead="For what the school posts each week. It stands on the home page of whoever is to post it, and comes by e-mail.",
        submit="Set the reminder",
    )


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def change_reminder(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    reminder = _reminder(member, pk)
    form = ReminderForm(member, reminder, request.POST or None)

    def keep(_: Mapping[str, Any]) -> None:
        service.change_reminder(reminder=reminder, by=member, wanted=form.wanted())

    return form_page(
        request,
        form,
        keep,
        to=_list(member),
        done="The reminder is changed.",
        heading="Change the reminder",
        lead=f"“{reminder}”. What has come already stays.",
        submit="Change it",
    )


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def end_reminder(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    reminder = _reminder(member, pk)
    return press(
        request,
        lambda: service.end_reminder(reminder=reminder, by=member),
        to=_list(member),
        done="The reminder has ended.",
    )


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def begin_post(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    due = get_object_or_404(queries.times_to_post(member), pk=pk)
    try:
        post = service.begin_post(due=due, by=member)
    except CannotBe as problem:
        messages.error(request, str(problem))
        return redirect("web:home", member.school.slug)
    return redirect(address_of(post, "write"))


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def not_this_time(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    due = get_object_or_404(queries.times_to_post(member), pk=pk)
    return press(
        request,
        lambda: service.not_this_time(due=due, by=member),
        to=reverse("web:home", args=[member.school.slug]),
        done="Not this time. It comes again next week.",
    )


def _reminder(member: Member, pk: int) -> PostReminder:
    found: PostReminder = get_object_or_404(queries.reminders(member), pk=pk)
    return found


def _list(member: Member) -> str:
    return reverse("publishing:reminders", args=[member.school.slug])


def _whose(reminder: PostReminder) -> str:
    return reminder.owner.name if reminder.owner else Role(reminder.owner_role).words.capitalize()
