"""The whole site in one file.

A backup is a zip: the rows of every table as lines of JSON, the files of evidence and the pictures of posts, and a manifest with the
SHA-256 of each. It is the same from SQLite and PostgreSQL, so that a site can move from one to the other. What is encrypted in the
database is encrypted in it; the keys are not in it. It is written under another name, read again, and only then given its own: under its
name there is never half a backup.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connections, models, transaction

from gatepost import __version__
from gatepost.records.files import path_of
from gatepost.records.named_files import all_files

from .tables import applied_migrations, kept_models

FORMAT = 1
MANIFEST = "manifest.json"
_SNAPSHOT = "snapshot"
_AT_ONCE = 500
_PIECE = 1024 * 1024


class BackupDamaged(Exception):
    """The file is not a whole backup. The message says what is wrong with it."""


@dataclass(frozen=True)
class Backup:
    """What a backup holds."""

    rows: int
    files: int
    """Of evidence, and pictures."""
    missing: int
    """Files that the database knows and the disk has not."""
    digest: str
    """SHA-256 of the backup itself."""


class Exact(DjangoJSONEncoder):
    """Times to the microsecond: the record's digests are made of them."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def back_up(path: Path) -> Backup:
    """Write a backup of the site as it is at one moment, while others go on working in it.

    Raises:
        BackupDamaged: what was written does not read back the same.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    arriving = Path(name)
    try:
        with os.fdopen(descriptor, "w+b") as file:
            with ZipFile(file, "w", ZIP_DEFLATED) as archive, _moment() as moment:
                writing = _Writing(archive)
                rows = sum(writing.table(model, moment) for model in kept_models())
                missing = writing.evidence(moment)
                writing.manifest()
            file.flush()
            os.fsync(file.fileno())
        check(arriving)
        arriving.replace(path)
    finally:
        arriving.unlink(missing_ok=True)
    return Backup(rows, sum(name.startswith("evidence/") for name in writing.digests), missing, _digest_of(path))


def check(path: Path) -> dict[str, Any]:
    """Read a backup through and give its manifest.

    Raises:
        BackupDamaged: it is no backup, or not what was written.
    """
    try:
        with ZipFile(path) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest.get("format") != FORMAT:
                raise BackupDamaged("The file is a backup of a kind that this version does not know.")
            if set(archive.namelist()) != {MANIFEST, *manifest["files"]}:
                raise BackupDamaged("The backup does not hold the files that its manifest names.")
            for name, digest in manifest["files"].items():
                with archive.open(name) as member:
                    if hashlib.file_digest(member, "sha256").hexdigest() != digest:  # type: ignore[arg-type]
                        raise BackupDamaged(f"'{name}' in the backup is not what was written.")
    except (BadZipFile, KeyError, ValueError, EOFError) as error:
        raise BackupDamaged("The file is not a whole backup.") from error
    return manifest


class _Writing:
    """A backup that is being written."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.digests: dict[str, str] = {}

    def table(self, model: type[models.Model], moment: str) -> int:
        rows = 0
        queryset = model._base_manager.using(moment).order_by("pk")

        def lines() -> Iterator[bytes]:
            nonlocal rows
            found = queryset.iterator(_AT_ONCE)
            while some := list(islice(found, _AT_ONCE)):
                rows += len(some)
                yield serializers.serialize("jsonl", some, cls=Exact).encode()

        self._write(f"tables/{model._meta.label_lower}.jsonl", lines())
        return rows

    def evidence(self, moment: str) -> int:
        """Every file once. How many are not where they should be."""
        missing = set()
        for school, digest in all_files(moment):
            name = f"evidence/{school.slug}/{digest}"
            path = path_of(school, digest)
            if name in self.digests:
                continue
            if path.is_file():
                self._write(name, _pieces(path))
            else:
                missing.add(name)
        return len(missing)

    def manifest(self) -> None:
        told = {
            "format": FORMAT,
            "gatepost": __version__,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "migrations": applied_migrations(),
            "files": self.digests,
        }
        self.archive.writestr(MANIFEST, json.dumps(told, indent=1))

    def _write(self, name: str, pieces: Iterator[bytes]) -> None:
        digest = hashlib.sha256()
        with self.archive.open(name, "w", force_zip64=True) as member:
            for piece in pieces:
                digest.update(piece)
                member.write(piece)
        self.digests[name] = digest.hexdigest()


@contextmanager
def _moment() -> Iterator[str]:
    """A connection that sees the database as it is now, whatever others write meanwhile, and keeps nobody from writing."""
    standing = connections.settings["default"]
    connections.settings[_SNAPSHOT] = {**standing, "OPTIONS": {**standing["OPTIONS"], **_reading_only(standing)}}
    try:
        with transaction.atomic(using=_SNAPSHOT):
            yield _SNAPSHOT
    finally:
        connections[_SNAPSHOT].close()
        del connections[_SNAPSHOT]
        del connections.settings[_SNAPSHOT]


def _reading_only(database: dict[str, Any]) -> dict[str, Any]:
    if database["ENGINE"].endswith("sqlite3"):
        return {"transaction_mode": "DEFERRED"}
    from psycopg import IsolationLevel

    return {"isolation_level": IsolationLevel.REPEATABLE_READ}


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
