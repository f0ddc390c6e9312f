"""Writing the record. Services of every app call `write` in the transaction of the act itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from gatepost.schools.members import Actor, Member
from gatepost.schools.models import School

from . import chain
from .models import Entry, PersonalText


def subject_of(row: models.Model) -> str:
    """A row as the record names it: `channels.application:5`."""
    return f"{row._meta.label_lower}:{row.pk}"


def actor_of(by: Actor) -> str:
    return f"person:{by.person.pk}" if isinstance(by, Member) else "gatepost"


@transaction.atomic
def write(
    *,
    school: School,
    by: Actor,
    verb: str,
    subject: models.Model | str,
    facts: Mapping[str, Any] | None = None,
    text: str = "",
    at: datetime | None = None,
) -> Entry:
    """Add an entry to a school's record.

    `facts` are plain JSON and hold nothing personal: numbers of rows, values of the vocabulary, digests. Words of or about people go into
    `text`, which can be erased later.
    """
    last = _last(school)
    salt, text_digest = chain.salted(text) if text else ("", "")
    told: dict[str, Any] = {
        "number": last.number + 1 if last else 1,
        "at": (at or timezone.now()).astimezone(UTC),
        "actor": actor_of(by),
        "verb": verb,
        "subject": subject if isinstance(subject, str) else subject_of(subject),
        "facts": dict(facts or {}),
        "text_digest": text_digest,
        "previous": last.digest if last else chain.START,
    }
    entry = Entry.objects.create(school=school, digest=chain.digest_of(school=school.pk, **told), **told)
    if text:
        PersonalText.objects.create(entry=entry, text=text, salt=salt)
    return entry


def _last(school: School) -> Entry | None:
    """The end of the chain, with the school held so that two writers come one after the other."""
    if connection.features.has_select_for_update:
        School.objects.select_for_update().get(pk=school.pk)
    return Entry.objects.filter(school=school).order_by("-number").first()
