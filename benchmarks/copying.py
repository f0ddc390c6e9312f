"""The posts of one school for another, copied inside the database: a hundred times faster than making them anew."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.management.color import no_style
from django.db import connection, models
from django.db.models import Max, Min, Model

from gatepost.publishing.models import Approval, Delivery, Picture, Portrayed, Post, Wording
from gatepost.schools.models import School

COPIED: tuple[type[Model], ...] = (Post, Wording, Approval, Delivery, Picture, Portrayed)
Shifts = Mapping[type[Model], int]


def copy_posts(source: School, target: School, shifts: Shifts) -> None:
    """Copy every post of a school with all that belongs to it. `shifts` say how much higher its people and accounts are numbered there."""
    apart: dict[type[Model], int] = {**shifts, School: target.pk - source.pk}
    apart |= {model: _above(model, source) for model in COPIED}
    with connection.cursor() as cursor:
        for model in COPIED:
            columns = {field.column: _copied(field, apart, target) for field in model._meta.concrete_fields}
            whole = f"INSERT INTO {model._meta.db_table} ({', '.join(map(_quoted, columns))}) "
            cursor.execute(
                f"{whole} SELECT {', '.join(columns.values())} FROM {model._meta.db_table} {_of(model, source)}"
            )


def restart_numbers() -> None:
    """Let what is made from now on be numbered after the copies."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)


def _above(model: type[Model], source: School) -> int:
    """How much higher the copies are numbered than what they are copied from: above everything that is there."""
    there = model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0
    path = "school" if model is Post else "post__school"
    lowest = model._default_manager.filter(**{path: source}).aggregate(lowest=Min("pk"))["lowest"] or 0
    return int(there - lowest + 1)


def _copied(field: models.Field, apart: Shifts, target: School) -> str:  # type: ignore[type-arg]
    column = _quoted(field.column)
    if field.name == "key":
        return f"{column} || '-{target.pk}'"
    model = field.model if field.primary_key else field.related_model
    return f"{column} + {apart[model]}" if model in apart else column  # type: ignore[index]


def _of(model: type[Model], source: School) -> str:
    if model is Post:
        return f"WHERE school_id = {source.pk}"
    return f"WHERE post_id IN (SELECT id FROM {Post._meta.db_table} WHERE school_id = {source.pk})"


def _quoted(column: str | None) -> str:
    return str(connection.ops.quote_name(column or ""))
