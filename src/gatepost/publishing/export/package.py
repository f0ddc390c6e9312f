"""A ZIP that proves itself: every file in it stands in its manifest with its SHA-256, and nothing else does.

It is written straight to the disk. The same content gives the same bytes: what differs from one time to the next (who asked, and when)
stands in the manifest alone, and so in the line of `SHA256SUMS` that seals it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.utils import timezone

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
PACKED = (".jpg", ".png", ".webp", ".gif")
"""What is as small as it gets, and is put in as it is."""
_PIECE = 256 * 1024


class Package:
    """A ZIP that is being written: `with Package(file) as package`. Sealed is only what was not broken off."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w")
        self._files: list[tuple[str, int, str]] = []

    def __enter__(self) -> Package:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def add(self, path: str, content: bytes | str | Iterable[bytes], at: datetime) -> str:
        """Put a file in, dated as it is said. Gives its SHA-256."""
        digest, size = hashlib.sha256(), 0
        with self._zip.open(_entry(path, at), "w", force_zip64=True) as member:
            for piece in _pieces(content):
                digest.update(piece)
                size += len(piece)
                member.write(piece)
        self._files.append((path, size, digest.hexdigest()))
        return digest.hexdigest()

    def seal(self, head: Mapping[str, Any], at: datetime) -> str:
        """Put in the last: the manifest, which begins with `head`, and the sums. Gives the SHA-256 of the manifest."""
        listed = [{"path": path, "size": size, "sha256": digest} for path, size, digest in self._files]
        manifest = self.add(MANIFEST, as_json({**head, "files": listed}), at)
        self.add(SUMS, (f"{digest}  {path}\n".encode() for path, _, digest in self._files), at)
        return manifest


def as_json(told: Any) -> str:
    """As it is read by people and by software; times as the clock in the office showed them."""
    return json.dumps(told, indent=2, ensure_ascii=False, default=as_text) + "\n"


def as_text(value: Any) -> str:
    """One value, in a cell or in a file."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return "" if value is None else str(value)


def read_back(file: IO[bytes]) -> Iterable[bytes]:
    """What was written beside, from its beginning, piece by piece."""
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _pieces(content: bytes | str | Iterable[bytes]) -> Iterable[bytes]:
    if isinstance(content, str):
        return (content.encode(),)
    return (content,) if isinstance(content, bytes) else content


def _entry(path: str, at: datetime) -> ZipInfo:
    day = timezone.localtime(at)
    entry = ZipInfo(path, (day.year, day.month, day.day, day.hour, day.minute, day.second))
    entry.compress_type = ZIP_STORED if path.endswith(PACKED) else ZIP_DEFLATED
    entry.create_system, entry.external_attr = 3, 0o644 << 16  # on every computer alike, a file that anybody may read
    return entry
