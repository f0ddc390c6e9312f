"""Writing the record. Services of every app call `write` in the transaction of the act itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any, BinaryIO

from django.db import models, transaction
from django.utils import timezone

from gatepost.schools.members import Actor, Member
from gatepost.schools.models import School
from gatepost.schools.roles import Permission

from . import chain, files
from .copies import erase_copies
from .facts import checked
from .models import Entry, Evidence, Head, PersonalText

ADDED_EVIDENCE = "added_evidence"
ERASED_TEXT = "erased_text"
CHECKED = "checked_record"
ACTOR, GATEPOST_ACTOR = "person", "gatepost"
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


class AlreadyErased(Exception):
    """Somebody else erased the text first, or there never was one."""


def subject_of(row: models.Model) -> str:
    """A row as the record names it: `channels.application:5`."""
    return f"{row._meta.label_lower}:{row.pk}"


def actor_of(by: Actor) -> str:
    return f"{ACTOR}:{by.person.pk}" if isinstance(by, Member) else GATEPOST_ACTOR


@transaction.atomic(savepoint=False)  # so that an act whose record fails cannot be committed, whoever catches the error
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

    `facts` hold nothing personal: numbers of rows, values of the vocabulary, digests. Words of or about people go into `text`, which can
    be erased later.

    Raises:
        WrongFacts: a fact holds words, or something that does not read back the same.
    """
    told = checked(facts or {})
    head = _head(school)
    salt, text_digest = chain.salted(text) if text else ("", "")
    sealed: dict[str, Any] = {
        "number": head.number + 1,
        "at": (at or timezone.now()).astimezone(UTC),
        "actor": actor_of(by),
        "verb": verb,
        "subject": subject if isinstance(subject, str) else subject_of(subject),
        "facts": told,
        "text_digest": text_digest,
        "previous": head.digest,
    }
    entry = Entry.objects.create(school=school, digest=chain.digest_of(school=school.pk, **sealed), **sealed)
    Head.objects.filter(pk=head.pk).update(number=entry.number, digest=entry.digest)
    if text:
        PersonalText.objects.create(entry=entry, text=text, salt=salt)
    return entry


def _head(school: School) -> Head:
    """Where the school's chain ends, held until the transaction does, so that two writers come one after the other."""
    head, _ = Head.objects.select_for_update().get_or_create(school=school)
    return head


@transaction.atomic
def erase(*, entry: Entry, by: Actor, because: PersonalText.Reason, at: datetime | None = None) -> Entry:
    """Erase the words that belong to an entry, wherever they stand, and record it. What was done, by whom and when, stays.

    Raises:
        PermissionDenied: `by` may not erase personal text in that school.
        AlreadyErased: the words are not there any more.
    """
    by.require(Permission.ERASE_PERSONAL_TEXT, entry.school)
    now = at or timezone.now()
    there = PersonalText.objects.filter(entry=entry, erased_at__isnull=True)
    words = there.values_list("text", flat=True).first()
    if not there.update(text="", salt="", erased_at=now, erased_because=because):
        raise AlreadyErased(f"The words of entry {entry.number} have already been erased, or it never had any.")
    erase_copies(entry.subject, words or "")
    return write(
        school=entry.school,
        by=by,
        verb=ERASED_TEXT,
        subject=entry.subject,
        facts={"entry": entry.number, "because": because},
        at=now,
    )


@transaction.atomic
def add_evidence(
    *,
    school: School,
    by: Actor,
    subject: models.Model | str,
    name: str,
    media_type: str,
    stream: BinaryIO,
    at: datetime | None = None,
) -> Evidence:
    """Keep a file as evidence of something. Whoever belongs to the school may; the service that calls has asked the rest.

    Raises:
        PermissionDenied: `by` does not belong to the school.
        EvidenceRefused: the file is empty or too large.
    """
    by.require(Permission.SEE_OWN, school)
    digest, size = files.keep(school, stream)
    kind = media_type if _MEDIA_TYPE.fullmatch(media_type) and len(media_type) <= 100 else "application/octet-stream"
    entry = write(
        school=school,
        by=by,
        verb=ADDED_EVIDENCE,
        subject=subject,
        facts={"digest": digest, "size": size, "media_type": kind},
        at=at,
    )
    return Evidence.objects.create(
        school=school,
        entry=entry,
        subject=entry.subject,
        digest=digest,
        size=size,
        media_type=kind,
        name=_plain_name(name),
        added_at=entry.at,
    )


def _plain_name(name: str) -> str:
    """A file's name without folders or signs that do not print, short enough to keep, with its ending."""
    printed = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    path = PurePath(printed.strip(". ") or "file")
    return f"{path.stem[:150]}{path.suffix[:20]}"
