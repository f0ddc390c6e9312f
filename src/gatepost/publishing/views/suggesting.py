"""An idea for a post, and taking one up."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from ..forms.suggesting import SuggestForm
from ..judging.receiving import receivers
from ..models import Post
from ..services import writing
from ..services.pictures import add_examined, examine
from .pages import CannotBe, address_of, post_of, press


@school_page(Permission.SUGGEST_POST)
@require_http_methods(["GET", "HEAD", "POST"])
def suggest(request: HttpRequest, member: Member) -> HttpResponse:
    form = SuggestForm(request.POST, request.FILES) if request.method == "POST" else SuggestForm()
    if form.is_valid():
        try:
            post = _offer(member, form)
        except CannotBe as problem:
            form.add_error("pictures", str(problem))
        else:
            messages.success(request, f"Thank you. Your idea is with {receivers(member)}.")
            return redirect(address_of(post))
    return render(request, "publishing/suggest.html", {"form": form, "receivers": receivers(member)})


@school_page(Permission.COMPOSE_POSTS)
@require_POST
def take_up(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    found = post_of(member, pk)
    return press(
        request,
        lambda: writing.take_up(post=found, by=member),
        to=address_of(found, "write"),
        done="The post is yours to write now.",
        instead=address_of(found),
    )


def _offer(member: Member, form: SuggestForm) -> Post:
    """The words and the pictures together, or nothing of it."""
    files = form.cleaned_data["pictures"]
    pictures = [examine(by=member, data=file.read(), name=file.name or "picture") for file in files]
    with transaction.atomic():
        post = writing.offer(by=member, text=form.cleaned_data["text"])
        for picture in pictures:
            add_examined(post=post, by=member, picture=picture)
    return post
