"""Looking a post over before it is handed in: what it holds, what the policy says, and who approves it."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gatepost.channels.views.pages import under_policy
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..forms.deciding import LookOverForm
from ..judging.judgement import Judgement, is_looked_over
from ..missing import missing
from ..models import Post
from ..moves import SUBMIT
from ..services.submitting import submit as hand_in
from ..services.writing import look_over
from .pages import CannotBe, address_of, post_of, press
from .verdicts import Verdict, verdict_of

BY_HAND_SAID = ("shows_",)
"""What follows from the people that somebody named in the pictures, and is changed there."""


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def check(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The post as it will go out. Posted to, it says that its author has looked it over."""
    post = post_of(member, pk)
    if not (post.state in SUBMIT.sources and SUBMIT.open_to(post, member)):
        return redirect(address_of(post))
    verdict = verdict_of(post, member)
    form = LookOverForm(post, _found(post, verdict.judged), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            look_over(post=post, by=member, holds=form.holds(), holds_not=form.holds_not())
        except CannotBe as problem:
            form.add_error(None, str(problem))
        else:
            return redirect(address_of(post, "check"))
    return render(
        request,
        "publishing/check.html",
        {
            "post": post,
            "form": form,
            "verdict": verdict,
            "looked_over": is_looked_over(post),
            "lacking": _lacking(post, verdict),
        },
    )


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def submit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    post = post_of(member, pk)
    return press(
        request,
        lambda: hand_in(post=post, by=member),
        to=address_of(post),
        done="The post is submitted.",
        instead=address_of(post, "check"),
    )


def _found(post: Post, judged: Iterable[Judgement]) -> set[str]:
    """What Gatepost found, also where somebody said that it is not so."""
    held = {value for each in judged for value in each.situation["content"]}
    found = held.difference(post.looked_over.get("holds", ())) | set(post.looked_over.get("holds_not", ()))
    return {value for value in found if not value.startswith(BY_HAND_SAID)}


def _lacking(post: Post, verdict: Verdict) -> list[str]:
    """What the author still has to add, in sentences."""
    return [*(each.says for each in missing(post)), *verdict.problems]
