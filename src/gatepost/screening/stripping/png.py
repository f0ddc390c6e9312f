"""The chunks of a PNG. Kept are those that change how the picture looks or moves; all others are dropped."""

from collections.abc import Iterator

from .pieces import AFTER, BrokenFileError, Piece, cut

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_SEEN = frozenset(
    b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs acTL fcTL fdAT".split()
)


def pieces(data: bytes) -> Iterator[Piece]:
    """The chunks of a PNG in order."""
    if not data.startswith(SIGNATURE):
        raise BrokenFileError
    yield Piece("start", SIGNATURE, keep=True)
    at, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        kind = cut(data, at + 4, at + 8)
        end = at + 12 + int.from_bytes(data[at : at + 4])
        yield Piece(kind.decode("latin-1"), cut(data, at, end), keep=kind in _SEEN)
        at = end
    if at < len(data):
        yield Piece(AFTER, data[at:], keep=False)
