"""Everything that was ever out, and finding it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.formats import date_format

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.policy.wording import value_words
from gatepost.schools.members import Member
from gatepost.schools.models import Person, School
from gatepost.schools.queries import channel_words

from ..models import Approval, Delivery, Picture, Portrayed, Post

S, D = Post.State, Delivery.State
NOT_DOWN = (D.TO_REMOVE, D.SENDING, D.UNCONFIRMED)
"""Where something may still be seen of a post that is to come down."""


class Became(models.TextChoices):
    """What became of a post that was out."""

    OUT = "out", "Out now"
    CORRECTED = "corrected", "Changed since"
    TAKEN_DOWN = "taken_down", "Taken down"
    NOT_DOWN = "not_down", "Not everywhere down"


_BECAME = {
    Became.OUT: Q(state=S.PUBLISHED),
    Became.CORRECTED: Q(Exists(Delivery.objects.filter(post=OuterRef("pk"), state=D.REPLACED))),
    Became.TAKEN_DOWN: Q(state=S.TAKEN_DOWN),
    Became.NOT_DOWN: Q(state=S.TAKEN_DOWN) & Exists(Delivery.objects.filter(post=OuterRef("pk"), state__in=NOT_DOWN)),
}


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for in the archive. Whatever is empty is not asked."""

    text: str = ""
    person: Person | None = None
    author: Person | None = None
    account: Account | None = None
    channel: str = ""
    category: str = ""
    first: date | None = None
    last: date | None = None
    became: str = ""

    @property
    def in_words(self) -> list[tuple[str, str]]:
        """What is asked, in pairs of a name and what it says."""
        told = [
            ("Words", self.text),
            ("Shows or names", self.person.name if self.person else ""),
            ("Written by", self.author.name if self.author else ""),
            ("Account", self.account.name if self.account else ""),
            ("Network", channel_words(self.channel) if self.channel else ""),
            ("About", value_words("category", self.category) if self.category else ""),
            ("From", date_format(self.first, "j F Y") if self.first else ""),
            ("Until", date_format(self.last, "j F Y") if self.last else ""),
            ("Which", Became(self.became).label if self.became else ""),
        ]
        return [(name, words) for name, words in told if words]


def archive(member: Member, search: Search = Search()) -> QuerySet[Post]:
    """Everything that was ever out, the latest first. What was corrected stands there as it was, beside its correction."""
    found = member.school.posts.filter(published_at__isnull=False)
    for word in search.text.split():
        found = found.filter(sought__contains=word.casefold())
    if search.person:
        about = Portrayed.objects.filter(post=OuterRef("pk"), person=search.person)
        found = found.filter(Exists(about.exclude(how=Portrayed.How.NOT_MEANT)))
    if search.author:
        found = found.filter(author=search.author)
    if search.account or search.channel:
        found = found.filter(_was_on(search.account, search.channel))
    if search.category:
        found = found.filter(category=search.category)
    if search.first:
        found = found.filter(published_at__gte=datetime.combine(search.first, time.min, LONDON))
    if search.last:
        found = found.filter(published_at__lt=datetime.combine(search.last + timedelta(days=1), time.min, LONDON))
    if search.became:
        found = found.filter(_BECAME[Became(search.became)])
    return found.order_by("-published_at", "-pk")


def with_cards(found: Sequence[int]) -> QuerySet[Post]:
    """Posts of the archive, by their numbers, with all that is shown of them there: in as many queries however many they are.

    It is kept in lists, as `as_sent`, `sent_to`, `agreed_by` and `since`: to make a query set of each would take as long as the page.
    """
    agreed = Approval.objects.filter(voided_at__isnull=True).select_related("person")
    since = Post.objects.filter(published_at__isnull=False).order_by("published_at", "pk")
    posts = Post.objects.filter(pk__in=found).order_by("-published_at", "-pk")
    return posts.select_related("author", "take_down__by").prefetch_related(
        Prefetch("pictures", Picture.objects.defer("faces", "holds"), to_attr="as_sent"),
        Prefetch("deliveries", Delivery.objects.select_related("account"), to_attr="sent_to"),
        Prefetch("approvals", agreed, to_attr="agreed_by"),
        Prefetch("corrections", since, to_attr="since"),
    )


def authors(school: School) -> QuerySet[Person]:
    """Whoever wrote something that was ever out, also if they have left."""
    return Person.objects.filter(pk__in=_ever_out(school).values("author"))


def portrayed(school: School) -> QuerySet[Person]:
    """Whom something that was ever out shows or names, also if they have left."""
    meant = Portrayed.objects.filter(post__in=_ever_out(school)).exclude(how=Portrayed.How.NOT_MEANT)
    return Person.objects.filter(school=school, pk__in=meant.values("person"))


def _ever_out(school: School) -> QuerySet[Post]:
    found: QuerySet[Post] = school.posts.filter(published_at__isnull=False)
    return found.order_by()


def _was_on(account: Account | None, channel: str) -> Q:
    out = Delivery.objects.filter(sent_at__isnull=False)
    out = out.filter(account=account) if account else out
    return _has(out.filter(account__channel=channel) if channel else out)


def _has(rows: QuerySet[Any]) -> Q:
    """That a post has one of these rows. They are looked up post by post: asked whether any exist, PostgreSQL would go through those of
    every school first."""
    return Q(pk=Subquery(rows.filter(post=OuterRef("pk")).order_by().values("post")[:1]))
