"""Approving a post, or turning it down: everything as it will go out, on one page."""

from __future__ import annotations

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

from ..forms.deciding import RefuseForm, SeenForm
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
    said = f"You approved it. It still waits for: {still}." if wanted else "You approved it. It goes out at its time."
    messages.success(request, said)
    return redirect(reverse("publishing:posts", args=[member.school.slug]))


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
