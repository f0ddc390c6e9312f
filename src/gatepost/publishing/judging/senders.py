"""Who may send from an account: those authorised for it, those whom the policy names for it, and the headteacher.

The policy has the last word: whom it forbids to send from the account is no sender, whatever the register says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from gatepost.channels.models import Account
from gatepost.channels.situations import actors_of
from gatepost.policy import Pack
from gatepost.schools.models import Person
from gatepost.schools.roles import PERMISSIONS, Permission, Role

from ..situations import sending
from .staff import Staff


@dataclass(frozen=True)
class Senders:
    """Who may send from one account on one day. `staff` are the school's, where they are at hand."""

    account: Account
    pack: Pack
    day: date
    staff: Staff | None = field(default=None, compare=False)

    @cached_property
    def authorised(self) -> frozenset[int]:
        """The people whom the register authorises for the account."""
        return self._staff.authorised.get(self.account.pk, frozenset())

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody who may, those who hold a higher post first."""
        return tuple(person for person, _ in self._with_posts)

    @cached_property
    def releasers(self) -> tuple[Person, ...]:
        """Those of them who may send what somebody else wrote."""
        return tuple(
            person
            for person, roles in self._with_posts
            if any(Permission.APPROVE_POSTS in PERMISSIONS[role] for role in roles)
        )

    def may(self, person: Person) -> bool:
        here = person.school_id == self.account.school_id and person.is_here(self.day)
        return here and self._could(person) and self._allowed(self.actor(person))

    def actor(self, person: Person) -> str:
        """As whom somebody sends: by the highest of their posts."""
        return actors_of(self._roles(person))[0]

    def is_authorised(self, person: Person) -> bool:
        """In the register, by what the policy says of their post, or as the headteacher, who answers for every account."""
        return person.pk in self.authorised or any(map(self._by_post, self._roles(person)))

    @cached_property
    def _with_posts(self) -> list[tuple[Person, frozenset[Role]]]:
        could = [(person, roles) for person, roles in self._staff.people if self._could(person)]
        allowed = {actor for actor in {actors_of(roles)[0] for _, roles in could} if self._allowed(actor)}
        return [(person, roles) for person, roles in could if actors_of(roles)[0] in allowed]

    def _could(self, person: Person) -> bool:
        held = self._staff.held.get(person.pk, frozenset())
        return person.pk in self.authorised or any(map(self._by_post, held))

    def _roles(self, person: Person) -> frozenset[Role]:
        return person.roles_with(self._staff.held.get(person.pk, ()))

    @cached_property
    def _staff(self) -> Staff:
        return self.staff or Staff(self.account.school_id, self.day)

    def _allowed(self, actor: str) -> bool:
        if actor not in self._answers:
            self._answers[actor] = self.pack.decide(sending(self.account, actor)).verdict != "forbidden"
        return self._answers[actor]

    @cached_property
    def _answers(self) -> dict[str, bool]:
        """What the policy has been asked already."""
        return {}

    def _by_post(self, role: Role) -> bool:
        return role is Role.HEADTEACHER or self._named(role)

    def _named(self, role: Role) -> bool:
        actors = self.pack.vocabulary["actor"]
        return any(actors.is_a(role.actor, name) for name in self._names if role.actor in actors.values)

    @cached_property
    def _names(self) -> Iterable[str]:
        """Whom the policy names for the school's account on this network."""
        channel = self.pack.channels.get(self.account.channel)
        if channel is None or channel.account not in (None, self.account.kind):
            return ()
        return channel.posted_by or channel.managed_by
