"""The posts of a school: what waits for whom, what goes out, and everything that was ever out. And stopping all of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.channels.views.pages import form_page
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.archive import ArchiveForm
from ..forms.deciding import PauseForm
from ..models import Post
from ..services import pausing
from .pages import press

RECENT = 10
PAGE = 25
COMING = (Post.State.SUBMITTED, Post.State.SCHEDULED, Post.State.HELD)


@school_page(Permission.SEE_POSTS)
@require_safe
def posts(request: HttpRequest, member: Member) -> HttpResponse:
    seen = queries.visible(member)
    may_compose = member.may(Permission.COMPOSE_POSTS)
    return render(
        request,
        "publishing/posts.html",
        {
            "for_me": queries.for_approval(member),
            "to_post": queries.to_post_by_hand(member) if may_compose else (),
            "to_remove": queries.to_remove(member) if may_compose else (),
            "in_trouble": queries.in_trouble(member) if may_compose else (),
            "sections": [
                ("Yours", queries.mine(member).exclude(state__in=COMING)),
                ("Suggested", queries.ideas(member).exclude(author=member.person)),
                ("On the way", queries.with_rows(seen.filter(state__in=COMING)).order_by("send_at", "pk")),
                ("Lately out", queries.with_rows(queries.archive(member))[:RECENT]),
            ],
            "pauses": queries.pauses(member.school),
            "may_compose": may_compose,
            "may_suggest": member.may(Permission.SUGGEST_POST),
            "may_pause": member.may(Permission.PAUSE_POSTS),
        },
    )


@school_page(Permission.SEE_POSTS)
@require_safe
def archive(request: HttpRequest, member: Member) -> HttpResponse:
    form = ArchiveForm(member.school, request.GET)
    found = queries.archive(member, form.search()) if form.is_valid() else member.school.posts.none()
    page = Paginator(queries.with_rows(found), PAGE).get_page(request.GET.get("page"))
    return render(request, "publishing/archive.html", {"form": form, "page": page})


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
