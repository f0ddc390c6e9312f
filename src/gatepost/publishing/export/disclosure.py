"""What an export may tell of people. It leaves the school, so that it tells no more than is asked for and may be told.

Whoever may not be published today on a network where a post was is not named, and a picture that shows them is left out. Refused, taken
back and barred are not told apart, here as everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from gatepost.schools.image_permissions import ANY_CHANNEL
from gatepost.schools.models import ImagePermission, Person, School
from gatepost.screening.folding import fold

from ..judging.people import Concerned, denied, in_the_way
from ..models import Delivery, Portrayed, Post
from ..queries.archived import NOT_DOWN

WORD = re.compile(r"[^\W\d_]+")
SHORTEST = 3
"""From how many letters on a part of a name gives it away."""
OUT = Q(sent_at__isnull=False) | Q(state__in=NOT_DOWN)
"""What of a post was out, or may have been."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """What is told beside the posts themselves: nothing of it, unless it is asked for."""

    people: bool = False
    """The names of those who are shown or named."""
    unanswered: bool = False
    """Also of pupils for whom nobody has answered, or whose answer has run out; and the pictures that show them."""
    staff: bool = False
    """The names of those who wrote, approved, posted and took down; otherwise the post that they held."""
    words: bool = False
    """What colleagues wrote about it."""


@dataclass(frozen=True)
class Someone:
    """Whom a post shows or names, and what may be told of it today."""

    person: Person
    pictures: frozenset[int]
    may_be_seen: bool
    """Just as the post shows and names them."""
    may_be_named: bool
    """Also by name, beside the picture."""


@dataclass(frozen=True)
class Protecting:
    """Who may be told of on a day, as somebody asked for it."""

    disclosure: Disclosure
    day: date

    def people(self, post: Post, channels: Sequence[str]) -> list[Someone]:
        """Whom a post shows or names. It was loaded with `meant` as its `portrayed`."""
        said: dict[Person, list[Portrayed]] = {}
        for each in post.portrayed.all():
            said.setdefault(each.person, []).append(each)
        return [self.someone(person, found, channels) for person, found in said.items()]

    def someone(self, person: Person, said: Iterable[Portrayed], channels: Sequence[str]) -> Someone:
        """One person, by what was said of them in one post, and the networks on which it was."""
        found = list(said)
        pictures = frozenset(each.picture_id for each in found if each.picture_id)
        named = any(each.how != Portrayed.How.SHOWN for each in found)
        as_it_is = Concerned(person, shown=bool(pictures), named=named, told=True)
        return Someone(
            person,
            pictures,
            may_be_seen=self._may(as_it_is, channels),
            may_be_named=self._may(replace(as_it_is, named=True), channels),
        )

    def may_name(self, person: Person) -> bool:
        """Whether somebody may be named by themselves, with no post."""
        alone = Concerned(person, shown=False, named=True, told=True)
        return self.disclosure.people and self._may(alone, [ANY_CHANNEL])

    def may_tell(self, words: str, school: School) -> bool:
        """Whether words name nobody of the school, or only those who may be told of; also those who have left."""
        said = WORD.findall(fold(words).key)
        people = Person.objects.filter(school=school)
        named = [
            pk
            for pk, *names in people.values_list("pk", "first_name", "last_name", "known_as")
            if any(_alike(one, other) for one in said for other in WORD.findall(fold(" ".join(names)).key))
        ]
        return all(map(self._may_be_told, people.filter(pk__in=named)))

    def _may_be_told(self, person: Person) -> bool:
        return self.may_name(person) or (self.disclosure.staff and person.kind == Person.Kind.STAFF)

    def _may(self, who: Concerned, channels: Sequence[str]) -> bool:
        against = denied if self.disclosure.unanswered else in_the_way
        return not any(against([who], channel, self.day) for channel in channels or [ANY_CHANNEL])


def _alike(word: str, name: str) -> bool:
    """Whether a word is a name, a part of it, or has it in it: the archive is searched by parts of words."""
    return word == name or (min(len(word), len(name)) >= SHORTEST and (word in name or name in word))


def to_read_first(school: School, found: QuerySet[Post], day: date) -> list[Post]:
    """Which posts show or name somebody who may not be published there today: their words go into an export as they were sent."""
    channels: dict[int, list[str]] = {}
    for pk, channel in Delivery.objects.filter(OUT, post__school=school).values_list("post", "account__channel"):
        channels.setdefault(pk, []).append(channel)
    said: dict[tuple[int, Person], list[Portrayed]] = {}
    for each in meant().filter(post__school=school, post__published_at__isnull=False):
        said.setdefault((each.post_id, each.person), []).append(each)
    protecting = Protecting(Disclosure(), day)
    against = {
        pk
        for (pk, person), how in said.items()
        if not protecting.someone(person, how, channels.get(pk, ())).may_be_seen
    }
    return list(found.filter(pk__in=against))


def meant() -> QuerySet[Portrayed]:
    """Whom posts show or name, with what their lights are read from."""
    answers = ImagePermission.objects.select_related("given_by")
    said = Portrayed.objects.exclude(how=Portrayed.How.NOT_MEANT).select_related("person")
    return said.prefetch_related(Prefetch("person__image_permissions", answers), "person__safeguarding_bars")
