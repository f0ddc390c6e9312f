"""The link by which a parent answers for a child without an account: signed, for this parent and this child, for thirty days.

It is bound to the e-mail address that it was sent to: when a wrong address is put right, a link sent to the wrong one stops working.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from .models import Family, Person

LASTS = timedelta(days=30)
_SALT = "gatepost.schools.parent-link"


class LinkDoesNotWork(Exception):
    """The link was not made here, was changed on its way, its parent and child no longer belong together, or its address is given up."""


class LinkRanOut(LinkDoesNotWork):
    """The link is too old."""


@dataclass(frozen=True)
class Answering:
    """Who answers for whom."""

    parent: Person
    pupil: Person


def token_for(family: Family) -> str:
    """The part of the address that says who answers for whom."""
    return signing.dumps([family.parent_id, family.pupil_id, _seal(family.parent)], salt=_SALT)


def read(token: str) -> Answering:
    """Who answers for whom.

    Raises:
        LinkRanOut: it is older than `LASTS`.
        LinkDoesNotWork: it was never right, or is no longer: the two are not a family any more, one has left, or the parent has another
            e-mail address now.
    """
    try:
        parent, pupil, seal = signing.loads(token, salt=_SALT, max_age=LASTS)
    except signing.SignatureExpired:
        raise LinkRanOut from None
    except signing.BadSignature:
        raise LinkDoesNotWork from None
    families = Family.objects.select_related("parent__school", "pupil__school")
    family = families.filter(parent_id=parent, pupil_id=pupil).first()
    here = Person.objects.filter(pk__in=(parent, pupil)).current().count()
    if family is None or here != 2 or not constant_time_compare(seal, _seal(family.parent)):
        raise LinkDoesNotWork
    return Answering(family.parent, family.pupil)


def _seal(parent: Person) -> str:
    """The parent's address, so that nobody can read it."""
    return salted_hmac(_SALT, parent.email.lower()).hexdigest()[:16]
