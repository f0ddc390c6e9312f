"""Ask: the sentence with gaps, the answer, the one next question, and what follows once it has happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from gatepost.policy.asking import Interview
from gatepost.policy.wording import value_words
from gatepost.policy.wording.situations import is_event
from gatepost.rulings.cards import Card, card
from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.models import School
from gatepost.schools.policies import pack_or_none
from gatepost.schools.roles import Permission

from . import queries, services
from .sentence import sentence_gaps
from .situations import ANSWERED, NotAQuestion, address_of, known_words, read_question

COUNTED = "ask"  # the button's name, and so in the address only when somebody has just asked
BRIEF = ("accept_friend_request", "publish", "comment_received", "create_account", "abuse_received", "message")


@school_page(Permission.ASK)
@require_safe
def ask(request: HttpRequest, member: Member) -> HttpResponse:
    """The page, and (for htmx) its middle alone. An answer to the question brings one to the address of what is then known."""
    pack = pack_or_none(member.school)
    if pack is None:
        return render(request, "asking/no_policy.html", status=404)
    try:
        interview = read_question(pack, request.GET)
    except NotAQuestion as error:
        return render(request, "asking/not_a_question.html", {"problem": str(error)}, status=400)
    _count(request, member.school, interview)
    if ANSWERED in request.GET or COUNTED in request.GET:
        return redirect(_address(member.school, interview) + "#answer")
    template = "asking/ask.html#asked" if request.htmx else "asking/ask.html"  # type: ignore[attr-defined]
    return render(request, template, _asked(member, interview))


def _asked(member: Member, interview: Interview) -> dict[str, Any]:
    """Everything that the page shows."""
    situation, pack = interview.situation, interview.pack
    shown = situation or {"actor": member.foremost.actor}
    context: dict[str, Any] = {"gaps": sentence_gaps(pack.vocabulary, shown), "pack": pack}
    if "action" not in situation:
        return context | {"examples": _examples(member.school, shown)}
    decision = interview.decision
    event = is_event(pack.vocabulary, situation)
    return context | {
        "card": _card(interview),
        "question": interview.question,
        "known": known_words(pack.vocabulary, situation),
        "skipped": sorted(interview.skipped),
        "elsewhere": _not_in_sentence(context["gaps"], situation),
        "address": _address(member.school, interview),
        "event": event,
        "can_enter": member.may(Permission.ENTER)
        and bool(decision.duties)
        and (event or decision.verdict in ("permitted", "discouraged")),
    }


def _card(interview: Interview) -> Card:
    """The answer without its question, which the page puts itself."""
    answer = card(interview.pack, interview.situation, interview.decision)
    return replace(answer, question=None, questions_left=0)


def _not_in_sentence(gaps: Any, situation: Any) -> list[tuple[str, str]]:
    """What is known beyond the sentence's gaps goes along when a gap is changed."""
    in_sentence = {gap.facet for gap in gaps}
    return [
        (facet, value)
        for facet, values in situation.items()
        if facet not in in_sentence
        for value in ([values] if isinstance(values, str) else values)
    ]


def _examples(school: School, shown: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (
            value_words("action", action),
            f"{reverse('asking:ask', args=[school.slug])}?{address_of({**shown, 'action': action})}",
        )
        for action in BRIEF
    ]


def _address(school: School, interview: Interview) -> str:
    return f"{reverse('asking:ask', args=[school.slug])}?{address_of(interview.situation, sorted(interview.skipped))}"


def _count(request: HttpRequest, school: School, interview: Interview) -> None:
    """Once for each question put: when the button is pressed, or (live) when what it is about is chosen."""
    action = interview.situation.get("action")
    if action and (COUNTED in request.GET or _newly_chosen(request, action)):
        services.count_question(school=school, situation=interview.situation, verdict=interview.decision.verdict)


def _newly_chosen(request: HttpRequest, action: str) -> bool:
    """Whether somebody chose this in the sentence, of which the page's address shows what it said before."""
    page = request.htmx.current_url_abs_path if request.htmx else None  # type: ignore[attr-defined]
    return page is not None and QueryDict(urlsplit(page).query).get("action") != action


@school_page(Permission.ENTER)
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, member: Member) -> HttpResponse:
    """It has happened, or has been done: shown once more, then (by POST) entered."""
    pack = pack_or_none(member.school)
    if pack is None:
        return render(request, "asking/no_policy.html", status=404)
    given = request.POST if request.method == "POST" else request.GET
    try:
        interview = read_question(pack, given)
    except NotAQuestion as error:
        return render(request, "asking/not_a_question.html", {"problem": str(error)}, status=400)
    if "action" not in interview.situation:
        return redirect("asking:ask", member.school.slug)
    if request.method == "POST":
        ruling, decision = services.enter(school=member.school, situation=interview.situation, by=member)
        count = len(decision.duties)
        messages.success(request, f"Entered. {count} {'duty stands' if count == 1 else 'duties stand'} on the list.")
        return redirect("rulings:ruling", member.school.slug, ruling.pk)
    return render(
        request,
        "asking/enter.html",
        {
            "card": _card(interview),
            "known": known_words(pack.vocabulary, interview.situation),
            "event": is_event(pack.vocabulary, interview.situation),
            "address": _address(member.school, interview),
        },
    )


@school_page(Permission.READ_RECORD)
@require_safe
def counts(request: HttpRequest, member: Member) -> HttpResponse:
    """What is asked most, without who asked."""
    return render(request, "asking/counts.html", {"rows": queries.asked_most(member.school)})
