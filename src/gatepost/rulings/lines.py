"""Duties as they stand in a list: in words, with their owner, their deadline and the reason for it.

`components/duty_row.html` draws one. The home page takes `lines(owed_by(member), member)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from gatepost.calendars import AT_ONCE, LONDON, due_words, moment_words, why
from gatepost.policy.pack import DutyWords
from gatepost.policy.wording import duty_words
from gatepost.policy.wording.grammar import joined, sentence
from gatepost.schools.members import Member
from gatepost.schools.models import PackEdition
from gatepost.schools.policies import pack_of_edition

from .models import Duty
from .posts import Posts, posts_held
from .queries import calendar_of, is_late


@dataclass(frozen=True)
class Line:
    """One duty, ready to be drawn."""

    duty: Duty
    words: str
    href: str
    state: str
    """due, due_today, overdue, done or set_aside."""
    due: str
    why: str
    owner: str
    clause: str


def lines(
    duties: Iterable[Duty], member: Member, posts: Posts | None = None, now: datetime | None = None
) -> list[Line]:
    """Duties of the member's school, in the order given. The number of queries does not grow with them."""
    shown = list(duties)
    if not shown:
        return []
    held, calendar, moment = posts or posts_held(member.school), calendar_of(member.school), now or timezone.now()
    editions = PackEdition.objects.defer("text").in_bulk({duty.edition_id for duty in shown})
    return [
        Line(
            duty=duty,
            words=words_of(duty),
            href=reverse("rulings:duty", args=[member.school.slug, duty.pk]),
            state=state_of(duty, moment),
            due=when(duty, moment),
            why=f"because {why(duty.within, duty.raised_at, calendar)}" if duty.state == Duty.State.DUE else "",
            owner=held.owner_words(duty),
            clause=_place(duty, editions),
        )
        for duty in shown
    ]


def _place(duty: Duty, editions: Mapping[int, PackEdition]) -> str:
    """Where the policy asks for it: `LM-052 and LM-053, under “Watching our accounts”`."""
    if not duty.clause:
        return "No clause: it is owed to the person"
    heading = pack_of_edition(editions[duty.edition_id]).clauses[duty.clause].heading
    return f"{joined((duty.clause, *duty.also))}, under “{heading}”"


def words_of(duty: Duty) -> str:
    """What is to be done, as a line begins: "Answer the author"."""
    return sentence(duty_words(DutyWords(do=tuple(duty.do), to=tuple(duty.to)))).rstrip(".")


def state_of(duty: Duty, now: datetime) -> str:
    if duty.state != Duty.State.DUE:
        return duty.state
    if is_late(duty, now):
        return "overdue"
    return "due_today" if is_today(duty.due_at, now) else "due"


def is_today(moment: datetime | None, now: datetime) -> bool:
    """Whether a moment lies on this day, or before it."""
    return moment is not None and moment.astimezone(LONDON).date() <= now.astimezone(LONDON).date()


def when(duty: Duty, now: datetime) -> str:
    """`Due Tuesday 9 September, 09:14`, `Due now`, `No date`, `Done Monday 8 September, 15:02`."""
    if duty.closed_at is not None:
        return f"{duty.get_state_display()} {moment_words(duty.closed_at, now)}"
    if duty.due_at is None:
        return "No date"
    if duty.within in AT_ONCE and not is_late(duty, now):
        return "Due now"
    return f"Due {due_words(duty.due_at, now)}"
