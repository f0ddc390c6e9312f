"""Everything that was ever out, and finding it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.schools.members import Member
from gatepost.schools.models import Person

from ..models import Delivery, Portrayed, Post, Wording
from .visible import EVER_OUT, S


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the archive. Whatever is empty is not asked."""

    text: str = ""
    person: Person | None = None
    account: Account | None = None
    channel: str = ""
    category: str = ""
    first: date | None = None
    last: date | None = None
    taken_down: bool | None = None


def archive(member: Member, search: Search = Search()) -> QuerySet[Post]:
    """Everything that was ever out, the latest first."""
    found = member.school.posts.filter(state__in=EVER_OUT)
    for word in search.text.split():
        own = Wording.objects.filter(post=OuterRef("pk"), own_text__icontains=word)
        found = found.filter(Q(text__icontains=word) | Q(title__icontains=word) | Exists(own))
    if search.person:
        about = Portrayed.objects.filter(post=OuterRef("pk"), person=search.person)
        found = found.filter(Exists(about.exclude(how=Portrayed.How.NOT_MEANT)))
    if search.account or search.channel:
        out = Delivery.objects.filter(post=OuterRef("pk"), sent_at__isnull=False)
        out = out.filter(account=search.account) if search.account else out
        found = found.filter(Exists(out.filter(account__channel=search.channel) if search.channel else out))
    if search.category:
        found = found.filter(category=search.category)
    if search.first:
        found = found.filter(published_at__gte=datetime.combine(search.first, time.min, LONDON))
    if search.last:
        found = found.filter(published_at__lt=datetime.combine(search.last + timedelta(days=1), time.min, LONDON))
    if search.taken_down is not None:
        found = found.filter(state=S.TAKEN_DOWN if search.taken_down else S.PUBLISHED)
    return found.select_related("author", "take_down").order_by("-published_at", "-pk")
