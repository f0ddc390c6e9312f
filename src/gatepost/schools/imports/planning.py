"""What an import would do, worked out without doing any of it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from ..image_permissions import ANY_CHANNEL, standing
from ..members import Actor
from ..models import Family, ImagePermission, Person, PostHeld, School
from ..roles import Permission, Role
from ..services.posts import may_act_on, may_give
from .rows import Bad, Reading, Row, nearest

OWN = "gatepost-"
"""How the number begins under which Gatepost exports somebody whom the school's own system does not know."""


@dataclass(frozen=True)
class Change:
    """Somebody who is known, and what would be otherwise: fact -> (before, after)."""

    person: Person
    facts: Mapping[str, tuple[Any, Any]]


@dataclass
class Plan:
    """What would be done. Nothing can be applied while a row is bad."""

    school: School
    source: str
    """The digest of what was handed in."""
    add: list[Row] = field(default_factory=list)
    change: list[Change] = field(default_factory=list)
    leave: list[tuple[Person, date]] = field(default_factory=list)
    posts: list[tuple[str, Role]] = field(default_factory=list)
    families: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    """Parents whose children would be others, by their numbers: parent -> all children."""
    answers: list[tuple[str, str, str]] = field(default_factory=list)
    """Answers that are new: person, use, answer. Never shown one by one: see `image_permissions`."""
    said: int = 0
    """How many answers the file holds, new or not."""
    unchanged: int = 0
    not_in_file: int = 0
    bad: list[Bad] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    known: Mapping[str, Person] = field(default_factory=dict, repr=False)

    @property
    def does_nothing(self) -> bool:
        return not (self.add or self.change or self.leave or self.posts or self.families or self.answers)

    @property
    def digest(self) -> str:
        """Changes if what would be done changes, so that nobody confirms one plan and gets another."""
        told = [
            self.source,
            sorted((change.person.pk, sorted((k, str(v)) for k, v in change.facts.items())) for change in self.change),
            sorted(row.id for row in self.add),
            sorted((person.pk, str(day)) for person, day in self.leave),
            sorted(self.posts),
            sorted((parent, sorted(children)) for parent, children in self.families),
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def plan(school: School, reading: Reading, by: Actor) -> Plan:
    """What importing these rows would do, by this actor."""
    by.require(Permission.MANAGE_PEOPLE, school)
    made = Plan(school, reading.digest, bad=list(reading.bad), notes=list(reading.notes), known=_known(school, reading))
    _refuse_twice(made, reading)
    _refuse_answers(made, reading, by)
    made.said = sum(len(row.answers) for row in reading.rows)
    rows = {row.id: row for row in reading.rows}
    parents_of = _children_by_parent(school) if any(row.children is not None for row in reading.rows) else {}
    for row in rows.values():
        _plan_row(made, row, rows, parents_of, by)
    made.not_in_file = sum(1 for id, person in made.known.items() if id not in rows and person.left_on is None)
    made.bad.sort(key=lambda bad: (bad.file, bad.line, bad.column))
    return made


def _plan_row(made: Plan, row: Row, rows: Mapping[str, Row], parents_of: Mapping[str, set[str]], by: Actor) -> None:
    person = made.known.get(row.id)
    before = _sizes(made)
    if person is None:
        if row.gone:
            return
        made.add.append(row)
    else:
        _plan_facts(made, row, person, by)
    _plan_posts(made, row, person, by)
    _plan_children(made, row, rows, parents_of.get(row.id, set()))
    _plan_answers(made, row, person)
    made.unchanged += before == _sizes(made)


def _sizes(made: Plan) -> tuple[int, ...]:
    return len(made.add), len(made.change), len(made.leave), len(made.posts), len(made.families), len(made.bad)


def _known(school: School, reading: Reading) -> dict[str, Person]:
    """Everybody of the school by number, with what the rows are compared with."""
    people = Person.objects.filter(school=school).prefetch_related(
        Prefetch("posts", PostHeld.objects.not_over(), to_attr="open_posts")
    )
    if any(row.answers for row in reading.rows):
        people = people.prefetch_related("image_permissions")
    return {number(person): person for person in people}


def _children_by_parent(school: School) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for family in Family.objects.filter(pupil__school=school).select_related("parent", "pupil"):
        found[number(family.parent)].add(number(family.pupil))
    return found


def _refuse_twice(made: Plan, reading: Reading) -> None:
    first: dict[str, int] = {}
    for row in reading.rows:
        if (line := first.setdefault(row.id, row.line)) != row.line:
            made.bad.append(Bad(row.line, "id", f"'{row.id}' stands already on line {line}", row.file))


def _refuse_answers(made: Plan, reading: Reading, by: Actor) -> None:
    answered = next((row for row in reading.rows if row.answers), None)
    if answered and not by.may(Permission.RECORD_IMAGE_PERMISSIONS):
        reason = "is not yours to record. Leave the columns of permissions out"
        made.bad.append(Bad(answered.line, "image_permission", reason, answered.file))


def _plan_facts(made: Plan, row: Row, person: Person, by: Actor) -> None:
    facts = {
        name: (getattr(person, name), value) for name, value in row.facts.items() if getattr(person, name) != value
    }
    if "kind" in facts and Person.Kind.PUPIL in facts["kind"]:
        reason = f"was {person.kind} and is now {row.facts['kind']}. Enter them as somebody new, with another id"
        made.bad.append(Bad(row.line, "kind", reason, row.file))
    joined, left = row.facts.get("joined_on", person.joined_on), row.facts.get("left_on", person.left_on)
    if joined and left and left < joined:
        made.bad.append(Bad(row.line, "left_on", f"is before their first day, {joined}", row.file))
    leaves = "left_on" in facts or (row.gone and person.left_on is None)
    if (leaves or "joined_on" in facts) and not may_act_on(by, person, person.open_posts):  # type: ignore[attr-defined]
        reason = "is not yours to change: they hold a post that is not yours to end"
        made.bad.append(Bad(row.line, "left_on" if leaves else "joined_on", reason, row.file))
    if "left_on" in facts and person.left_on is None:
        made.leave.append((person, facts.pop("left_on")[1]))
    elif row.gone and person.left_on is None:
        made.leave.append((person, timezone.localdate()))
    if facts:
        made.change.append(Change(person, facts))


def _plan_posts(made: Plan, row: Row, person: Person | None, by: Actor) -> None:
    held = {post.role for post in person.open_posts} if person else set()  # type: ignore[attr-defined]
    here = (person.left_on if person else None) is None and not row.facts.get("left_on") and not row.gone
    for role in sorted(row.posts):
        if role in held or not here:
            continue
        if may_give(by, role, person or Person()):
            made.posts.append((row.id, role))
        else:
            made.bad.append(Bad(row.line, "posts", f"'{role.words}' is not yours to give", row.file))


def _plan_children(made: Plan, row: Row, rows: Mapping[str, Row], now: set[str]) -> None:
    if row.children is None or row.children == now:
        return
    for child in sorted(row.children - now):
        known = made.known.get(child)
        kind = rows[child].facts["kind"] if child in rows else known.kind if known else None
        if kind != Person.Kind.PUPIL:
            reason = f"'{child}' is not the id of a pupil" + (nearest(child, tuple(rows)) if kind is None else "")
            made.bad.append(Bad(row.line, "parents_of", reason, row.file))
    made.families.append((row.id, row.children))


def _plan_answers(made: Plan, row: Row, person: Person | None) -> None:
    today = timezone.localdate()
    for use, answer in row.answers.items():
        history: list[ImagePermission] = list(person.image_permissions.all()) if person else []
        now = standing([said for said in history if said.use == use], use, ANY_CHANNEL, today)
        if now.answer != answer:
            made.answers.append((row.id, use, answer))


def number(person: Person) -> str:
    """The number by which files know somebody."""
    return person.external_id or f"{OWN}{person.pk}"
