"""Who may send from an account: those authorised for it, those whom the policy names for it, and the headteacher.

The policy has the last word: whom it forbids to send from the account is no sender, whatever the register says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gatepost.channels.models import Account, Authorisation
from gatepost.channels.situations import actors_of
from gatepost.policy import Pack
from gatepost.schools.models import Person, PostHeld
from gatepost.schools.roles import Role

from .situations import sending


@dataclass(frozen=True)
class Senders:
    """Who may send from one account on one day."""

    account: Account
    pack: Pack
    day: date

    @cached_property
    def authorised(self) -> frozenset[int]:
        """The people whom the register authorises for the account."""
        current = Authorisation.objects.current(self.day).filter(account=self.account)
        return frozenset(current.values_list("person", flat=True))

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody who may, those who hold a higher post first."""
        roles = [role.value for role in Role if role is Role.HEADTEACHER or self._named(role)]
        holders = PostHeld.objects.current(self.day).filter(role__in=roles, person__school=self.account.school_id)
        could = {*self.authorised, *holders.values_list("person", flat=True)}
        here = Person.objects.current(self.day).filter(school=self.account.school_id, pk__in=could)
        order = list(Role)
        ranked = [(min(map(order.index, person.roles_on(self.day))), person) for person in here]
        return tuple(person for _, person in sorted(ranked, key=lambda each: each[0]) if self._allowed(person))

    def may(self, person: Person) -> bool:
        return person in self.people

    def actor(self, person: Person) -> str:
        """As whom somebody sends: by the highest of their posts."""
        return actors_of(person.roles_on(self.day))[0]

    def is_authorised(self, person: Person) -> bool:
        """In the register, or by what the policy says of their post."""
        return person.pk in self.authorised or any(self._named(role) for role in person.roles_on(self.day))

    def _allowed(self, person: Person) -> bool:
        return self.pack.decide(sending(self.account, self.actor(person))).verdict != "forbidden"

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
