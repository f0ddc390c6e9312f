"""The pages of the ledger: my duties, everybody's, one duty and its steps, a ruling."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from gatepost.records.files import EvidenceRefused
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from . import ledger
from .duty_page import duty_page
from .errors import AlreadySettled, DutyError
from .filters import DutyFilter
from .forms import DoForm, EvidenceForm, HandOverForm, SetAsideForm
from .groups import grouped
from .lines import lines, words_of
from .models import Duty
from .posts import posts_held
from .queries import ledger as whole_ledger
from .queries import may_see, may_see_ruling, of_member, owed_by
from .steps import ADD_FILES, DO, HAND_OVER, SET_ASIDE, Step, may_take
from .stored import card_of

LATELY = timedelta(days=14)
MOST_LATELY = 10
PAGE = 50


@school_page(Permission.SEE_OWN)
def mine(request: HttpRequest, member: Member) -> HttpResponse:
    """What I owe today, and what of it was closed lately."""
    now, posts = timezone.now(), posts_held(member.school)
    owed = lines(owed_by(member, posts), member, posts, now)
    closed = lines(_lately(of_member(member, posts)), member, posts, now)
    context = {"groups": list(grouped(owed, now)), "closed": closed, "may_see_all": member.may(Permission.SEE_DUTIES)}
    return render(request, "rulings/mine.html", context)


@school_page(Permission.SEE_DUTIES)
def everyones(request: HttpRequest, member: Member) -> HttpResponse:
    """The whole ledger, page by page."""
    now, chosen = timezone.now(), DutyFilter(request.GET)
    page = Paginator(chosen.of(whole_ledger(member.school), now), PAGE).get_page(request.GET.get("page"))
    shown = lines(page.object_list, member, now=now)
    closed = shown if chosen.closed else []
    groups = [] if chosen.closed else list(grouped(shown, now))
    return render(request, "rulings/all.html", {"chosen": chosen, "groups": groups, "closed": closed, "page": page})


@school_page(Permission.SEE_OWN)
def duty(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    return render(request, "rulings/duty.html", duty_page(_duty(member, pk), member))


@school_page(Permission.SEE_OWN)
def do(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    def take(owed: Duty, form: Any) -> None:
        ledger.do_duty(duty=owed, by=member, note=form.cleaned_data["note"], evidence=form.files_given())

    return _step(request, member, _duty(member, pk), DO, lambda _, *sent: DoForm(*sent), take, "Done.")


@school_page(Permission.MANAGE_DUTIES)
def hand_over(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    def take(owed: Duty, form: Any) -> None:
        ledger.hand_over(duty=owed, by=member, to=form.receiver(), note=form.cleaned_data["note"])

    return _step(request, member, _duty(member, pk), HAND_OVER, HandOverForm, take, "Handed over.")


@school_page(Permission.MANAGE_DUTIES)
def set_aside(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    def take(owed: Duty, form: Any) -> None:
        ledger.set_aside(duty=owed, by=member, reason=form.cleaned_data["reason"])

    return _step(
        request, member, _duty(member, pk), SET_ASIDE, lambda _, *sent: SetAsideForm(*sent), take, "Set aside."
    )


@school_page(Permission.SEE_OWN)
def evidence(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Files that show what was done, before a duty is closed."""

    def take(owed: Duty, form: Any) -> None:
        ledger.add_files(duty=owed, by=member, files=form.files_given())

    return _step(request, member, _duty(member, pk), ADD_FILES, lambda _, *sent: EvidenceForm(*sent), take, "Kept.")


@school_page(Permission.SEE_OWN)
def ruling(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """An answer as it was given, by the policy of then, and the duties that followed."""
    found = get_object_or_404(member.school.rulings.select_related("edition", "by"), pk=pk)
    if not may_see_ruling(member, found):
        raise PermissionDenied
    duties = found.duties.select_related("owner")
    context = {"ruling": found, "card": card_of(found), "duties": lines(duties, member)}
    return render(request, "rulings/ruling.html", context)


def _step(
    request: HttpRequest,
    member: Member,
    owed: Duty,
    step: Step,
    form_of: Callable[..., forms.Form],
    take: Callable[[Duty, Any], None],
    says: str,
) -> HttpResponse:
    """One step with a duty: its form, and what happens once it is sent. Whoever comes second learns who was first."""
    if not may_take(step, owed, member):
        raise PermissionDenied(step.name)
    if owed.state not in step.sources:
        return _settled(request, AlreadySettled(owed))
    form = form_of(owed, request.POST, request.FILES) if request.method == "POST" else form_of(owed)
    if form.is_valid():
        try:
            take(owed, form)
        except AlreadySettled as error:
            return _settled(request, error)
        except (DutyError, EvidenceRefused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{says} {words_of(owed)}.")
            return redirect("rulings:duty", member.school.slug, owed.pk)
    return render(request, "rulings/step.html", {"duty": owed, "words": words_of(owed), "step": step, "form": form})


def _settled(request: HttpRequest, error: AlreadySettled) -> HttpResponse:
    context = {"duty": error.duty, "words": words_of(error.duty), "says": str(error)}
    return render(request, "rulings/settled.html", context, status=409)


def _duty(member: Member, pk: int) -> Duty:
    found = get_object_or_404(whole_ledger(member.school), pk=pk)
    if not may_see(member, found):
        raise PermissionDenied
    return found


def _lately(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    return duties.filter(closed_at__gte=timezone.now() - LATELY).order_by("-closed_at")[:MOST_LATELY]
