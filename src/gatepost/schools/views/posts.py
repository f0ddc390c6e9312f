"""Posts: given and ended."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from ..access import school_page
from ..forms import EndPostForm, GivePostForm
from ..members import Member, member_of
from ..models import PostHeld
from ..roles import Permission, Role
from ..services.posts import end_post, give_post
from .filling_in import fill_in


@school_page(Permission.MANAGE_PEOPLE)
def give(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    person = get_object_or_404(member.school.people, pk=pk)
    form = GivePostForm(request.POST or None, member=member, person=person, initial={"from_day": timezone.localdate()})
    return fill_in(
        request,
        form,
        lambda facts: give_post(person=person, by=member, **{**facts, "role": Role(facts["role"])}),
        heading=f"Give {person.name} a post",
        lead="A post opens doors: you can give those that open no more than yours do. "
        "A new headteacher or chair of governors ends the post of the one before.",
        button="Give the post",
        done=f"{person.name} has the post.",
        to=reverse("schools:person", args=[member.school.slug, pk]),
        onward=lambda _: _after(member, pk),
    )


@school_page(Permission.MANAGE_PEOPLE)
def end(request: HttpRequest, member: Member, pk: int, post: int) -> HttpResponse:
    held = get_object_or_404(PostHeld, pk=post, person__in=member.school.people.filter(pk=pk))
    words = Role(held.role).words
    return fill_in(
        request,
        EndPostForm(request.POST or None, initial={"last_day": timezone.localdate()}),
        lambda facts: end_post(post=held, by=member, **facts),
        heading=f"{held.person.name} stops being {words}",
        button="End the post",
        done=f"The post of {words} ends.",
        to=reverse("schools:person", args=[member.school.slug, pk]),
        onward=lambda _: _after(member, pk),
    )


def _after(member: Member, pk: int) -> str:
    """The person's page; home, for whoever has just given their own post away and may no longer see it."""
    if member_of(member.person).may(Permission.SEE_PEOPLE):
        return reverse("schools:person", args=[member.school.slug, pk])
    return reverse("web:home", args=[member.school.slug])
