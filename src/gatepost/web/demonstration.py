"""What only a demonstration has: being somebody without a password, and the letters that were not sent. And the gallery of components."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gatepost.publishing.models import Post
from gatepost.publishing.views.pages import address_of
from gatepost.schools.access import View, public
from gatepost.schools.models import Person

from . import samples
from .models import Letter
from .people_to_be import schools_to_visit, where_to_begin

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def demo_only(view: View) -> View:
    """Not there at all outside a demonstration."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404("Only in a demonstration.")
        return view(request, *args, **kwargs)

    return shown


@public
@demo_only
@require_safe
def be(request: HttpRequest) -> HttpResponse:
    """The schools, and the people whom a visitor can be."""
    visits = schools_to_visit()
    return render(request, "web/be.html", {"schools": visits, "begin": where_to_begin(visits)})


@public
@demo_only
@require_POST
def become(request: HttpRequest, person: int) -> HttpResponse:
    """Sign in as somebody, without a password. `then` says where to go: to the post they are writing, or to all posts."""
    somebody = get_object_or_404(
        Person.objects.current().select_related("school", "user"), pk=person, user__isnull=False
    )
    login(request, somebody.user, backend=BACKEND)
    return redirect(_next(somebody, request.POST.get("then", "")))


def _next(somebody: Person, then: str) -> str:
    school = somebody.school
    if then == "posts":
        return reverse("publishing:posts", args=[school.slug])
    begun = school.posts.filter(author=somebody, state=Post.State.DRAFT).first() if then == "write" else None
    return address_of(begun, "write") if begun else reverse("web:home", args=[school.slug])


@public
@demo_only
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """The letters that would have been sent, the newest first."""
    return render(request, "web/outbox.html", {"letters": Letter.objects.all()[:100]})


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component in every state. Not in production."""
    if settings.ENVIRONMENT.production:
        raise Http404("Only in a demonstration, or in development.")
    return render(request, "web/gallery.html", samples.gallery())
