"""Looking a post over before it is handed in: what it holds, what the policy says, and who approves it."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gatepost.channels.views.pages import under_policy
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..forms.deciding import LookOverForm
from ..hands import had_words
from ..judging.judgement import Judgement, is_looked_over
from ..missing import missing
from ..models import Post
from ..moves import SUBMIT
from ..remedies import troubles
from ..services.submitting import submit as hand_in
from ..services.writing import look_over
from ..situations import SEEN_BY_LOOKING
from .pages import CannotBe, address_of, post_of, press
from .verdicts import Verdict, verdict_of

BY_HAND_SAID = ("shows_",)
"""What follows from the people that somebody named in the pictures, and is changed there."""


@school_page(Permission.COMPOSE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def check(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The post as it will go out. Posted to, it says that its author has looked it over, and with `then=submit` hands it in as well."""
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
            return _looked_over(request, member, post, verdict)
    return render(
        request,
        "publishing/check.html",
        {
            "post": post,
            "form": form,
            "verdict": verdict,
            "looked_over": is_looked_over(post),
            "stopped": _stopped(verdict.judged),
            "troubles": troubles(post, verdict.judged, member, str),
            "lacking": _lacking(post, verdict),
            "had_words": had_words(post),
            "hand_in": _button(post, verdict),
        },
    )


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def submit(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return _hand_in(request, member, post_of(member, pk))


def _hand_in(request: HttpRequest, member: Member, post: Post) -> HttpResponse:
    return press(
        request,
        lambda: hand_in(post=post, by=member),
        to=address_of(post),
        done="The post is submitted.",
        instead=address_of(post, "check"),
    )


def _button(post: Post, verdict: Verdict) -> str:
    """What the button says that hands it in: what becomes of it then."""
    if verdict.approvers:
        return "Submit it for approval"
    return "Schedule it" if post.send_at else "Send it"


def _found(post: Post, judged: Iterable[Judgement]) -> set[str]:
    """What Gatepost found, also where somebody said that it is not so."""
    held = {value for each in judged for value in each.situation["content"]}
    found = held.difference(post.looked_over.get("holds", ())) | set(post.looked_over.get("holds_not", ()))
    return {value for value in found if not value.startswith(BY_HAND_SAID)}


def _looked_over(request: HttpRequest, member: Member, post: Post, shown: Verdict) -> HttpResponse:
    """On to handing it in, if that was pressed, unless what was ticked makes it another's to approve than the page named."""
    answer = f"{address_of(post, 'check')}#answer"
    if request.POST.get("then") != "submit":
        return redirect(answer)
    if [each.words for each in verdict_of(post, member).approvers] != [each.words for each in shown.approvers]:
        messages.info(request, "It is not submitted yet: what you ticked changes what the policy asks for. Look again.")
        return redirect(answer)
    return _hand_in(request, member, post)


def _stopped(judged: Iterable[Judgement]) -> bool:
    """Whether it could not be submitted even if its author had looked it over."""
    return any(
        each.decision.verdict == "forbidden"
        or each.in_the_way
        or any(need.values != (SEEN_BY_LOOKING,) for need in each.lacks)
        for each in judged
    )


def _lacking(post: Post, verdict: Verdict) -> list[str]:
    """What the author still has to add, in sentences."""
    return [*(each.says for each in missing(post)), *verdict.problems]
