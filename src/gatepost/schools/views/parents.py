"""The page on which a parent answers, reached by the link alone.

The link is the only authority: nobody is signed in, and nothing a browser sends by itself is trusted. So a forged request gains nothing
without the link, and whoever has the link needs no forgery; that is why no token against forgery is asked for. (It could not be: under
`no-referrer` browsers send no origin for it to be checked against.)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from .. import parent_links, queries
from ..access import public
from ..forms import ParentAnswerForm
from ..image_permissions import ANY_CHANNEL, standing
from ..members import member_of
from ..models import ImagePermission, Person
from ..services.image_permissions import Said, answer_as_parent

Use = ImagePermission.Use
_HEADINGS = {Use.IMAGE: "Pictures", Use.NAME: "Names", Use.NAME_WITH_IMAGE: "Pictures and names together"}


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    return _kept_private(_answered(request, token))


@public
@require_http_methods(["GET", "HEAD"])
def thanks(request: HttpRequest) -> HttpResponse:
    return _kept_private(render(request, "schools/thanks.html"))


def _answered(request: HttpRequest, token: str) -> HttpResponse:
    try:
        answering = parent_links.read(token)
    except parent_links.LinkDoesNotWork as problem:
        ran_out = isinstance(problem, parent_links.LinkRanOut)
        return render(request, "schools/link_does_not_work.html", {"ran_out": ran_out}, status=410 if ran_out else 404)
    pupil = answering.pupil
    channels = queries.channels(pupil.school)
    told = request.POST if request.method == "POST" else None
    form = ParentAnswerForm(told, channels=channels, initial=_standing(pupil, channels))
    if form.is_valid():
        answer_as_parent(pupil=pupil, by=member_of(answering.parent), answers=_said(form.cleaned_data, channels))
        return redirect("permission:thanks")
    context = {"form": form, "pupil": pupil, "school": pupil.school, "parts": list(_parts(form))}
    return render(request, "schools/answer.html", context)


def _standing(pupil: Person, channels: list[tuple[str, str]]) -> dict[str, str]:
    """What the form begins with: the answers that stand. A bar is no answer, and never shows."""
    history, today = list(pupil.image_permissions.select_related("given_by")), timezone.localdate()
    initial: dict[str, str] = {}
    for use in Use:
        own = [answer for answer in history if answer.use == use]
        said = {name: _word(standing(own, use, name, today)) for name in (ANY_CHANNEL, *(name for name, _ in channels))}
        everywhere = said.pop(ANY_CHANNEL)
        differs = any(word != everywhere for word in said.values())
        initial[use.value] = "by_channel" if differs else everywhere
        initial |= {f"{use}-{name}": word for name, word in said.items()}
    return initial


def _word(found: Any) -> str:
    return "yes" if found.given else "no" if found.denied else ""


def _said(chosen: dict[str, str], channels: list[tuple[str, str]]) -> Iterator[Said]:
    for use in Use:
        everywhere = chosen[use.value]
        if everywhere in ("yes", "no"):
            yield Said(use, ANY_CHANNEL, everywhere == "yes")
        elif everywhere == "by_channel":
            answered = ((name, chosen[f"{use}-{name}"]) for name, _ in channels)
            yield from (Said(use, name, word == "yes") for name, word in answered if word)


def _parts(form: ParentAnswerForm) -> Iterator[dict[str, Any]]:
    for use, heading in _HEADINGS.items():
        yield {
            "heading": heading,
            "field": form[use.value],
            "channels": [form[f"{use}-{name}"] for name, _ in form.channels],
        }


def _kept_private(response: HttpResponse) -> HttpResponse:
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Cache-Control"] = "no-store"
    return response
