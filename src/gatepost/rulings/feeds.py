"""The calendar of one's duties at a secret address."""

from __future__ import annotations

from django.core import signing
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gatepost.records.services import write
from gatepost.schools.access import public, school_page
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission

from .ics import calendar_file
from .models import CalendarFeed, Duty
from .queries import owed_by

_SALT = "gatepost.rulings.calendar"


def token_of(feed: CalendarFeed) -> str:
    """The secret part of the address."""
    return signing.dumps([feed.person_id, feed.version], salt=_SALT)


@transaction.atomic
def new_address(*, by: Member) -> CalendarFeed:
    """Give a member an address for their calendar. One given before stops working."""
    by.require(Permission.SEE_OWN, by.school)
    feed, new = CalendarFeed.objects.get_or_create(person=by.person)
    if not new:
        CalendarFeed.objects.filter(pk=feed.pk).update(version=F("version") + 1)
        feed.refresh_from_db()
    write(school=by.school, by=by, verb="made_calendar_address", subject=by.person, facts={"version": feed.version})
    return feed


@school_page(Permission.SEE_OWN)
@require_safe
def calendar(request: HttpRequest, member: Member) -> HttpResponse:
    feed = CalendarFeed.objects.filter(person=member.person).first()
    address = request.build_absolute_uri(reverse("calendar:feed", args=[token_of(feed)])) if feed else ""
    return render(request, "rulings/calendar.html", {"address": address})


@school_page(Permission.SEE_OWN)
@require_POST
def reset_calendar(request: HttpRequest, member: Member) -> HttpResponse:
    new_address(by=member)
    return redirect("rulings:calendar", member.school.slug)


@public
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. An address that was reset, or whose person has left, is not found."""
    member = _whose(token)

    def address_of(duty: Duty) -> str:
        return request.build_absolute_uri(reverse("rulings:duty", args=[member.school.slug, duty.pk]))

    file = calendar_file(member.school, owed_by(member), address_of)
    return HttpResponse(
        file, content_type="text/calendar; charset=utf-8", headers={"Cache-Control": "private, no-store"}
    )


def _whose(token: str) -> Member:
    try:
        person, version = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        raise Http404 from None
    found = Person.objects.current().filter(pk=person, calendar_feed__version=version).select_related("school").first()
    if found is None or not (member := member_of(found)).may(Permission.SEE_OWN):
        raise Http404
    return member
