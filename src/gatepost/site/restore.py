"""A backup becomes a site again: an empty one, on either database."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zipfile import ZipFile

from django.core import serializers
from django.core.management.color import no_style
from django.db import connection, transaction

from gatepost.records import files
from gatepost.schools.models import School

from .backup import BackupDamaged, check
from .tables import applied_migrations, kept_models


class CannotRestore(Exception):
    """This backup does not go into this site. The message says why."""


def restore(path: Path) -> int:
    """Put a backup into the empty site. All of it, or nothing. Gives how many rows it held.

    Raises:
        BackupDamaged: the file is not a whole backup.
        CannotRestore: the site holds something, or the backup is of another version.
    """
    manifest = check(path)
    _require_same_version(manifest)
    with transaction.atomic(), ZipFile(path) as archive:
        _require_empty()
        rows = sum(_table(archive, name) for name in manifest["files"] if name.startswith("tables/"))
        _restart_numbers()
        for name in manifest["files"]:
            if name.startswith("evidence/"):
                _evidence(archive, name)
    return rows


def _require_same_version(manifest: dict[str, Any]) -> None:
    if manifest["migrations"] != applied_migrations():
        raise CannotRestore(
            f"The backup was made by Gatepost {manifest['gatepost']}, whose tables differ. "
            "Restore it with that version, then update and run `gatepost migrate`."
        )


def _require_empty() -> None:
    for model in kept_models():
        if model._base_manager.exists():
            name = model._meta.verbose_name_plural
            raise CannotRestore(f"The site is not empty: it holds {name}. A backup goes only into an empty one.")


def _table(archive: ZipFile, name: str) -> int:
    rows = 0
    with archive.open(name) as lines:
        for row in serializers.deserialize("jsonl", lines):
            row.save(force_insert=True)
            rows += 1
    return rows


def _restart_numbers() -> None:
    """New rows are numbered after those that were restored. (SQLite sees to it by itself.)"""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), kept_models()):
            cursor.execute(statement)


def _evidence(archive: ZipFile, name: str) -> None:
    _, slug, digest = name.split("/")
    with archive.open(name) as content:
        kept, _ = files.keep(School.objects.get(slug=slug), content)  # type: ignore[arg-type]
    if kept != digest:
        raise BackupDamaged(f"'{name}' is not the file that its name says.")
