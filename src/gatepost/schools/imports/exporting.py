"""People go out in the same columns in which they come in, and as OneRoster 1.1."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone

from gatepost.records.services import write

from ..image_permissions import ANY_CHANNEL, standing
from ..members import Actor
from ..models import Family, Person, PostHeld, School
from ..models.people import People
from ..roles import Permission, Role
from .planning import number
from .rows import ANSWERS, COLUMNS, guarded

_ORGS = ("sourcedId", "status", "dateLastModified", "name", "type", "identifier", "parentSourcedId")
_USERS = (
    "sourcedId",
    "status",
    "dateLastModified",
    "enabledUser",
    "orgSourcedIds",
    "role",
    "username",
    "userIds",
    "givenName",
    "familyName",
    "middleName",
    "identifier",
    "email",
    "sms",
    "phone",
    "agentSourcedIds",
    "grades",
    "password",
)
_ABSENT = (
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courses",
    "courseResources",
    "demographics",
    "enrollments",
    "lineItems",
    "resources",
    "results",
)
_ONEROSTER_KINDS = (Person.Kind.PUPIL, Person.Kind.PARENT, Person.Kind.STAFF)
_OFFICE = frozenset({Role.HEADTEACHER, Role.DEPUTY_HEADTEACHER, Role.OFFICE_MANAGER, Role.SITE_ADMINISTRATOR})


@transaction.atomic
def export_csv(*, school: School, by: Actor) -> str:
    """Everybody of the school, leavers too, in the columns of the simple form. Answers go only to those who hold bars."""
    by.require(Permission.MANAGE_PEOPLE, school)
    answers = by.may(Permission.HOLD_SAFEGUARDING_BARS)
    people = list(_people(school).prefetch_related("image_permissions") if answers else _people(school))
    columns = [column for column in COLUMNS if answers or column not in ANSWERS]
    _record(school, by, len(people))
    return _csv(columns, ([guarded(cell) for cell in _cells(person, answers)] for person in people))


@transaction.atomic
def export_oneroster(*, school: School, by: Actor) -> bytes:
    """The pupils, parents and staff of today, as a OneRoster 1.1 set. OneRoster has no word for governors and volunteers."""
    by.require(Permission.MANAGE_PEOPLE, school)
    people = list(_people(school).current().filter(kind__in=_ONEROSTER_KINDS))
    _record(school, by, len(people))
    org = f"org-{school.slug}"
    files = {
        "manifest.csv": _csv(["propertyName", "value"], _manifest()),
        "orgs.csv": _csv(_ORGS, [[org, "", "", guarded(school.name), "school", school.urn or "", ""]]),
        "users.csv": _csv(_USERS, (_user(person, org) for person in people)),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def _people(school: School) -> People:
    families = Family.objects.select_related("parent", "pupil").order_by("pk")
    return Person.objects.filter(school=school).prefetch_related(
        Prefetch("posts", PostHeld.objects.current(), to_attr="posts_now"),
        Prefetch("families_as_parent", families, to_attr="children"),
        Prefetch("families_as_pupil", families, to_attr="parents"),
    )


def _cells(person: Person, answers: bool) -> Iterator[str]:
    yield from (number(person), person.kind, person.first_name, person.last_name, person.known_as, person.email)
    yield from (person.year_group, person.class_name)
    yield from (day.isoformat() if day else "" for day in (person.joined_on, person.left_on))
    yield ";".join(post.role for post in person.posts_now)  # type: ignore[attr-defined]
    yield ";".join(number(family.pupil) for family in person.children)  # type: ignore[attr-defined]
    if answers:
        history, today = list(person.image_permissions.all()), timezone.localdate()
        for use in ANSWERS.values():
            found = standing([said for said in history if said.use == use], use, ANY_CHANNEL, today)
            yield found.answer if found.known else ""


def _user(person: Person, org: str) -> list[str]:
    posts = {post.role for post in person.posts_now}  # type: ignore[attr-defined]
    agents = [family.pupil for family in person.children] + [family.parent for family in person.parents]  # type: ignore[attr-defined]
    cells = {
        "sourcedId": number(person),
        "enabledUser": "true",
        "orgSourcedIds": org,
        "role": _role(person, posts),
        "username": guarded(person.email) or number(person),
        "givenName": guarded(person.first_name),
        "familyName": guarded(person.last_name),
        "email": guarded(person.email),
        "agentSourcedIds": ",".join(map(number, agents)),
        "grades": guarded(person.year_group),
    }
    return [cells.get(column, "") for column in _USERS]


def _role(person: Person, posts: set[str]) -> str:
    if person.kind != Person.Kind.STAFF:
        return {Person.Kind.PUPIL: "student", Person.Kind.PARENT: "parent"}[Person.Kind(person.kind)]
    return "teacher" if Role.TEACHER in posts else "administrator" if posts & _OFFICE else "aide"


def _manifest() -> Iterator[list[str]]:
    yield from (["manifest.version", "1.0"], ["oneroster.version", "1.1"])
    yield from ([f"file.{name}", "absent"] for name in _ABSENT)
    yield from (
        ["file.orgs", "bulk"],
        ["file.users", "bulk"],
        ["source.systemName", "Gatepost"],
        ["source.systemCode", ""],
    )


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def _record(school: School, by: Actor, people: int) -> None:
    write(school=school, by=by, verb="people_exported", subject=school, facts={"people": people})
