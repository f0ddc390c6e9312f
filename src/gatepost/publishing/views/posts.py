"""One post: what it says, where it stands, what can be done with it, and what has happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gatepost.channels.views.pages import form_page
from gatepost.records import files
from gatepost.records.queries import timeline
from gatepost.rulings.cards import Card
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import NoPolicyInForce
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.by_hand import RemovedForm, SettleForm
from ..forms.deciding import TakeDownForm
from ..hands import mine_first
from ..models import Delivery, Post
from ..moves import UNSENT, movable, offered
from ..queries.verdicts import with_verdicts
from ..queries.visible import EVER_OUT
from ..services import taking_down, writing
from ..standing import standing
from .pages import address_of, post_of, press
from .story import story_of, waits_by_hand
from .verdicts import Verdict, verdict_of

D = Delivery.State
OUT = {D.SENDING, D.SENT, D.UNCONFIRMED, D.TO_REMOVE}
"""In these states something may be seen by others: it is taken down, and no longer changed."""
SEES_PEOPLE = (Permission.COMPOSE_POSTS, Permission.APPROVE_POSTS, Permission.SEE_IMAGE_PERMISSIONS)
"""Who sees which people are in a post, and whether they may be: whoever writes or approves posts, or sees those answers anyway."""
BEFORE_IT_GOES = (Post.State.DRAFT, Post.State.SUBMITTED, Post.State.SCHEDULED, Post.State.HELD)


@school_page(Permission.SEE_POSTS)
@require_safe
def post(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found: Post = get_object_or_404(queries.with_rows(queries.visible(member)), pk=pk)
    verdict = _verdict(found, member)
    deliveries = list(found.deliveries.select_related("account__school", "sent_by", "post__school").order_by("-pk"))
    mine = {each.pk for each in mine_first(deliveries, member)}
    return render(
        request,
        "publishing/post.html",
        {
            "post": found,
            "verdict": verdict,
            "said": _said_then(found) if verdict is None else (),
            "moves": offered(found, member),
            "may_move": movable(found, member),
            "waits_for_me": found.state == Post.State.SUBMITTED and queries.waits_for(found, member),
            "deliveries": [_with_forms(each, each.pk in mine) for each in deliveries],
            "standing": standing(deliveries),
            "waits_by_hand": waits_by_hand(found, deliveries),
            "story": story_of(found, deliveries, verdict.approvers if verdict and not verdict.stopped else ()),
            "correction": found.corrections.filter(state__in=UNSENT).first(),
            "corrected_by": found.corrections.filter(state__in=EVER_OUT).first(),
            "is_out": any(each.state in OUT for each in deliveries),
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
        return f"{address_of(left[0].post)}#left" if left else address_of(found)

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


def _with_forms(delivery: Delivery, mine: bool) -> tuple[Delivery, bool, RemovedForm, SettleForm]:
    """A delivery, whether it is the member's to see to, and what can be said of it; each field has a name of its own on the page."""
    own = f"{delivery.pk}_%s"
    return delivery, mine, RemovedForm(auto_id=own), SettleForm(auto_id=own)


def _said_then(found: Post) -> tuple[Card, ...]:
    """What the policy said when it went out."""
    if not found.published_at:
        return ()
    try:
        return with_verdicts(found.school, [found])[0].cards
    except NoPolicyInForce:
        return ()


def _verdict(found: Post, member: Member) -> Verdict | None:
    """What the policy says today, while it still matters."""
    if found.state not in BEFORE_IT_GOES:
        return None
    try:
        verdict = verdict_of(found, member, whole=False)
    except NoPolicyInForce:
        return None
    return verdict if any(map(member.may, SEES_PEOPLE)) else replace(verdict, people=[])
