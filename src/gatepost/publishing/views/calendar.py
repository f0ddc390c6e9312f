"""The calendar of a school's posts: what goes out and went out, by day, by week, by term."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from gatepost.schools.access import school_page
from gatepost.schools.members import Member
from gatepost.schools.roles import Permission

from .. import queries
from ..models import Post
from ..moves import movable
from ..queries import DayNotes, Slot
from ..stretches import DAY, KINDS, TERM, WEEK, Stretch, opening_day, stretch

OFFICE_HOURS = range(7, 20)
"""The hours that a day shows even where nothing goes out in them."""
YEARS = range(2000, 2101)
LINE = 40
TONES = {
    Post.State.SCHEDULED: "good",
    Post.State.PUBLISHED: "good",
    Post.State.HELD: "warn",
    Post.State.EXPIRED: "warn",
    Post.State.REFUSED: "stop",
    Post.State.TAKEN_DOWN: "none",
    Post.State.CORRECTED: "none",
}
"""With which shape a state is drawn; all others wait for somebody."""


@dataclass(frozen=True, slots=True)
class Card:
    """A post on the calendar, and whether the member who looks may move it."""

    slot: Slot
    movable: bool

    @property
    def post(self) -> Post:
        return self.slot.post

    @property
    def tone(self) -> str:
        return TONES.get(Post.State(self.post.state), "wait")

    @property
    def where(self) -> str:
        return ", ".join(self.slot.places) or "No account yet"

    @property
    def clock(self) -> str:
        return f"{self.slot.at:%H:%M}"

    @property
    def short(self) -> str:
        """What it is called in a line of a term, which has hundreds of them."""
        return words if len(words := str(self.post)) <= LINE else f"{words[: LINE - 1]}…"


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour of a day."""

    hour: int
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Day:
    """A day with what goes out on it. On one that is `open`, something can still go out."""

    date: date
    note: str
    today: bool
    open: bool
    cards: list[Card]

    @property
    def hours(self) -> list[Hour]:
        by_hour: dict[int, list[Card]] = defaultdict(list)
        for card in self.cards:
            by_hour[card.slot.at.hour].append(card)
        return [Hour(hour, by_hour[hour]) for hour in sorted({*OFFICE_HOURS, *by_hour})]


@school_page(Permission.SEE_POSTS)
@require_safe
def calendar(request: HttpRequest, member: Member) -> HttpResponse:
    kind = asked if (asked := request.GET.get("view", "")) in KINDS else WEEK
    notes = DayNotes.of(member.school)
    shown = stretch(kind, _day_asked_for(request) or opening_day(kind, timezone.localdate()), notes.calendar.terms)
    days = list(_days(shown, member, notes))
    return render(
        request,
        "publishing/calendar.html",
        {
            "stretch": shown,
            "days": days,
            "day": days[0] if kind == DAY else None,
            "nothing": not any(each.cards for each in days),
            "without_time": [Card(slot, movable(slot.post, member)) for slot in queries.without_time(member)],
            "views": [(name, name.capitalize(), _address(name, _within(shown))) for name in (DAY, WEEK, TERM)],
            "before": shown.before and _address(kind, shown.before),
            "after": shown.after and _address(kind, shown.after),
            "now": _address(kind, timezone.localdate()),
            "as_list": "list" in request.GET,
            "tones": ("wait", *sorted({*TONES.values()})),
            "pauses": queries.pauses(member.school),
            "may_compose": member.may(Permission.COMPOSE_POSTS),
            "may_pause": member.may(Permission.PAUSE_POSTS),
            "may_pause_trust": member.may(Permission.PAUSE_TRUST),
            "may_approve": member.may(Permission.APPROVE_POSTS),
        },
    )


def _days(shown: Stretch, member: Member, notes: DayNotes) -> Iterator[Day]:
    today = timezone.localdate()
    cards = _by_day(queries.calendar(member, shown.first, shown.last, notes), member)
    for day in shown.days():
        yield Day(day, notes.note(day), today=day == today, open=day >= today, cards=cards[day])


def _by_day(slots: Iterable[Slot], member: Member) -> dict[date, list[Card]]:
    found: dict[date, list[Card]] = defaultdict(list)
    for slot in slots:
        found[slot.at.date()].append(Card(slot, movable(slot.post, member)))
    return found


def _day_asked_for(request: HttpRequest) -> date | None:
    """The day in the address, if there is one that a school could plan for."""
    try:
        asked = parse_date(request.GET.get("on", ""))
    except ValueError:
        asked = None
    return asked if asked and asked.year in YEARS else None


def _within(shown: Stretch) -> date:
    """The day with which another view of the same stretch begins: today, where it lies in it."""
    today = timezone.localdate()
    return today if shown.first <= today <= shown.last else shown.first


def _address(kind: str, on: date | datetime | None = None) -> str:
    return "?" + urlencode({"view": kind, **({"on": f"{on:%Y-%m-%d}"} if on else {})})
