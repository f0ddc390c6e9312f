"""What goes out when: the days of the calendar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from gatepost.calendars import LONDON
from gatepost.schools.members import Member

from ..models import Post, Wording
from .days import DayNotes
from .visible import S, visible

AN_HOUR = timedelta(hours=1)
OFF = (S.IDEA, S.WITHDRAWN, S.REFUSED, S.EXPIRED, S.TAKEN_DOWN, S.CORRECTED)
"""What is in nobody's way: it does not go out, or is out no more."""
WAITING = (S.SUBMITTED, S.SCHEDULED, S.HELD)


@dataclass(frozen=True, slots=True)
class Slot:
    """A post on a day of the calendar. `clashes` names those that go to the same account within the hour; `closed` says what is out of
    the ordinary about the day."""

    post: Post
    at: datetime
    places: tuple[str, ...]
    clashes: tuple[str, ...]
    closed: str

    @property
    def clash(self) -> bool:
        return bool(self.clashes)


def calendar(member: Member, first: date, last: date, notes: DayNotes | None = None) -> list[Slot]:
    """What goes out, and went out, from a day to a day (the last included)."""
    begin, end = (datetime.combine(day, time.min, LONDON) for day in (first, last + timedelta(days=1)))
    posts = sorted(_between(member, begin - AN_HOUR, end + AN_HOUR), key=lambda post: (when(post), post.pk))
    places, notes = _places(posts), notes or DayNotes.of(member.school)
    clashes = _clashes(posts, places)
    return [
        Slot(post, at, tuple(places[post.pk].values()), clashes.get(post.pk, ()), notes.note(at.date()))
        for post in posts
        if begin <= (at := when(post).astimezone(LONDON)) < end
    ]


def without_time(member: Member, most: int = 20) -> list[Slot]:
    """What is on its way without a time of its own: as soon as it may."""
    found = _plain(member).filter(send_at__isnull=True, published_at__isnull=True)
    mine = Q(state=S.DRAFT, author=member.person) & ~Q(text="", title="")
    posts = list(found.filter(Q(state__in=WAITING) | mine).order_by("pk")[:most])
    places = _places(posts)
    return [Slot(post, when(post), tuple(places[post.pk].values()), (), "") for post in posts]


def beside(member: Member, post: Post, at: datetime) -> list[str]:
    """What else goes out to one of the accounts of a post within the hour of a moment."""
    accounts = [each.account_id for each in post.wordings.all()]
    near = _between(member, at - AN_HOUR, at + AN_HOUR).filter(corrects__isnull=True).exclude(pk=post.pk)
    found = near.filter(wordings__account__in=accounts).exclude(state__in=OFF).distinct()
    return [str(each) for each in found if abs(when(each) - at) < AN_HOUR]


def when(post: Post) -> datetime:
    """When a post goes out, or went out."""
    return post.published_at or post.send_at or post.changed_at


def _between(member: Member, begin: datetime, end: datetime) -> QuerySet[Post]:
    out = Q(published_at__gte=begin, published_at__lt=end)
    planned = Q(published_at__isnull=True, send_at__gte=begin, send_at__lt=end) & ~Q(state__in=(S.IDEA, S.WITHDRAWN))
    return _plain(member).filter(out | planned)


def _plain(member: Member) -> QuerySet[Post]:
    """Posts with their authors, and no more than a calendar shows: a term has hundreds."""
    return visible(member).select_related(None).prefetch_related("author")


def _places(posts: Iterable[Post]) -> dict[int, dict[int, str]]:
    """Of each post, the names of its accounts."""
    found: dict[int, dict[int, str]] = {post.pk: {} for post in posts}
    rows = Wording.objects.filter(post__in=found).order_by("pk").values_list("post", "account", "account__name")
    for post, account, name in rows:
        found[post][account] = name
    return found


def _clashes(posts: Iterable[Post], places: Mapping[int, Iterable[int]]) -> dict[int, tuple[str, ...]]:
    """Of each post, what else goes to one of its accounts within the hour. The posts come in the order of their times."""
    on: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        if post.state not in OFF and not post.corrects_id:  # a correction changes what is there
            for account in places[post.pk]:
                on[account].append(post)
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for sharing in on.values():
        times = [when(post) for post in sharing]
        for post, at in zip(sharing, times, strict=True):
            near = sharing[bisect_right(times, at - AN_HOUR) : bisect_left(times, at + AN_HOUR)]
            found[post.pk].update({each.pk: str(each) for each in near if each is not post})
    return {pk: tuple(others.values()) for pk, others in found.items() if others}
