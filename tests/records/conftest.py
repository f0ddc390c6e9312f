"""What the tests of the record share: a school whose record begins empty, and what they write into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gatepost.records.models import Entry
from gatepost.records.services import write
from gatepost.schools.members import Member, member_of
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Role
from tests.cast import person


@dataclass
class Oakfield:
    """A school without a policy: Ada is its headteacher, Dan its data protection officer, Gwen chairs its governors, Tess teaches."""

    school: School
    ada: Person
    dan: Person
    gwen: Person
    tess: Person

    def member(self, name: str) -> Member:
        return member_of(getattr(self, name))


@pytest.fixture
def oakfield(db: None) -> Oakfield:
    school = School.objects.create(name="Oakfield", slug="oakfield")
    staff, governor = Person.Kind.STAFF, Person.Kind.GOVERNOR
    return Oakfield(
        school=school,
        ada=person(school, "Ada", staff, Role.HEADTEACHER),
        dan=person(school, "Dan", staff, Role.DATA_PROTECTION_OFFICER),
        gwen=person(school, "Gwen", governor, Role.CHAIR_OF_GOVERNORS),
        tess=person(school, "Tess", staff, Role.TEACHER),
    )


@pytest.fixture
def written(oakfield: Oakfield) -> Callable[[int], list[Entry]]:
    """Writes so many entries into Oakfield's record."""

    def entries(count: int) -> list[Entry]:
        by, tess = oakfield.member("ada"), oakfield.tess
        return [
            write(school=oakfield.school, by=by, verb="did", subject=tess, facts={"turn": turn}, text=f"Tess {turn}")
            for turn in range(count)
        ]

    return entries
