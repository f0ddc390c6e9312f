"""What is asked about people, always of one school."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from gatepost.policy import Pack
from gatepost.policy.wording import value_words

from .models import ImagePermission, Person, PostHeld, School
from .models.people import People
from .policies import pack_or_none

DRAWN_FROM = ("website", "social_media")
"""Channels that every school is asked about, beside those that its policy names."""


def people(school: School, *, search: str = "", kind: str = "", on: date | None = None) -> People:
    """The people here on a day, with the posts that they hold then as `posts_then`."""
    day = on or timezone.localdate()
    found = Person.objects.filter(school=school).current(day)
    if kind:
        found = found.filter(kind=kind)
    for word in search.split():
        found = found.filter(
            Q(first_name__icontains=word)
            | Q(last_name__icontains=word)
            | Q(known_as__icontains=word)
            | Q(class_name__iexact=word)
            | Q(email__icontains=word)
        )
    return found.prefetch_related(Prefetch("posts", PostHeld.objects.current(day), to_attr="posts_then"))


def pupils(school: School, class_name: str = "") -> People:
    """The pupils here today, of one class or all, with what `image_permissions.light` reads."""
    found = Person.objects.filter(school=school, kind=Person.Kind.PUPIL).current()
    return with_permissions(found.filter(class_name=class_name) if class_name else found)


def with_permissions(people: People) -> People:
    """People with what `image_permissions.light` reads, in the same number of queries whoever they are."""
    answers = ImagePermission.objects.select_related("given_by")
    return people.prefetch_related(Prefetch("image_permissions", answers), "safeguarding_bars")


def classes(school: School) -> list[str]:
    """The names of the classes, in order."""
    named = Person.objects.filter(school=school, kind=Person.Kind.PUPIL).current().exclude(class_name="")
    return sorted(set(named.values_list("class_name", flat=True).order_by()))


def channels(school: School, pack: Pack | None = None) -> list[tuple[str, str]]:
    """The channels on which this school may show people, each with its words. `pack` is the one in force, where it is at hand."""
    pack = pack or pack_or_none(school)
    named = [*pack.channels] if pack else []
    return [(name, _words(name)) for name in dict.fromkeys([*DRAWN_FROM, *named])]


def channel_words(channel: str) -> str:
    return _words(channel) if channel else "anywhere"


def _words(channel: str) -> str:
    words = value_words("channel", channel)
    return {"a website": "the website", "a blog": "the blog"}.get(words, words)


def posts_of(person: Person) -> list[dict[str, Any]]:
    """Every post that somebody holds or held, the latest first, each saying whether it still runs."""
    today = timezone.localdate()
    return [
        {"post": post, "runs": post.until_day is None or post.until_day >= today}
        for post in person.posts.order_by("-from_day", "-pk")
    ]
