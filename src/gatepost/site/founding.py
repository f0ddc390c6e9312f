"""The beginning: a school, its policy, and the person who sets the rest up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils.text import slugify

from gatepost.records.services import write
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, School, Trust, User
from gatepost.schools.policies import adopt
from gatepost.schools.roles import Role
from gatepost.schools.services.people import join
from gatepost.schools.services.posts import give_post
from gatepost.schools.services.signing_in import let_in


@dataclass(frozen=True)
class Administrator:
    """Who sets the school up."""

    first_name: str
    last_name: str
    email: str
    password: str


@transaction.atomic
def found_school(*, name: str, pack: str, slug: str = "", urn: str = "", trust: str = "", on: date) -> School:
    """A new school under a policy, in a trust if one is named.

    Raises:
        ValidationError: the short name or number is taken, or is none.
        PackNotFound, PackError: the policy cannot be read.
    """
    school = School(name=name, slug=slug or slugify(name)[:50], urn=urn or None, trust=_trust(trust))
    school.full_clean()
    school.save()
    write(school=school, by=GATEPOST, verb="founded", subject=school)
    adopt(school=school, pack=pack, by=GATEPOST, from_day=on)
    return school


@transaction.atomic
def appoint_administrator(*, school: School, administrator: Administrator, on: date) -> Person:
    """Somebody who signs in with a password and may administer the school.

    Raises:
        ValidationError: the address is none, or the password is easy to guess.
    """
    validate_password(administrator.password, User(email=administrator.email))
    person = join(
        school=school,
        by=GATEPOST,
        kind=Person.Kind.STAFF,
        first_name=administrator.first_name,
        last_name=administrator.last_name,
        email=administrator.email,
        joined_on=on,
    )
    give_post(person=person, role=Role.SITE_ADMINISTRATOR, by=GATEPOST, from_day=on)
    user = let_in(person=person, by=GATEPOST)
    user.set_password(administrator.password)
    user.save()
    return person


def _trust(name: str) -> Trust | None:
    if not name:
        return None
    trust, _ = Trust.objects.get_or_create(slug=slugify(name)[:50], defaults={"name": name})
    return trust
