"""A row about a person, checked cell by cell. Whatever a file's own columns are, they are brought to these first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ..models import ImagePermission, Person
from ..roles import Role

NEEDED = ("id", "kind", "first_name", "last_name")
TEXTS = ("first_name", "last_name", "known_as", "email", "year_group", "class_name")
DAYS = ("joined_on", "left_on")
ANSWERS = {
    "image_permission": ImagePermission.Use.IMAGE,
    "name_permission": ImagePermission.Use.NAME,
    "name_with_image_permission": ImagePermission.Use.NAME_WITH_IMAGE,
}
COLUMNS = ("id", "kind", *TEXTS, *DAYS, "posts", "parents_of", *ANSWERS)

_LONGEST = {field.name: field.max_length or 0 for field in Person._meta.fields if field.name in TEXTS}
_POSTS = {word: role for role in Role if role not in (Role.PARENT, Role.PUPIL) for word in (role.value, role.words)}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True)
class Bad:
    """What cannot be used, where it stands, and why."""

    line: int
    column: str
    reason: str
    file: str = ""


@dataclass(frozen=True)
class Row:
    """A person as a file has them. What the file does not speak of is not there."""

    line: int
    id: str
    facts: Mapping[str, Any]
    posts: frozenset[Role] = frozenset()
    children: frozenset[str] | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
    file: str = ""
    gone: bool = False
    """Their own system no longer has them: they leave today, if they have not left."""

    @property
    def name(self) -> str:
        return f"{self.facts['first_name']} {self.facts['last_name']}"


@dataclass
class Reading:
    """All rows that could be read, what could not, and what whoever imports should know."""

    rows: list[Row] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    digest: str = ""


class _Wrong(Exception):
    pass


def checked(cells: Mapping[str, str], line: int, file: str = "") -> tuple[Row | None, list[Bad]]:
    """The row in these cells, or every reason why there is none."""
    bad: list[Bad] = []
    values: dict[str, Any] = {}
    for column, written in cells.items():
        try:
            values[column] = _value(column, plain(written))
        except _Wrong as wrong:
            bad.append(Bad(line, column, str(wrong), file))
    bad += [Bad(line, name, "is missing", file) for name in NEEDED if not cells.get(name)]
    joined, left = values.get("joined_on"), values.get("left_on")
    if joined and left and left < joined:
        bad.append(Bad(line, "left_on", "is before joined_on", file))
    if values.get("kind") == Person.Kind.PUPIL:
        bad += [Bad(line, name, "is not for pupils", file) for name in ("posts", "parents_of") if values.get(name)]
    if bad:
        return None, bad
    facts = {name: values[name] for name in ("kind", *TEXTS, *DAYS) if name in values}
    answers = {use.value: values[name] for name, use in ANSWERS.items() if values.get(name)}
    children = values.get("parents_of") if facts["kind"] != Person.Kind.PUPIL else None
    return Row(line, values["id"], facts, values.get("posts", frozenset()), children, answers, file), []


def guarded(value: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before =, +, -, @ and the like."""
    return f"'{value}" if _FORMULA.match(value) else value


def plain(written: str) -> str:
    """What `guarded` was given."""
    return written[1:] if written.startswith("'") and _FORMULA.match(written) else written


def nearest(word: str, words: Mapping[str, Any] | tuple[str, ...]) -> str:
    near = get_close_matches(word, list(words), 1, 0.6)
    return f" Did you mean '{near[0]}'?" if near else ""


def _value(column: str, written: str) -> Any:
    if column in TEXTS:
        return _text(column, written)
    if column in DAYS:
        return _day(written)
    if column in ANSWERS:
        return _one_of(written, ImagePermission.Answer.values) if written else ""
    if column == "kind":
        return _one_of(written, Person.Kind.values) if written else ""
    if column == "posts":
        return frozenset(_post(word) for word in _listed(written))
    if column == "parents_of":
        return frozenset(_listed(written))
    if len(written) > 100:
        raise _Wrong("is longer than 100 characters")
    return written


def _text(column: str, written: str) -> str:
    if len(written) > _LONGEST[column]:
        raise _Wrong(f"is longer than {_LONGEST[column]} characters")
    if column == "email" and written:
        try:
            validate_email(written)
        except ValidationError:
            raise _Wrong(f"'{written}' is not an e-mail address") from None
    return written


def _day(written: str) -> date | None:
    if not written:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(written, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise _Wrong(f"'{written}' is not a day. Write it as 2026-09-01 or 01/09/2026")


def _one_of(written: str, words: list[str]) -> str:
    word = written.lower()
    if word not in words:
        raise _Wrong(f"'{written}' is not one of {', '.join(words)}.{nearest(word, tuple(words))}")
    return word


def _post(word: str) -> Role:
    known = _POSTS.get(word.lower())
    if known is None:
        raise _Wrong(f"'{word}' is not a post that Gatepost knows.{nearest(word.lower(), _POSTS)}")
    return known


def _listed(written: str) -> list[str]:
    return [word for part in written.split(";") if (word := part.strip())]
