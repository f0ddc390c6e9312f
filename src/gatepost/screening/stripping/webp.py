"""The chunks of a WebP. Kept are the picture, its colour profile and its frames; EXIF, XMP and others are dropped."""

from collections.abc import Iterator

from .pieces import AFTER, BrokenFileError, Piece, cut

_SEEN = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_IN_A_FRAME = frozenset((b"VP8 ", b"VP8L", b"ALPH"))
_FRAME_HEADER = 16
_EXIF, _XMP = 0x08, 0x04


def pieces(data: bytes) -> Iterator[Piece]:
    """The chunks of a WebP in order, its header left out: `assembled` writes it anew."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP":
        raise BrokenFileError
    end = 8 + int.from_bytes(data[4:8], "little")
    yield from _chunks(cut(data, 12, end), _SEEN)
    if end + end % 2 < len(data):
        yield Piece(AFTER, data[end + end % 2 :], keep=False)


def _chunks(body: bytes, seen: frozenset[bytes]) -> Iterator[Piece]:
    at = 0
    while at < len(body):
        kind = cut(body, at, at + 4)
        content = cut(body, at + 8, at + 8 + int.from_bytes(cut(body, at + 4, at + 8), "little"))
        at += 8 + len(content) + len(content) % 2
        if kind == b"ANMF":
            content = content[:_FRAME_HEADER] + _joined(_chunks(content[_FRAME_HEADER:], _IN_A_FRAME))
        yield Piece(kind.decode("latin-1"), chunk(kind, content), keep=kind in seen)


def _joined(chunks: Iterator[Piece]) -> bytes:
    return b"".join(piece.content for piece in chunks if piece.keep)


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk as it stands in the file, with the byte that evens it out."""
    return kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def assembled(chunks: list[bytes], exif: bytes) -> bytes:
    """The whole file again, with the flags of its first chunk telling what is still there."""
    if chunks and chunks[0].startswith(b"VP8X") and len(chunks[0]) > 8:
        flags = chunks[0][8] & ~(_EXIF | _XMP) | (_EXIF if exif else 0)
        chunks = [chunks[0][:8] + bytes((flags,)) + chunks[0][9:], *chunks[1:]]
        if exif:
            chunks.append(chunk(b"EXIF", exif))
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body
