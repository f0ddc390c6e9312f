"""The school's own settings: the policy in force, terms, closures."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ..access import school_page
from ..forms import AdoptForm, SpanForm
from ..members import Member
from ..policies import NoPolicyInForce, adopt, in_force, pack_of_edition
from ..roles import Permission
from ..services import school_days
from .filling_in import fill_in


@school_page(Permission.ADMINISTER)
@require_safe
def settings(request: HttpRequest, member: Member) -> HttpResponse:
    try:
        adoption = in_force(member.school)
    except NoPolicyInForce:
        adoption = None
    today = timezone.localdate()
    context = {
        "adoption": adoption,
        "title": pack_of_edition(adoption.edition).title if adoption else "",
        "coming": member.school.adoptions.filter(from_day__gt=today).select_related("edition").first(),
        "before": member.school.adoptions.filter(until_day__lt=today).select_related("edition").order_by("-from_day"),
        "terms": member.school.terms.all(),
        "closures": member.school.closures.all(),
    }
    return render(request, "schools/settings.html", context)


@school_page(Permission.ADMINISTER)
def adopts(request: HttpRequest, member: Member) -> HttpResponse:
    return fill_in(
        request,
        AdoptForm(request.POST or None, initial={"from_day": timezone.localdate()}),
        lambda facts: adopt(school=member.school, by=member, **facts),
        heading="Put a policy in force",
        lead="From that day every question is answered and every act is judged by it. What was decided before stays as it was.",
        button="Put it in force",
        done="The policy is adopted.",
        to=_settings(member),
    )


@school_page(Permission.ADMINISTER)
def add_term(request: HttpRequest, member: Member) -> HttpResponse:
    return fill_in(
        request,
        SpanForm(request.POST or None),
        lambda facts: school_days.add_term(school=member.school, by=member, **facts),
        heading="A term",
        lead="Deadlines count school days. A school without terms is taken to be open on every working day.",
        button="Add the term",
        done="The term is added.",
        to=_settings(member),
    )


@school_page(Permission.ADMINISTER)
def add_closure(request: HttpRequest, member: Member) -> HttpResponse:
    return fill_in(
        request,
        SpanForm(request.POST or None),
        lambda facts: school_days.add_closure(school=member.school, by=member, **facts),
        heading="Days on which the school is closed",
        lead="Half-term, training days, snow. Weekends and bank holidays are known already.",
        button="Add the days",
        done="The days are added.",
        to=_settings(member),
    )


@school_page(Permission.ADMINISTER)
@require_POST
def remove_term(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    school_days.remove(span=get_object_or_404(member.school.terms, pk=pk), by=member)
    messages.success(request, "The term is taken out.")
    return redirect(_settings(member))


@school_page(Permission.ADMINISTER)
@require_POST
def remove_closure(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    school_days.remove(span=get_object_or_404(member.school.closures, pk=pk), by=member)
    messages.success(request, "The days are taken out.")
    return redirect(_settings(member))


def _settings(member: Member) -> str:
    return reverse("schools:settings", args=[member.school.slug])
