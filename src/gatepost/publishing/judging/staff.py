"""The people of a school who might send from its accounts on a day: read once, however many accounts there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cached_property

from gatepost.channels.models import Authorisation
from gatepost.schools.models import Person, PostHeld
from gatepost.schools.roles import Role

_ORDER = {role: place for place, role in enumerate(Role)}


class Staff:
    """Everybody of a school who holds a post or is authorised for an account on a day."""

    def __init__(self, school: int, day: date) -> None:
        self.school = school
        self.day = day

    @cached_property
    def authorised(self) -> Mapping[int, frozenset[int]]:
        """The people whom the register authorises, by account."""
        found: dict[int, set[int]] = defaultdict(set)
        current = Authorisation.objects.current(self.day).filter(account__school=self.school)
        for account, person in current.order_by().values_list("account", "person"):
            found[account].add(person)
        return {account: frozenset(people) for account, people in found.items()}

    @cached_property
    def held(self) -> Mapping[int, frozenset[Role]]:
        """The posts that people hold, by person."""
        found: dict[int, set[Role]] = defaultdict(set)
        current = PostHeld.objects.current(self.day).filter(person__school=self.school)
        for person, role in current.order_by().values_list("person", "role"):
            found[person].add(Role(role))
        return {person: frozenset(roles) for person, roles in found.items()}

    @cached_property
    def people(self) -> list[tuple[Person, frozenset[Role]]]:
        """Each with the posts by which they act, those who hold a higher post first."""
        known = {*self.held, *frozenset[int]().union(*self.authorised.values())}
        here = Person.objects.current(self.day).filter(school=self.school, pk__in=known)
        found = [(person, person.roles_with(self.held.get(person.pk, ()))) for person in here]
        return sorted(found, key=lambda each: min(_ORDER[role] for role in each[1]))
