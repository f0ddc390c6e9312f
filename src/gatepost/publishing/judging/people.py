"""Whom a post shows or names, and whether they may be shown or named on an account today.

People are named by hand from the roll. Beside them stand those whose names the screening finds in the text, until somebody says that
another is meant: so nobody is forgotten because nobody ticked them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from gatepost.schools.image_permissions import Light, Use, light
from gatepost.schools.members import GATEPOST, Actor
from gatepost.schools.models import Person, School
from gatepost.schools.queries import with_permissions
from gatepost.screening import Finding, Roll
from gatepost.screening import Person as OnRoll

from ..models import Portrayed, Post

How = Portrayed.How
Key = tuple[str, str, str, str, str]
_KINDS = {Person.Kind.PUPIL: "pupil", Person.Kind.STAFF: "staff"}
_DENIED = (Light.REFUSED, Light.WITHDRAWN, Light.BARRED)
_STILL_WRITTEN = (Post.State.IDEA, Post.State.DRAFT, Post.State.REFUSED, Post.State.WITHDRAWN, Post.State.EXPIRED)


@dataclass(frozen=True)
class Concerned:
    """Somebody whom a post shows, names, or both. `told` says that a person said so, and not only the screening."""

    person: Person
    shown: bool
    named: bool
    told: bool

    @property
    def use(self) -> str:
        return Use.NAME_WITH_IMAGE if self.shown and self.named else Use.IMAGE if self.shown else Use.NAME

    def light(self, channel: str, by: Actor, on: date) -> Light:
        """What somebody sees beside the name."""
        return light(self.person, self.use, channel, by, on)

    @property
    def is_pupil(self) -> bool:
        return self.person.kind == Person.Kind.PUPIL


@dataclass(frozen=True)
class Known:
    """The pupils and staff of today: as the screening looks for them, and whom each of those could mean."""

    roll: Roll
    meant: Mapping[OnRoll, tuple[int, ...]]


def known_of(school: School) -> Known:
    """Whom a school's posts could name today."""
    return _known(_rows(school))


def concerned(post: Post, found: Iterable[Finding], known: Known | None = None) -> list[Concerned]:
    """Whom a post concerns, with what the screening found in its text. `known` are those of the school, where they are at hand."""
    hows: dict[int, set[str]] = {}
    for each in post.portrayed.all():
        hows.setdefault(each.person_id, set()).add(each.how)
    shown, told, others, then = (
        {pk for pk, said in hows.items() if how in said} for how in (How.SHOWN, How.NAMED, How.NOT_MEANT, How.FOUND)
    )
    named = told | _named(known or known_of(post.school), found, told, others)
    # Whoever was found then is meant still, though they left or are called otherwise.
    if post.state not in _STILL_WRITTEN:
        named |= then - others
    people = with_permissions(Person.objects.filter(school=post.school, pk__in=shown | named))
    return [
        Concerned(person, shown=person.pk in shown, named=person.pk in named, told=person.pk in shown | told)
        for person in people
    ]


def denied(people: Iterable[Concerned], channel: str, on: date) -> list[Concerned]:
    """Those who said no, or took their yes back, or are barred: which of these is not told apart."""
    return [each for each in people if each.light(channel, GATEPOST, on) in _DENIED]


def in_the_way(people: Iterable[Concerned], channel: str, on: date) -> list[Concerned]:
    """Whoever stops a post whatever the policy says: nobody goes out against a no, and no pupil without a yes."""
    return [
        each
        for each in people
        if (seen := each.light(channel, GATEPOST, on)) in _DENIED or (seen is Light.UNKNOWN and each.is_pupil)
    ]


def _named(known: Known, found: Iterable[Finding], told: set[int], others: set[int]) -> set[int]:
    """Everybody whom the text could name. Of several who share a name all of them, until somebody says which, or who is not meant."""
    named: set[int] = set()
    for finding in found:
        could = {pk for person in finding.people for pk in known.meant.get(person, ())}
        if not could & told:
            named |= could - others
    return named


def _rows(school: School) -> tuple[Any, ...]:
    people = Person.objects.current().filter(school=school, kind__in=_KINDS)
    return tuple(people.order_by("pk").values_list("pk", "first_name", "last_name", "kind", "known_as", "year_group"))


@lru_cache(maxsize=128)
def _known(rows: tuple[Any, ...]) -> Known:
    """Made anew only when somebody joins, leaves or is called otherwise, for its search index takes time to build."""
    meant: dict[OnRoll, tuple[int, ...]] = {}
    for pk, first, last, kind, known_as, year in rows:
        person = OnRoll(first, last, "pupil" if kind == Person.Kind.PUPIL else "staff", known_as, year)
        meant[person] = (*meant.get(person, ()), pk)
    return Known(Roll(meant, lacks=("do_not_publish",)), meant)
