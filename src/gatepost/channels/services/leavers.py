"""What follows for accounts when somebody leaves."""

from __future__ import annotations

from datetime import date

from gatepost.rulings.services import rule
from gatepost.schools.members import Actor
from gatepost.schools.models import Person
from gatepost.schools.roles import Permission

from ..models import Authorisation
from ..situations import actors_of, manager_leaves
from .authorisations import end


def person_leaves(person: Person, by: Actor, on: date) -> None:
    """End what a leaver is authorised for on their last day, and put each account that they manage to the policy. Called by the leaving."""
    by.require(Permission.MANAGE_PEOPLE, person.school)
    going_on = person.authorisations.filter(until_day__isnull=True).select_related("account__school", "person")
    actor = actors_of(person.roles_on(on))[0]
    for authorisation in going_on:
        end(authorisation, by=by, on=on)
        if authorisation.may == Authorisation.May.MANAGE:
            account = authorisation.account
            rule(school=account.school, situation=manager_leaves(account, actor), subject=account, by=by, done=True)
