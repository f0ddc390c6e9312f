"""Schools make the accounts: somebody is let in under their own e-mail address, and chooses the password themselves.

Who has a new address is shut out under the old one, and let in anew: a password or a second factor does not move to another address.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import send_mail
from django.db import transaction

from gatepost.records.services import write

from ..members import Actor, Member
from ..models import Person, User
from ..roles import Permission
from .posts import require_power_over


@transaction.atomic
def let_in(*, person: Person, by: Actor, address: str = "") -> User:
    """Somebody can sign in from now on. A letter tells them to choose a password at `address`, if one is given.

    Raises:
        PermissionDenied: they hold a post that may do more than the actor, and could be let in under a false address.
        ValidationError: they can sign in already, have no address, are a pupil, or have left.
    """
    by.require(Permission.MANAGE_PEOPLE, person.school)
    require_power_over(by, person)
    _check(person)
    user, _ = User.objects.get_or_create(email=person.email.lower(), defaults={"password": "!"})
    person.user = user
    person.full_clean()
    person.save(update_fields=["user"])
    write(school=person.school, by=by, verb="let_in", subject=person)
    if address:
        _tell(person, address)
    return user


@transaction.atomic
def shut_out(*, person: Person, by: Actor) -> None:
    """Somebody cannot sign in for this school any more, and whoever is signed in as them is out at once. Their posts stay.

    Raises:
        PermissionDenied: they hold a post that is not the actor's to give, or are the actor.
        ValidationError: they cannot sign in as it is.
    """
    by.require(Permission.MANAGE_PEOPLE, person.school)
    require_power_over(by, person)
    if isinstance(by, Member) and by.person.pk == person.pk:
        raise PermissionDenied("Nobody takes away their own sign-in: somebody else does.")
    if not Person.objects.filter(pk=person.pk, user__isnull=False).update(user=None):
        raise ValidationError(f"{person.name} cannot sign in as it is.")
    person.user = None
    write(school=person.school, by=by, verb="shut_out", subject=person)


def _tell(person: Person, address: str) -> None:
    words = f"You can now sign in to Gatepost for {person.school.name}.\n\nChoose your password here:\n{address}\n"
    send_mail(f"{person.school.name}: signing in to Gatepost", words, None, [person.email])


def _check(person: Person) -> None:
    if person.user_id is not None:
        raise ValidationError(f"{person.name} can sign in already.")
    if not person.email:
        raise ValidationError(f"No e-mail address of {person.name} is known.")
    if person.kind == Person.Kind.PUPIL or person.left_on is not None:
        raise ValidationError("Pupils, and whoever has a last day, are not let in.")
