"""The segments of a JPEG. Kept are the picture, its colour profile and what tells a reader how to decode it."""

import re
from collections.abc import Generator, Iterator

from .pieces import AFTER, BrokenFileError, Piece, cut

_START, _END, _SCAN, _COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_APPLICATION = range(0xE0, 0xF0)
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_JFIF, _PROFILE, _ADOBE = b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"
_JFIF_LENGTH = 14


def pieces(data: bytes) -> Iterator[Piece]:
    """The segments of a JPEG in order. A file that lacks its end marker is given one."""
    yield Piece("start", cut(data, 0, 2), keep=True)
    at = 2
    while True:
        at = yield from _to_marker(data, at)
        marker = cut(data, at, at + 2)[1]
        if marker == _END:
            break
        end = at + 2 if marker in _ALONE else _end_of_segment(data, at)
        if marker == _SCAN:
            found = _NEXT_MARKER.search(data, end)
            end = found.start() if found else len(data)
        yield _segment(marker, cut(data, at, end))
        at = end
        if marker == _SCAN and at == len(data):
            break
    yield Piece("end", bytes((0xFF, _END)), keep=True)
    if at + 2 < len(data):
        yield Piece(AFTER, data[at + 2 :], keep=False)


def _to_marker(data: bytes, at: int) -> Generator[Piece, None, int]:
    """Past padding and rubbish to the next marker."""
    found = _NEXT_MARKER.search(data, at)
    if found is None:
        raise BrokenFileError
    if found.start() > at:
        yield Piece("between segments", data[at : found.start()], keep=False)
    return found.start()


def _end_of_segment(data: bytes, at: int) -> int:
    length = int.from_bytes(cut(data, at + 2, at + 4))
    if length < 2:
        raise BrokenFileError
    return at + 2 + length


def _segment(marker: int, content: bytes) -> Piece:
    if marker == _COMMENT:
        return Piece("remark", content, keep=False)
    if marker not in _APPLICATION:
        return Piece("picture", content, keep=True)
    body = content[4:]
    if marker == 0xE0 and body.startswith(_JFIF) and len(body) >= _JFIF_LENGTH:
        return Piece("header", _without_thumbnail(body), keep=True)
    profile = marker == 0xE2 and body.startswith(_PROFILE)
    adobe = marker == 0xEE and body.startswith(_ADOBE)
    return Piece(f"application {marker - 0xE0}", content, keep=profile or adobe)


def _without_thumbnail(body: bytes) -> bytes:
    """The JFIF header alone: a small copy of the picture may follow in it."""
    return b"\xff\xe0" + (_JFIF_LENGTH + 2).to_bytes(2) + body[: _JFIF_LENGTH - 2] + b"\0\0"
