"""Who owes a duty: the post that the policy's words mean, and who holds it today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.roles import Role

from .models import Duty

POSTS = frozenset(
    {
        Role.HEADTEACHER,
        Role.DEPUTY_HEADTEACHER,
        Role.SENIOR_LEADER,
        Role.LINE_MANAGER,
        Role.OFFICE_MANAGER,
        Role.ADMINISTRATOR,
        Role.SAFEGUARDING_LEAD,
        Role.CHAIR_OF_GOVERNORS,
    }
)
"""Posts that can owe a duty. Teachers, the workforce or parents are no post: among so many, nobody would know that it is theirs."""

ALSO_HELD_BY = {Role.SENIOR_LEADER: (Role.DEPUTY_HEADTEACHER,)}
SPEAKS_FOR = {"governor": Role.CHAIR_OF_GOVERNORS, "governing_board": Role.CHAIR_OF_GOVERNORS}
ANSWERING = POSTS | {Role.GOVERNOR}
"""Posts whose holders may have to answer for a duty. Nobody asks who all the teachers are."""


def post_of(actor: str | None) -> Role:
    """The post that an actor of the vocabulary means. For the school, and for those whom no post stands for, the headteacher."""
    if actor in SPEAKS_FOR:
        return SPEAKS_FOR[actor]
    return next((post for post in POSTS if post.value == actor), Role.HEADTEACHER)


@dataclass(frozen=True)
class Posts:
    """Who holds which post in a school on a day."""

    holders: Mapping[Role, tuple[Person, ...]]

    def people(self, post: Role) -> tuple[Person, ...]:
        """Those who hold a post."""
        held = [person for role in (post, *ALSO_HELD_BY.get(post, ())) for person in self.holders.get(role, ())]
        return tuple(dict.fromkeys(held))

    def stand_in(self, post: Role) -> Role:
        """The post that answers for a post: itself if anybody holds it, else the headteacher, else the chair of governors."""
        governors = (Role.GOVERNOR,) if post is Role.CHAIR_OF_GOVERNORS else ()
        chain = (post, *governors, Role.HEADTEACHER, Role.CHAIR_OF_GOVERNORS)
        return next((role for role in chain if self.people(role)), Role.HEADTEACHER)

    def answered_for_by(self, person: Person) -> frozenset[Role]:
        """The posts whose duties a person owes: those they hold, and those of nobody that fall to them."""
        return frozenset(post for post in POSTS if person in self.people(self.stand_in(post)))

    def owners(self, duty: Duty) -> tuple[Person, ...]:
        """The people who owe a duty. Of somebody who has left, it falls to the headteacher."""
        if duty.owner is not None and not has_left(duty.owner):
            return (duty.owner,)
        return self.people(self.stand_in(_post(duty)))

    def owner_words(self, duty: Duty) -> str:
        """Who owes a duty, in words: `Tess Example`, `Headteacher (Ada Example)`; and with whom it is where nobody holds the post."""
        if duty.owner is not None and not has_left(duty.owner):
            return duty.owner.name
        post = _post(duty)
        role = self.stand_in(post)
        if duty.owner is not None:
            return f"{duty.owner.name} has left: with the {self._named(role)}"
        if role is not post:
            return f"Nobody holds the post of {post.words}: with the {self._named(role)}"
        named = self._named(post)
        return named[0].upper() + named[1:]

    def _named(self, role: Role) -> str:
        names = ", ".join(person.name for person in self.people(role))
        return f"{role.words} ({names})" if names else role.words


def posts_held(school: School, on: date | None = None) -> Posts:
    """Who holds the posts of a school that answer for duties on a day (today, unless said), by one query."""
    day = on or timezone.localdate()
    held = PostHeld.objects.current(day).filter(role__in=ANSWERING, person__school=school)
    holders: dict[Role, tuple[Person, ...]] = {}
    for post in held.select_related("person").order_by("person__last_name", "person__first_name", "pk"):
        if post.person.is_here(day):
            role = Role(post.role)
            holders[role] = (*holders.get(role, ()), post.person)
    return Posts(holders)


def has_left(person: Person, on: date | None = None) -> bool:
    return person.left_on is not None and person.left_on < (on or timezone.localdate())


def actors_of(roles: Iterable[Role]) -> frozenset[str]:
    """What the vocabulary calls somebody who holds these roles."""
    return frozenset(role.actor for role in roles)


def _post(duty: Duty) -> Role:
    return Role(duty.owner_role) if duty.owner_role else Role.HEADTEACHER
