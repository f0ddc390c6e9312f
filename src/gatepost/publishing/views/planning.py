"""Moving a post to another time, holding it back, and letting it go: each a small form that says beforehand what follows."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from gatepost.calendars import LONDON
from gatepost.channels.views.pages import under_policy
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from .. import queries
from ..clock import comes_twice, in_london
from ..errors import HeldBack, NoSuchTime
from ..forms.planning import HoldForm, MoveForm, at_its_time, let_go_form
from ..judging.judgement import judge
from ..models import Post
from ..moves import HOLD, LET_GO, MOVE, PLAN, Move, is_held_from
from ..queries import Approver, DayNotes
from ..services import planning
from ..stretches import KINDS, WEEK
from .pages import CannotBe, address_of, post_of

MORNING = time(9)
"""What is proposed for a post that had no time, until somebody says another."""


@school_page(Permission.SEE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def move(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """Another time for a post. Asked for by htmx, it is the form alone, for a dialog on the calendar."""
    post = post_of(member, pk)
    if elsewhere := _not_now(request, post, member, MOVE, PLAN):
        return elsewhere
    view = asked if (asked := request.GET.get("view", "")) in KINDS else WEEK
    form = MoveForm(request.POST or None, initial=_proposed(request, post))
    if request.method == "POST" and form.is_valid():
        to = form.cleaned_data["send_at"]

        def act() -> str:
            planning.move(post=post, by=member, version=form.cleaned_data["version"], send_at=to)
            return f"{_moved(post, to)} {_waits_for(post)}"

        back = f"{reverse('publishing:calendar', args=[member.school.slug])}?view={view}&on={to:%Y-%m-%d}"
        if done := _do(request, form, post, act, to=back):
            return done
    page = {"post": post, "form": form, "view": view, "approvers": _after(post), "notes": _notes(form, post, member)}
    return render(request, "publishing/_move.html" if request.htmx else "publishing/plan_move.html", page)  # type: ignore[attr-defined]


@school_page(Permission.SEE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    post = post_of(member, pk)
    if elsewhere := _not_now(request, post, member, HOLD):
        return elsewhere
    form = HoldForm(request.POST or None, initial={"version": post.version})
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            planning.hold(post=post, by=member, **form.cleaned_data)
            return "The post is held back. It does not go out until somebody lets it go."

        if done := _do(request, form, post, act, to=address_of(post)):
            return done
    return render(request, "publishing/plan_hold.html", {"post": post, "form": form})


@school_page(Permission.SEE_POSTS)
@require_http_methods(["GET", "HEAD", "POST"])
@under_policy
def let_go(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    post = post_of(member, pk)
    if elsewhere := _not_now(request, post, member, LET_GO):
        return elsewhere
    form = let_go_form(post, timezone.now(), request.POST or None)
    if request.method == "POST" and form.is_valid():

        def act() -> str:
            planning.let_go(
                post=post, by=member, version=form.cleaned_data["version"], send_at=form.cleaned_data.get("send_at")
            )
            return f"The post is let go. {_waits_for(post)}"

        if done := _do(request, form, post, act, to=address_of(post)):
            return done
    return render(request, "publishing/plan_let_go.html", {"post": post, "form": form, "approvers": _after(post)})


def _not_now(request: HttpRequest, post: Post, member: Member, *moves: Move) -> HttpResponse | None:
    """Where somebody is led who cannot do this with a post as it stands.

    Raises:
        PermissionDenied: it is not theirs to do at all.
    """
    mine = [each for each in moves if each.open_to(post, member)]
    if not mine and not is_held_from(post, member):
        raise PermissionDenied(f"{moves[0].name} post {post.pk}")
    if any(post.state in each.sources for each in mine):
        return None
    said = f"This cannot be done with a post that is “{post.get_state_display().lower()}”."
    messages.error(request, said if mine else str(HeldBack(post)))
    return redirect(address_of(post))


def _do(request: HttpRequest, form: forms.Form, post: Post, act: Callable[[], str], *, to: str) -> HttpResponse | None:
    """Do it, and say so. What is wrong with the form comes back with it; where the post has become another, its page says why."""
    seen = post.version
    try:
        said = act()
    except CannotBe as problem:
        post.refresh_from_db()
        if post.version == seen:
            form.add_error(None, str(problem))
            return None
        messages.error(request, str(problem))
        return redirect(address_of(post))
    messages.success(request, said)
    return redirect(to)


def _proposed(request: HttpRequest, post: Post) -> dict[str, Any]:
    """The time that a card was dropped on: the day, and in the view of a day the hour; what is not said stays as it is."""
    proposed = at_its_time(post)
    if day := _day(request.GET.get("to", "")):
        proposed |= {"day": day, "clock": proposed["clock"] or MORNING}
    if (hour := request.GET.get("hour", "")).isdecimal() and int(hour) < 24 and proposed["clock"]:
        proposed["clock"] = proposed["clock"].replace(hour=int(hour))
    return proposed


def _day(words: str) -> date | None:
    try:
        return parse_date(words)
    except ValueError:
        return None


def _notes(form: forms.Form, post: Post, member: Member) -> list[str]:
    """What there is to say of the time that is proposed."""
    day, clock = (form[name].value() for name in ("day", "clock"))
    if form.is_bound or not day or not clock:
        return []
    try:
        proposed = in_london(day, clock)
    except NoSuchTime as problem:
        return [str(problem)]
    note = DayNotes.of(member.school).note(day)
    clashes = queries.beside(member, post, proposed)
    twice = "The clocks go back that night, and show this time twice. It goes out the first time."
    return [
        *([f"That day: {note}."] if note else []),
        *(f"“{other}” goes to the same account within the hour." for other in clashes),
        *([twice] if comes_twice(proposed) else []),
    ]


def _after(post: Post) -> list[Approver]:
    """Who will have to approve a post once it has another time: no approval that it has now is for that one."""
    if post.state in PLAN.sources:
        return []
    moved = copy(post)
    moved.send_at = timezone.now()
    return queries.approvers(moved, judge(moved))


def _moved(post: Post, to: datetime) -> str:
    there = to.astimezone(LONDON)
    return f"“{post}” is moved to {there:%A} {there.day} {there:%B, %H:%M}."


def _waits_for(post: Post) -> str:
    """What a post waits for that has just been handed in again."""
    if post.state == Post.State.DRAFT:
        return "It is still a draft."
    wanted = queries.approvers(post, judge(post)) if post.state == Post.State.SUBMITTED else []
    if not wanted:
        return "It needs nobody's approval."
    whose = (f"{each.words} ({_names(each)})" if each.people else each.words for each in wanted)
    return f"It waits for: {'; '.join(whose)}."


def _names(approver: Approver) -> str:
    return ", ".join(person.name for person in approver.people)
