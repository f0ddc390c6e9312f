"""Pictures and names: the table of a class, answers that come on paper, links for parents, and bars."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from .. import queries
from ..access import school_page
from ..forms import AnswerForm, LinksForm, ReasonForm, TableForm
from ..image_permissions import ANY_CHANNEL, Light, light
from ..members import Member
from ..models import ImagePermission, Person
from ..roles import Permission
from ..secrets import decrypt
from ..services.image_permissions import record_answer
from ..services.parent_links import Sent, send_links
from ..services.safeguarding_bars import NotBarred, lift_bar, place_bar
from .filling_in import fill_in

PAGE = 50
P = Permission


@school_page(P.SEE_IMAGE_PERMISSIONS)
@require_safe
def table(request: HttpRequest, member: Member) -> HttpResponse:
    """Pupils by what they may be used for, for one class and one channel."""
    form = TableForm(request.GET, school=member.school, classes=queries.classes(member.school))
    chosen = form.cleaned_data if form.is_valid() else {}
    class_name, channel = chosen.get("class_name", ""), chosen.get("channel", ANY_CHANNEL)
    page = Paginator(queries.pupils(member.school, class_name), PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    context = {
        "choice": form,
        "page": page,
        "class_name": class_name,
        "where": queries.channel_words(channel),
        "uses": ImagePermission.Use.labels,
        "rows": [
            {
                "pupil": pupil,
                "lights": [(use.label, light(pupil, use, channel, member, today)) for use in ImagePermission.Use],
            }
            for pupil in page
        ],
        "sees_people": member.may(P.SEE_PEOPLE),
        "records": member.may(P.RECORD_IMAGE_PERMISSIONS),
    }
    return render(request, "schools/image_permissions.html", context)


def permissions_of(person: Person, member: Member) -> dict[str, Any]:
    """What a person's page shows of permissions: a light for every use and channel, and what lies behind them for those who hold bars."""
    if not member.may(P.SEE_IMAGE_PERMISSIONS):
        return {}
    shown: dict[str, Any] = {
        "sees_permissions": True,
        "records": member.may(P.RECORD_IMAGE_PERMISSIONS),
        "uses": ImagePermission.Use.labels,
        "permissions": _permissions(person, member),
    }
    if member.may(P.HOLD_SAFEGUARDING_BARS):
        shown |= {
            "holds_bars": True,
            "bar": next((bar for bar in person.safeguarding_bars.all() if bar.lifted_at is None), None),
            "answers": [
                (answer, queries.channel_words(answer.channel)) for answer in reversed(person.image_permissions.all())
            ],
        }
    return shown


def _permissions(person: Person, member: Member) -> list[tuple[str, list[tuple[str, Light]]]]:
    """A row of lights for anywhere, and one for each channel where it is otherwise."""
    today = timezone.localdate()
    rows = [
        (words, [(use.label, light(person, use, channel, member, today)) for use in ImagePermission.Use])
        for channel, words in ((ANY_CHANNEL, "anywhere"), *queries.channels(person.school))
    ]
    return [row for place, row in enumerate(rows) if place == 0 or row[1] != rows[0][1]]


@school_page(P.RECORD_IMAGE_PERMISSIONS)
def record(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """An answer that came on paper."""
    person = get_object_or_404(member.school.people, pk=pk)
    asked = {name: request.GET[name] for name in ("use", "channel") if name in request.GET}
    form = AnswerForm(request.POST or None, person=person, initial={"from_day": timezone.localdate(), **asked})
    return fill_in(
        request,
        form,
        lambda facts: record_answer(person=person, by=member, **facts),
        heading=f"An answer about {person.name}",
        lead="What is recorded is never changed: a new answer follows the old one. A yes for everywhere does not undo a no for one place.",
        button="Record the answer",
        done="The answer is recorded.",
        to=_back(member, person),
    )


@school_page(P.HOLD_SAFEGUARDING_BARS)
def place(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    person = get_object_or_404(member.school.people, pk=pk)
    return fill_in(
        request,
        ReasonForm(request.POST or None),
        lambda facts: place_bar(person=person, by=member, **facts),
        heading=f"Bar {person.name} from being shown or named",
        lead="A bar outranks every permission. Everybody else sees no more than that there is no permission.",
        button="Place the bar",
        done="The bar is in force.",
        to=_back(member, person),
    )


@school_page(P.HOLD_SAFEGUARDING_BARS)
@require_POST
def lift(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    person = get_object_or_404(member.school.people, pk=pk)
    try:
        lift_bar(person=person, by=member)
    except NotBarred as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, "The bar is lifted.")
    return redirect(_back(member, person))


@school_page(P.HOLD_SAFEGUARDING_BARS)
@require_safe
def bars(request: HttpRequest, member: Member, pk: int) -> HttpResponse:
    """The bars of a person, with their reasons."""
    person = get_object_or_404(member.school.people, pk=pk)
    placed = person.safeguarding_bars.select_related("placed_by", "lifted_by").order_by("-pk")
    shown = [(bar, decrypt(bar.reason) if bar.reason else "") for bar in placed]
    response = render(request, "schools/bars.html", {"person": person, "bars": shown})
    response["Cache-Control"] = "no-store"
    return response


@school_page(P.RECORD_IMAGE_PERMISSIONS)
@require_POST
def links(request: HttpRequest, member: Member) -> HttpResponse:
    """Send the parents of a class, or of one pupil, their links."""
    back = reverse("schools:image-permissions", args=[member.school.slug])
    form = LinksForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Nobody was sent a link: it was not clear whose parents should get one.")
        return redirect(back)
    chosen = queries.pupils(member.school, form.cleaned_data["class_name"])
    if pupil := form.cleaned_data["pupil"]:
        chosen = chosen.filter(pk=pupil)
    try:
        sent = send_links(school=member.school, pupils=chosen, by=member, address=_address(request))
    except OSError:
        messages.error(
            request, "The mail server could not be reached. Some letters may not have gone out: try again later."
        )
        return redirect(back)
    messages.success(request, _told(sent))
    return redirect(back)


def _address(request: HttpRequest) -> Any:
    return lambda token: request.build_absolute_uri(reverse("permission:answer", args=[token]))


def _told(sent: Sent) -> str:
    letters = f"{sent.letters} letter{'' if sent.letters == 1 else 's'} sent."
    if not sent.without_address:
        return letters
    names = ", ".join(pupil.name for pupil in sent.without_address[:5])
    more = len(sent.without_address) - 5
    return f"{letters} No parent's address is known for {names}{f' and {more} more' if more > 0 else ''}."


def _back(member: Member, person: Person) -> str:
    if member.may(P.SEE_PEOPLE):
        return reverse("schools:person", args=[member.school.slug, person.pk])
    return reverse("schools:image-permissions", args=[member.school.slug])
