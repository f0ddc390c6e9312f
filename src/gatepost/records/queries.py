"""Reading the record: the timeline of an object, pages of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.urls import reverse

from gatepost.schools.members import Member
from gatepost.schools.models import Person, School
from gatepost.schools.roles import Permission

from .models import Entry, Evidence
from .services import ACTOR, CHECKED, GATEPOST_ACTOR, subject_of
from .wording import kept_from, sentence, subject_words

PAGE = 50
_A_PERSON = re.compile(rf"(?:{ACTOR}|{re.escape(Person._meta.label_lower)}):([0-9]{{1,18}})")


@dataclass(frozen=True)
class Line:
    """An entry as people read it."""

    number: int
    at: datetime
    who: str
    sentence: str
    text: str
    """Words of or about people; empty where there are none, they were erased, or the reader may not read the record."""
    erased_at: datetime | None
    about: str
    subject: str
    href: str
    """The entry's own page; empty where the reader may not read the record."""


def entries(school: School, reader: Member | None) -> models.QuerySet[Entry]:
    """The entries of a school that a reader may learn of, the newest first."""
    shown = Entry.objects.filter(school=school).exclude(verb__in=kept_from(reader))
    return shown.select_related("personal_text").order_by("-number")


def timeline(school: School, subject: models.Model | str, reader: Member | None = None) -> list[Line]:
    """What was done about an object, from the first to the last. Words about people are there only for readers of the record."""
    name = subject if isinstance(subject, str) else subject_of(subject)
    return lines(entries(school, reader).filter(subject=name).order_by("number"), school, reader)


def lines(shown: Iterable[Entry], school: School, reader: Member | None) -> list[Line]:
    """Entries as people read them. Names are those of today."""
    found = list(shown)
    names = _names(school, found)
    reads = reader is not None and reader.may(Permission.READ_RECORD)
    return [_line(entry, names, school, reads) for entry in found]


def about(school: School, subject: str) -> str:
    """What entries about a subject are about, in words."""
    person = Person.objects.filter(school=school, pk__in=_person(subject)).first()
    return person.name if person else _about(subject, school, {})


def evidence(school: School, subject: models.Model | str) -> models.QuerySet[Evidence]:
    """The files kept about an object, the oldest first."""
    name = subject if isinstance(subject, str) else subject_of(subject)
    return Evidence.objects.filter(school=school, subject=name)


def last_check(school: School) -> Entry | None:
    """The last time that somebody had the record checked."""
    return Entry.objects.filter(school=school, verb=CHECKED).order_by("-number").first()


def _line(entry: Entry, names: dict[int, str], school: School, reads: bool) -> Line:
    words = getattr(entry, "personal_text", None) if reads else None
    return Line(
        number=entry.number,
        at=entry.at,
        who=_who(entry.actor, names),
        sentence=sentence(entry.verb, entry.facts),
        text=words.text if words else "",
        erased_at=words.erased_at if words else None,
        about=_about(entry.subject, school, names),
        subject=entry.subject,
        href=reverse("records:entry", args=[school.slug, entry.number]) if reads else "",
    )


def _names(school: School, found: list[Entry]) -> dict[int, str]:
    """The people who acted, and those it is about, in one query."""
    people = {number for entry in found for name in (entry.actor, entry.subject) for number in _person(name)}
    named = Person.objects.filter(school=school, pk__in=people).only("known_as", "first_name", "last_name").order_by()
    return {person.pk: person.name for person in named}


def _person(name: str) -> list[int]:
    """The number of the person whom an actor or a subject names, if it names one."""
    match = _A_PERSON.fullmatch(name)
    return [int(match[1])] if match else []


def _who(actor: str, names: dict[int, str]) -> str:
    if actor == GATEPOST_ACTOR:
        return "Gatepost"
    return next((names[number] for number in _person(actor) if number in names), "Somebody no longer on the register")


def _about(subject: str, school: School, names: dict[int, str]) -> str:
    if subject == subject_of(school):
        return "the school"
    return next((names[number] for number in _person(subject) if number in names), subject_words(subject))
