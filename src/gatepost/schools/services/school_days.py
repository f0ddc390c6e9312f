"""When the school is in: terms, and the days in them on which it is closed."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from gatepost.records.services import write

from ..members import Actor
from ..models import Closure, School, Term
from ..roles import Permission

_Span = TypeVar("_Span", Term, Closure)


@transaction.atomic
def add_term(*, school: School, by: Actor, name: str, first_day: date, last_day: date) -> Term:
    """Enter a term.

    Raises:
        ValidationError: it ends before it begins, or lies over another term.
    """
    by.require(Permission.ADMINISTER, school)
    if other := school.terms.filter(first_day__lte=last_day, last_day__gte=first_day).first():
        raise ValidationError(f"These days are also in {other.name}, {other.first_day} to {other.last_day}.")
    return _add(Term(school=school, name=name, first_day=first_day, last_day=last_day), by)


@transaction.atomic
def add_closure(*, school: School, by: Actor, name: str, first_day: date, last_day: date) -> Closure:
    """Enter days on which the school is closed.

    Raises:
        ValidationError: they end before they begin.
    """
    by.require(Permission.ADMINISTER, school)
    return _add(Closure(school=school, name=name, first_day=first_day, last_day=last_day), by)


@transaction.atomic
def remove(*, span: Term | Closure, by: Actor) -> None:
    """Take a term or a closure out again."""
    by.require(Permission.ADMINISTER, span.school)
    _write(span, by, "days_removed")
    span.delete()


def _add(span: _Span, by: Actor) -> _Span:
    span.full_clean()
    span.save()
    _write(span, by, "days_added")
    return span


def _write(span: Term | Closure, by: Actor, verb: str) -> None:
    facts = {"first_day": span.first_day.isoformat(), "last_day": span.last_day.isoformat()}
    write(school=span.school, by=by, verb=verb, subject=span, facts=facts)
