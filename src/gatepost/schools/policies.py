"""Which pack a school's acts are judged by."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from gatepost.policy import Pack, pack_text, parse_pack
from gatepost.records.services import write

from .members import Actor
from .models import Adoption, PackEdition, School
from .roles import Permission

_READ: dict[str, Pack] = {}
"""The packs that this process has read, by the digest of their text."""


class NoPolicyInForce(Exception):
    """The school has no policy on that day, so nothing can be decided."""

    def __init__(self, school: School, day: date) -> None:
        super().__init__(f"{school.name} has no policy in force on {day:%d %B %Y}.")


def in_force(school: School, on: date | None = None) -> Adoption:
    """The adoption in force on a day (today, unless said).

    Raises:
        NoPolicyInForce: there is none.
    """
    day = on or timezone.localdate()
    adopted = school.adoptions.current(day).select_related("edition").defer("edition__text")
    adoption = adopted.order_by("-from_day", "-pk").first()
    if adoption is None:
        raise NoPolicyInForce(school, day)
    return adoption


def pack_of(school: School, on: date | None = None) -> Pack:
    """The pack in force on a day."""
    return pack_of_edition(in_force(school, on).edition)


def pack_or_none(school: School, on: date | None = None) -> Pack | None:
    """The pack in force on a day (today, unless said), if there is one."""
    try:
        return pack_of(school, on)
    except NoPolicyInForce:
        return None


def pack_of_edition(edition: PackEdition) -> Pack:
    """The pack of an edition, read once in a process. Later its text, which is long, is not fetched at all."""
    return _READ.get(edition.digest) or _read(edition.digest, edition.text, edition.name)


def _read(digest: str, text: str, name: str) -> Pack:
    """The pack in a text, read once. What is wrong in the text is said of a file of this name."""
    if digest not in _READ:
        pack = parse_pack(text, name if name.endswith(".yaml") else f"{name}.yaml")
        _READ[digest] = replace(pack, file=f"{pack.name}.yaml")
    return _READ[digest]


class AdoptedTooEarly(ValidationError):
    """A policy would begin before the one that it follows."""

    def __init__(self, standing: Adoption) -> None:
        super().__init__(
            f"The policy before this one began on {standing.from_day:%d %B %Y}. A new one begins after that."
        )


@transaction.atomic
def adopt(
    *,
    school: School,
    pack: str,
    by: Actor,
    from_day: date,
    approved_on: date | None = None,
    review_due: date | None = None,
) -> Adoption:
    """Put a pack (a shipped one's name, or a file) in force from a day; the one before it ends the day before.

    Raises:
        PackError, PackNotFound: it cannot be read.
        AdoptedTooEarly: the policy before it began on that day or later.
    """
    by.require(Permission.ADMINISTER, school)
    edition = edition_of(pack)
    if standing := school.adoptions.filter(from_day__gte=from_day).last():
        raise AdoptedTooEarly(standing)
    school.adoptions.filter(until_day__isnull=True).update(until_day=from_day - timedelta(days=1))
    adoption = Adoption.objects.create(
        school=school, edition=edition, from_day=from_day, approved_on=approved_on, review_due=review_due
    )
    write(
        school=school,
        by=by,
        verb="adopted",
        subject=adoption,
        facts={"pack": edition.name, "edition": edition.digest, "from_day": from_day.isoformat()},
    )
    return adoption


def edition_of(name: str) -> PackEdition:
    """The pack as it stands now, kept."""
    text = pack_text(name)
    digest = hashlib.sha256(text.encode()).hexdigest()
    pack = _read(digest, text, name)
    edition, _ = PackEdition.objects.get_or_create(
        digest=digest, defaults={"name": pack.name, "version": pack.version or "", "text": text}
    )
    return edition
