"""Approving a post, or turning it down: everything as it will go out, on one page."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gatepost.channels.views.pages import under_policy
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.policies import pack_of
from gatepost.schools.roles import Permission

from .. import queries
from ..forms.deciding import PlanForm, RefuseForm, SeenForm
from ..models import Post
from ..services import approving
from .pages import CannotBe, address_of, post_of
from .verdicts import verdict_of


@school_page(Permission.APPROVE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def approve(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The post to be approved. Posted to, it is, if it is still what was on the page."""
    post = post_of(member, pk)
    if request.method != "POST":
        return _page(request, member, post)
    seen = SeenForm(request.POST)
    if not seen.is_valid():
        return redirect(address_of(post, "approve"))
    try:
        wanted = approving.approve(post=post, by=member, version=seen.cleaned_data["version"])
    except CannotBe as problem:
        messages.error(request, str(problem))
        return redirect(address_of(post))
    still = "; ".join(approving.wanted_in_words(wanted))
    said = (
        f"You approved it. It still waits for: {still}."
        if wanted
        else "You approved it. It goes out at its time: where Gatepost is not connected, by hand."
    )
    messages.success(request, said)
    return redirect(reverse("publishing:posts", args=[member.school.slug]))


@school_page(Permission.APPROVE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def plan(request: HttpRequest, member: Member) -> HttpResponse:
    """Everything that waits for this member, to be approved together. What cannot be is named, with the reason."""
    if request.method != "POST":
        waiting = queries.with_verdicts(member.school, queries.for_approval(member))
        return render(request, "publishing/approve_plan.html", {"waiting": waiting})
    chosen = PlanForm(request.POST).chosen(member.school)
    if not chosen:
        messages.error(request, "Nothing was ticked. Tick each post that you approve.")
    left = approving.approve_several(posts=chosen, by=member)
    for post, why in left:
        messages.error(request, f"“{post}” is not approved. {why}")
    if approved := [post for post, _ in chosen if post not in [each for each, _ in left]]:
        messages.success(request, _said(approved))
    page = "posts" if chosen and not left else "approve-plan"
    return redirect(reverse(f"publishing:{page}", args=[member.school.slug]))


def _said(approved: Sequence[Post]) -> str:
    """How many were approved, and how many of them somebody else has to approve too."""
    said = f"You approved {len(approved)} post{'s' if len(approved) > 1 else ''}."
    waiting = sum(post.state == Post.State.SUBMITTED for post in approved)
    return f"{said} {waiting} of them still wait{'s' if waiting == 1 else ''} for somebody else." if waiting else said


@school_page(Permission.APPROVE_POSTS)
@require_POST
@under_policy
def refuse(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    post = post_of(member, pk)
    form = RefuseForm(pack_of(member.school), (), request.POST)
    if form.is_valid():
        try:
            approving.refuse(post=post, by=member, **form.cleaned_data)
        except CannotBe as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(request, "You turned it down. Its author reads why.")
            return redirect(address_of(post))
    return _page(request, member, post, form)


def _page(request: HttpRequest, member: Member, post: Post, form: RefuseForm | None = None) -> HttpResponse:
    verdict = verdict_of(post, member)
    given = {value for each in verdict.judged for value in each.given_by(member)}
    is_theirs = post.state == Post.State.SUBMITTED and post.author_id != member.person.pk and bool(given)
    if form is None:
        form = RefuseForm(pack_of(member.school), verdict.clauses, initial={"version": post.version})
    page = {"post": post, "verdict": verdict, "form": form, "is_theirs": is_theirs}
    return render(request, "publishing/approve.html", page)
