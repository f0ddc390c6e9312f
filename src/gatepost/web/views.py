"""The front door and the home page."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gatepost.schools.access import public, school_page, signed_in
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission


@signed_in
def front(request: HttpRequest) -> HttpResponse:
    """To the only school of whoever has one; a choice for whoever has several."""
    people = Person.objects.current().filter(user=request.user.pk).select_related("school").order_by("school__name")
    schools = [person.school for person in people]
    if len(schools) == 1:
        return redirect("web:home", schools[0].slug)
    return render(request, "web/front.html", {"schools": schools})


@school_page(Permission.SEE_OWN)
def home(request: HttpRequest, member: Member) -> HttpResponse:
    return render(request, "web/home.html", {})


@public
def health(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
