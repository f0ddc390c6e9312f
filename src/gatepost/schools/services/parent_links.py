"""Links are sent to parents. The letter names no child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from gatepost.records.services import write

from ..members import Actor
from ..models import Family, Person, School
from ..parent_links import LASTS, token_for
from ..roles import Permission


@dataclass(frozen=True)
class Sent:
    """How many letters went out, and the pupils for whom there is no parent with an e-mail address."""

    letters: int
    without_address: tuple[Person, ...]


def send_links(*, school: School, pupils: Iterable[Person], by: Actor, address: Callable[[str], str]) -> Sent:
    """Send every parent of these pupils a link for each child. `address` makes the full address of a token.

    The record says first that the links were asked for: a letter cannot be called back.

    Raises:
        OSError: the mail server cannot be reached, or refuses a letter.
    """
    by.require(Permission.RECORD_IMAGE_PERMISSIONS, school)
    chosen = {pupil.pk: pupil for pupil in pupils if pupil.school_id == school.pk}
    families = Family.objects.filter(pupil__in=chosen, parent__in=Person.objects.current()).exclude(parent__email="")
    links = defaultdict(list)
    for family in families.select_related("parent").order_by("parent_id", "pupil_id"):
        links[family.parent].append(address(token_for(family)))
    reached = {family.pupil_id for family in families}
    with transaction.atomic():
        write(school=school, by=by, verb="links_sent", subject=school, facts={"pupils": sorted(reached)})
    letters = [_letter(school, parent, addresses) for parent, addresses in links.items()]
    if letters:
        get_connection().send_messages(letters)
    return Sent(len(letters), tuple(pupil for pk, pupil in chosen.items() if pk not in reached))


def _letter(school: School, parent: Person, addresses: list[str]) -> EmailMessage:
    several = len(addresses) > 1
    words = (
        f"Dear {parent.first_name} {parent.last_name},\n\n"
        f"{school.name} asks whether it may use pictures and names of {'your children' if several else 'your child'}, and where.\n"
        f"You can answer here, and change your answer at any time ({'one link for each child' if several else 'no account is needed'}):\n\n"
        + "\n".join(addresses)
        + f"\n\nThe {'links work' if several else 'link works'} for {LASTS.days} days. Please do not pass "
        f"{'them' if several else 'it'} on: whoever has {'one' if several else 'it'} can answer in your name.\n\n{school.name}\n"
    )
    return EmailMessage(subject=f"{school.name}: pictures and names", body=words, to=[parent.email])
