"""What goes out when: the days of the calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from gatepost.calendars import LONDON
from gatepost.schools.members import Member

from ..models import Post
from .visible import S, visible, with_rows


@dataclass(frozen=True, slots=True)
class Slot:
    """A post on a day of the calendar. `clash`: another goes to the same account within the hour; `closed`: the school's closure."""

    post: Post
    at: datetime
    clash: bool
    closed: str


def calendar(member: Member, first: date, last: date) -> list[Slot]:
    """What goes out, and went out, from a day to a day (the last included)."""
    begin, end = (datetime.combine(day, time.min, LONDON) for day in (first, last + timedelta(days=1)))
    planned = Q(send_at__gte=begin, send_at__lt=end) & ~Q(state__in=(S.IDEA, S.WITHDRAWN))
    past = Q(send_at__isnull=True, published_at__gte=begin, published_at__lt=end)
    posts = sorted(with_rows(visible(member).filter(planned | past)), key=lambda post: (_when(post), post.pk))
    closures = list(member.school.closures.filter(first_day__lt=end.date(), last_day__gte=first))
    taken = [(post.pk, _when(post), {each.account_id for each in post.wordings.all()}) for post in posts]
    return [
        Slot(post, _when(post), _clashes(post, taken), _closed(timezone.localdate(_when(post)), closures))
        for post in posts
    ]


def _when(post: Post) -> datetime:
    return post.send_at or post.published_at or post.changed_at


def _clashes(post: Post, taken: list[tuple[int, datetime, set[int]]]) -> bool:
    accounts = {each.account_id for each in post.wordings.all()}
    return any(
        pk != post.pk and accounts & others and abs(at - _when(post)) < timedelta(hours=1) for pk, at, others in taken
    )


def _closed(day: date, closures: Iterable[object]) -> str:
    return next((each.name for each in closures if each.first_day <= day <= each.last_day), "")  # type: ignore[attr-defined]
