"""Who acts. Every service takes `by=` an actor, and asks it whether it may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from .roles import PERMISSIONS, Permission, Role

if TYPE_CHECKING:
    from .models import Person, School


@dataclass(frozen=True)
class Member:
    """A person of a school, with the posts that they hold today and what those let them do."""

    person: Person
    roles: frozenset[Role]
    permissions: frozenset[Permission]

    @property
    def school(self) -> School:
        return self.person.school

    @property
    def foremost(self) -> Role:
        """Of several posts, the one that comes first in `Role`: whom they are most likely to speak as."""
        return min(self.roles, key=tuple(Role).index)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def require(self, permission: Permission, school: School) -> None:
        """Refuse unless the permission is held in this very school.

        Raises:
            PermissionDenied: it is not.
        """
        if school.pk != self.person.school_id or not self.may(permission):
            raise PermissionDenied(f"{permission.value} in {school.slug}")


class Gatepost:
    """The software itself, as a named actor: what it does by the clock, nobody's hand did."""

    person = None
    roles: frozenset[Role] = frozenset()

    def may(self, permission: Permission) -> bool:
        return True

    def require(self, permission: Permission, school: School) -> None:
        return None


GATEPOST = Gatepost()
Actor = Member | Gatepost


def member_of(person: Person, on: date | None = None) -> Member:
    """A person as a member of their school on a day (today, unless said)."""
    roles = person.roles_on(on or timezone.localdate())
    permissions = frozenset[Permission]().union(*(PERMISSIONS[role] for role in roles))
    return Member(person, roles, permissions)
