"""One post: what it says, where it stands, what can be done with it, and what has happened."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.channels.views.pages import form_page
from gatepost.records import files
from gatepost.records.queries import timeline
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.by_hand import RemovedForm, SettleForm
from ..forms.deciding import TakeDownForm
from ..models import Delivery, Post
from ..moves import offered
from ..services import taking_down, writing
from .pages import address_of, post_of, press
from .verdicts import Verdict, verdict_of

D = Delivery.State
OUT = {D.SENDING, D.SENT, D.UNCONFIRMED}
"""In these states something may be seen by others: it is taken down, and no longer changed."""
BEFORE_IT_GOES = (Post.State.DRAFT, Post.State.SUBMITTED, Post.State.SCHEDULED, Post.State.HELD)


@school_page(Permission.SEE_POSTS)
@require_safe
def post(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = post_of(member, pk)
    verdict, deliveries = _verdict(found, member), list(found.deliveries.select_related("account", "sent_by"))
    return render(
        request,
        "publishing/post.html",
        {
            "post": found,
            "verdict": verdict,
            "moves": offered(found, member),
            "waits_for_me": found.state == Post.State.SUBMITTED and queries.waits_for(found, member),
            "deliveries": [_with_forms(each) for each in deliveries],
            "is_out": any(each.state in OUT for each in deliveries),
            "taken_down": getattr(found, "take_down", None),
            "may_compose": member.may(Permission.COMPOSE_POSTS),
            "entries": timeline(member.school, found, member),
        },
    )


@school_page(Permission.SEE_POSTS)
@require_safe
def picture(request: HttpRequest, member: Member, pk: int, picture: int) -> HttpResponse:
    """A picture as it is sent. A browser must not guess what it is."""
    found = get_object_or_404(post_of(member, pk).pictures, pk=picture)
    try:
        content = files.read(member.school, found.digest)
    except files.EvidenceDamaged as problem:
        raise Http404(str(problem)) from None
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=found.media_type, headers=headers)


@school_page(Permission.SEE_POSTS)
@require_POST
def withdraw(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = post_of(member, pk)
    return press(
        request, lambda: writing.withdraw(post=found, by=member), to=address_of(found), done="The post is withdrawn."
    )


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def take_over(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = post_of(member, pk)
    return press(
        request,
        lambda: writing.take_over(post=found, by=member),
        to=address_of(found, "write"),
        done="The post is yours now. Somebody else approves it.",
        instead=address_of(found),
    )


@school_page(Permission.SEE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = post_of(member, pk)

    def ask(facts: Mapping[str, Any]) -> str:
        left = taking_down.take_down(post=found, by=member, **facts)
        return f"{address_of(found)}#left" if left else address_of(found)

    return form_page(
        request,
        TakeDownForm(request.POST or None),
        ask,
        to=address_of(found),
        done="The post comes down. What Gatepost cannot remove itself stands on the post's page.",
        heading="Take the post down",
        lead=f"“{found}”, everywhere that it is out. It stays in the archive, with who took it down and why.",
        submit="Take it down",
        danger=True,
    )


def _with_forms(delivery: Delivery) -> tuple[Delivery, RemovedForm, SettleForm]:
    """A delivery with what can be said of it; each field has a name of its own on the page."""
    own = f"{delivery.pk}_%s"
    return delivery, RemovedForm(auto_id=own), SettleForm(auto_id=own)


def _verdict(found: Post, member: Member) -> Verdict | None:
    """What the policy says today, while it still matters."""
    if found.state not in BEFORE_IT_GOES:
        return None
    try:
        return verdict_of(found, member, whole=False)
    except NoPolicyInForce:
        return None
