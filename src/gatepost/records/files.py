"""Evidence on the disk: every file under the SHA-256 of its content, in the folder of its school."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from gatepost.schools.models import School

LARGEST = 20 * 1024 * 1024
_PIECE = 256 * 1024


class EvidenceRefused(ValueError):
    """A file that cannot be kept as evidence. The message is for whoever offered it."""


class EvidenceDamaged(Exception):
    """A file that is gone, or is no longer the one that was kept."""


def keep(school: School, stream: BinaryIO) -> tuple[str, int]:
    """Put a file where its content says, safe on the disk, and give its digest and size. The same content twice is one file.

    Raises:
        EvidenceRefused: it is empty or too large.
    """
    folder = _folder(school)
    folder.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix="arriving-", dir=folder)
    arriving = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as kept:
            digest, size = _copy(stream, kept)
        _settle(arriving, path_of(school, digest))
    finally:
        arriving.unlink(missing_ok=True)
    return digest, size


def path_of(school: School, digest: str) -> Path:
    """Where the file with this content stands."""
    return _folder(school) / digest[:2] / digest


def read(school: School, digest: str) -> bytes:
    """A file's content, which is certainly what was kept.

    Raises:
        EvidenceDamaged: it is gone, or is no longer what it was.
    """
    try:
        content = path_of(school, digest).read_bytes()
    except FileNotFoundError:
        raise EvidenceDamaged("The file is missing.") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise EvidenceDamaged("The file was changed after it was kept.")
    return content


def digest_at(path: Path) -> str | None:
    """The digest of what stands on the disk; None where nothing does that can be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _folder(school: School) -> Path:
    return Path(settings.MEDIA_ROOT) / school.slug


def _copy(stream: BinaryIO, kept: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for piece in _pieces(stream):
        size += len(piece)
        if size > LARGEST:
            raise EvidenceRefused(f"The file is larger than {LARGEST // 1024 // 1024} MB.")
        digest.update(piece)
        kept.write(piece)
    if not size:
        raise EvidenceRefused("The file is empty.")
    kept.flush()
    os.fsync(kept.fileno())
    return digest.hexdigest(), size


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_PIECE):
        yield piece


def _settle(arriving: Path, place: Path) -> None:
    """Give the file its name in one step, and have the folder remember it."""
    place.parent.mkdir(exist_ok=True)
    arriving.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
