"""The posts of a school: what waits for whom, and what goes out. And stopping all of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.channels.views.pages import form_page
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.deciding import PauseForm
from ..lines import Line, line
from ..models import Post
from ..services import pausing
from .pages import press

MOST_COMING = 12
"""Of what is on its way; the calendar shows the rest."""


@school_page(Permission.SEE_POSTS)
@require_safe
def posts(request: HttpRequest, member: Member) -> HttpResponse:
    at_hand = queries.at_hand(member)

    def lines(posts: Iterable[Post], page: str = "post") -> list[Line]:
        of, pictures = at_hand.accounts, at_hand.pictures
        return [line(each, member.school, of.get(each.pk, ()), pictures.get(each.pk, 0), page) for each in posts]

    return render(
        request,
        "publishing/posts.html",
        {
            "for_me": lines(at_hand.for_me, "approve"),
            "to_do": queries.to_do(member),
            "sections": [
                ("Yours", lines(at_hand.yours)),
                ("Suggested", lines(at_hand.suggested)),
                ("On the way", lines(at_hand.coming[:MOST_COMING])),
                ("Lately out", lines(at_hand.out)),
            ],
            "more_coming": max(len(at_hand.coming) - MOST_COMING, 0),
            "pauses": queries.pauses(member.school),
            "may_compose": member.may(Permission.COMPOSE_POSTS),
            "may_suggest": member.may(Permission.SUGGEST_POST),
            "may_connect": member.may(Permission.MANAGE_REGISTER),
            "may_pause": member.may(Permission.PAUSE_POSTS),
            "may_pause_trust": member.may(Permission.PAUSE_TRUST),
        },
    )


@school_page(Permission.PAUSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: HttpRequest, member: Member) -> HttpResponse:
    def stop(facts: Mapping[str, Any]) -> None:
        pausing.pause_all(by=member, **facts)

    return form_page(
        request,
        PauseForm(request.POST or None, may_pause_trust=member.may(Permission.PAUSE_TRUST)),
        stop,
        to=_list_of(member),
        done="Everything is stopped. Nothing goes out until somebody lets it go on.",
        heading="Stop everything",
        lead="Nothing of the school's goes out until somebody lets it go on. What is out already stays.",
        submit="Stop everything",
        danger=True,
    )


@school_page(Permission.PAUSE_POSTS)
@require_POST
def resume(request: HttpRequest, member: Member) -> HttpResponse:
    whole_trust = "whole_trust" in request.POST and member.may(Permission.PAUSE_TRUST)
    return press(
        request,
        lambda: pausing.resume(by=member, whole_trust=whole_trust),
        to=_list_of(member),
        done="Posts go out again. Those whose time has passed are held, for somebody to look at.",
    )


def _list_of(member: Member) -> str:
    return reverse("publishing:posts", args=[member.school.slug])
