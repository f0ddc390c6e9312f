"""Sixty people for a school: who they are, what posts they hold, who is whose parent."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from importlib.resources import files

import yaml
from django.utils import timezone
from django.utils.text import slugify

from gatepost.schools.members import GATEPOST, Member, member_of
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Role
from gatepost.schools.services.people import join, set_parents
from gatepost.schools.services.posts import give_post
from gatepost.schools.services.signing_in import let_in

STAFF: tuple[tuple[Role, ...], ...] = (
    (Role.HEADTEACHER,),
    (Role.DEPUTY_HEADTEACHER, Role.LINE_MANAGER),
    (Role.OFFICE_MANAGER, Role.ADMINISTRATOR),
    (Role.SAFEGUARDING_LEAD,),
    (Role.DATA_PROTECTION_OFFICER, Role.SITE_ADMINISTRATOR),
    (Role.TEACHER,),
    (Role.TEACHER,),
    (Role.TEACHER,),
    (Role.TEACHER,),
    (Role.TEACHER,),
    (Role.ASSOCIATE_STAFF,),
    (Role.ASSOCIATE_STAFF,),
)
GOVERNORS: tuple[tuple[Role, ...], ...] = ((Role.CHAIR_OF_GOVERNORS,), (Role.GOVERNOR,), (Role.GOVERNOR,))
PUPILS, CLASSES = 20, (("Reception", "Acorns"), ("Year 1", "Beeches"), ("Year 2", "Cedars"))


@dataclass
class Roster:
    """The people of one school."""

    school: School
    posts: dict[Role, list[Person]] = field(default_factory=dict)
    pupils: list[Person] = field(default_factory=list)
    parents: dict[int, list[Person]] = field(default_factory=dict)
    """By the number of the pupil."""

    def member(self, role: Role, nth: int = 0) -> Member:
        """Whoever holds a post, as a member."""
        return member_of(self.posts[role][nth])


def people_of(school: School, dice: random.Random) -> Roster:
    """Make a school's people."""
    return _Making(school, dice).roster()


class _Making:
    def __init__(self, school: School, dice: random.Random) -> None:
        self.school, self.dice = school, dice
        self.today = timezone.localdate()
        self.names = _names(dice)
        self.taken: set[tuple[str, str]] = set()

    def roster(self) -> Roster:
        roster = Roster(self.school)
        for kind, everybody in ((Person.Kind.STAFF, STAFF), (Person.Kind.GOVERNOR, GOVERNORS)):
            for posts in everybody:
                person = self._adult(kind)
                for role in posts:
                    since = person.joined_on or self.today
                    give_post(person=person, role=role, by=GATEPOST, from_day=since)
                    roster.posts.setdefault(role, []).append(person)
        roster.posts[Role.VOLUNTEER] = [self._adult(Person.Kind.VOLUNTEER)]
        self._families(roster)
        return roster

    def _families(self, roster: Roster) -> None:
        """Most pupils have two parents here, some one; some parents have two children."""
        parents: list[Person] = []
        for number in range(PUPILS):
            siblings = number % 6 == 5
            first, last = next(self.names)
            if siblings:
                last = parents[0].last_name
            else:
                parents = [self._adult(Person.Kind.PARENT, last) for _ in range(1 if number % 3 else 2)]
            pupil = self._pupil(first, last, number)
            set_parents(pupil=pupil, parents=parents, by=GATEPOST)
            roster.pupils.append(pupil)
            roster.parents[pupil.pk] = list(parents)

    def _adult(self, kind: Person.Kind, last_name: str = "") -> Person:
        first, last = self._name(last_name)
        person = join(
            school=self.school,
            by=GATEPOST,
            kind=kind,
            first_name=first,
            last_name=last,
            email=f"{slugify(first)}.{slugify(last)}@{self.school.slug}.example",
            joined_on=self._some_time_before(),
        )
        let_in(person=person, by=GATEPOST)
        return person

    def _name(self, last_name: str) -> tuple[str, str]:
        """A name that no other adult here has: they sign in by it."""
        first, last = next(self.names)
        while (first, last_name or last) in self.taken:
            first, last = next(self.names)
        self.taken.add((first, last_name or last))
        return first, last_name or last

    def _pupil(self, first: str, last: str, number: int) -> Person:
        year, class_name = CLASSES[number % len(CLASSES)]
        return join(
            school=self.school,
            by=GATEPOST,
            kind=Person.Kind.PUPIL,
            first_name=first,
            last_name=last,
            year_group=year,
            class_name=class_name,
            external_id=f"P{number + 1:03}",
            joined_on=self._some_time_before(),
        )

    def _some_time_before(self) -> date:
        return self.today - timedelta(days=self.dice.randint(30, 2000))


def _names(dice: random.Random) -> Iterator[tuple[str, str]]:
    """Pairs of names, none twice."""
    names = yaml.safe_load((files(__package__) / "names.yaml").read_text("utf-8"))
    pairs = [(first, last) for first in names["first"] for last in names["last"]]
    yield from dice.sample(pairs, 400)
