"""The cast of the tests: two schools, and the people who appear in them.

Ada is headteacher of Riverside, Ben its office manager, Tess a teacher there, Sam its designated safeguarding lead, Gwen a governor. Pia is
a pupil and Pat her parent. Cy is headteacher of Hilltop, another school: whatever Cy can see of Riverside is a leak.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatepost.schools.members import GATEPOST, Member, member_of
from gatepost.schools.models import Family, Person, PostHeld, School, User
from gatepost.schools.policies import adopt
from gatepost.schools.roles import Role

STARTED = date(2020, 9, 1)


@dataclass
class Cast:
    riverside: School
    hilltop: School
    ada: Person
    ben: Person
    tess: Person
    sam: Person
    gwen: Person
    pia: Person
    pat: Person
    cy: Person

    def member(self, name: str) -> Member:
        """Somebody by name, as the member they are today."""
        person: Person = getattr(self, name)
        return member_of(person)


def school(name: str, pack: str) -> School:
    made = School.objects.create(name=name, slug=name.lower())
    adopt(school=made, pack=pack, by=GATEPOST, from_day=STARTED)
    return made


def person(at: School, name: str, kind: str, *roles: Role, sign_in: bool = True) -> Person:
    """Somebody with an account (`<name>@<school>.example`) and the posts named."""
    email = f"{name.lower()}@{at.slug}.example"
    user = User.objects.create(email=email, password="!") if sign_in else None
    made = Person.objects.create(
        school=at, user=user, kind=kind, first_name=name, last_name="Example", email=email, joined_on=STARTED
    )
    for role in roles:
        PostHeld.objects.create(person=made, role=role, from_day=STARTED)
    return made


def assemble(pack: str = "little-missenden") -> Cast:
    """Riverside under a pack, Hilltop under another, and everybody in their places."""
    riverside, hilltop = school("Riverside", pack), school("Hilltop", "catcott")
    kinds = Person.Kind
    cast = Cast(
        riverside=riverside,
        hilltop=hilltop,
        ada=person(riverside, "Ada", kinds.STAFF, Role.HEADTEACHER),
        ben=person(riverside, "Ben", kinds.STAFF, Role.OFFICE_MANAGER, Role.ADMINISTRATOR),
        tess=person(riverside, "Tess", kinds.STAFF, Role.TEACHER),
        sam=person(riverside, "Sam", kinds.STAFF, Role.SAFEGUARDING_LEAD),
        gwen=person(riverside, "Gwen", kinds.GOVERNOR, Role.CHAIR_OF_GOVERNORS),
        pia=person(riverside, "Pia", kinds.PUPIL, sign_in=False),
        pat=person(riverside, "Pat", kinds.PARENT),
        cy=person(hilltop, "Cy", kinds.STAFF, Role.HEADTEACHER),
    )
    Family.objects.create(parent=cast.pat, pupil=cast.pia)
    return cast
