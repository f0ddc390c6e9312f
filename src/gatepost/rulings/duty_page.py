"""What the page of one duty shows: what, why, whose, by when, what shows it, and what has happened to it."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse

from gatepost.policy.wording import situation_sentence
from gatepost.records.queries import timeline
from gatepost.records.services import subject_of
from gatepost.schools.members import Member
from gatepost.schools.policies import pack_of_edition
from gatepost.schools.roles import Permission

from .cards import clauses_of
from .lines import Line, lines
from .models import Duty
from .posts import posts_held
from .queries import may_see_ruling
from .steps import steps_for

PLAIN_SUBJECTS = ("rulings.ruling", "schools.school", "schools.adoption")
"""Subjects that say no more than the ruling or the clause beside them."""


def duty_page(duty: Duty, member: Member) -> dict[str, Any]:
    """Everything that the template draws."""
    line = lines([duty], member, posts_held(member.school))[0]
    pack = pack_of_edition(duty.edition)
    ruling = duty.ruling
    return {
        "duty": duty,
        "line": line,
        "facts": _facts(duty, line),
        "clauses": clauses_of(pack, filter(None, (duty.clause, *duty.also))),
        "situation": situation_sentence(pack.vocabulary, ruling.situation) if ruling else "",
        "may_see_ruling": ruling is not None and may_see_ruling(member, ruling),
        "steps": [
            (step.words, reverse(f"rulings:{step.name}", args=[member.school.slug, duty.pk]))
            for step in steps_for(duty, member)
        ],
        "files": member.school.evidence.filter(subject=subject_of(duty)),
        "may_open_files": member.may(Permission.READ_RECORD),
        "entries": timeline(member.school, duty, member),
    }


def _facts(duty: Duty, line: Line) -> list[tuple[str, str]]:
    due = f"{line.due}, {line.why}" if line.why else line.due
    facts = [("When", due), ("Whose", line.owner)]
    return [*facts, ("About", about)] if (about := _about(duty)) else facts


def _about(duty: Duty) -> str:
    """What the duty is about, by name: an account, an application, a person."""
    label, _, number = duty.subject.partition(":")
    if label in PLAIN_SUBJECTS or not number.isdigit():
        return ""
    model = apps.get_model(label)
    row = model._default_manager.filter(pk=number).first()
    return f"{row} ({model._meta.verbose_name})" if row else ""
