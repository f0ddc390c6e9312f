"""Whom a visitor of the demonstration can be, and what to try as each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.roles import Role

TO_TRY = {
    Role.HEADTEACHER: "Approve a post or turn it down, see what is due today, and decide an application for a new account.",
    Role.OFFICE_MANAGER: "Post by hand what is approved, look after the register of accounts, and record what parents answer.",
    Role.TEACHER: "Write a post, ask before you act, and apply for an account of your own.",
    Role.SAFEGUARDING_LEAD: "See who must never be shown, which nobody else can tell.",
    Role.CHAIR_OF_GOVERNORS: "Read the record, and check that nobody has changed it.",
    Role.PARENT: "Ask the school's policy a question. About pictures, parents answer by a link: see the letters sent.",
    Role.TRUST_LEAD: "See all schools of the trust side by side.",
}


START = "catcott"
"""The school in which a visitor begins: its policy has much to say of posts, and somebody else approves them."""


@dataclass(frozen=True)
class Visitor:
    """Somebody to be: who, as what, and what to try."""

    person: Person
    post: str
    to_try: str


@dataclass(frozen=True)
class Visit:
    """A school, and the people to be there."""

    school: School
    visitors: tuple[Visitor, ...]

    def holder(self, role: Role) -> Person | None:
        """Who of them holds a post."""
        return next((visitor.person for visitor in self.visitors if visitor.post == role.words), None)


@dataclass(frozen=True)
class Begin:
    """What to do first: write a post as one person, approve one as another."""

    school: School
    writer: Person
    approver: Person


def schools_to_visit() -> list[Visit]:
    """Every school with the first holder of each post."""
    holders = _holders()
    return [
        Visit(
            school, tuple(_visitor(holders[school.pk, role], role) for role in TO_TRY if (school.pk, role) in holders)
        )
        for school in School.objects.select_related("trust").order_by("name")
    ]


def where_to_begin(visits: Iterable[Visit]) -> Begin | None:
    """In the school that is best to begin with, if the demonstration has it."""
    for visit in visits:
        writer, approver = visit.holder(Role.TEACHER), visit.holder(Role.HEADTEACHER)
        if visit.school.slug == START and writer and approver:
            return Begin(visit.school, writer, approver)
    return None


def _holders() -> dict[tuple[int, Role], Person]:
    """By school and post; the last in the order given, which is the first who came, stands."""
    people = Person.objects.current().filter(user__isnull=False)
    posts = PostHeld.objects.current().filter(person__in=people, role__in=TO_TRY).select_related("person")
    holders = {(post.person.school_id, Role(post.role)): post.person for post in posts.order_by("-pk")}
    parents = people.filter(kind=Person.Kind.PARENT).order_by("-pk")
    return holders | {(parent.school_id, Role.PARENT): parent for parent in parents}


def _visitor(person: Person, role: Role) -> Visitor:
    return Visitor(person, role.words, TO_TRY[role])
