"""The front door and the home page."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gatepost.schools.access import public, school_page
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission

from .today import today


@public
def front(request: HttpRequest) -> HttpResponse:
    """To the only school of whoever has one; a choice for whoever has several; whoever is nobody yet signs in."""
    if not request.user.is_authenticated:
        return redirect("web:be" if settings.DEMO else settings.LOGIN_URL)
    people = Person.objects.current().filter(user=request.user.pk).select_related("school").order_by("school__name")
    schools = [person.school for person in people]
    if len(schools) == 1:
        return redirect("web:home", schools[0].slug)
    return render(request, "web/front.html", {"schools": schools})


@school_page(Permission.SEE_OWN)
def home(request: HttpRequest, member: Member) -> HttpResponse:
    return render(request, "web/home.html", today(member))
