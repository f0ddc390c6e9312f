"""A picture's file without what it tells besides the picture: where, when, with what and by whom, and remarks.

Nothing is decoded and encoded again: the pieces of the file that show the picture are kept byte for byte, with its
colour profile, and everything else is left out, what follows the end of the picture too. Which way up the picture is
to be shown is kept, and nothing else of EXIF.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from ..errors import PictureError
from ..opening import BROKEN, damaged, opened, orientation, read
from ..settings import Settings
from . import gif, jpeg, png, webp
from .pieces import AFTER, BrokenFileError, Piece

__all__ = ["has_more", "stripped"]

_PIECES: dict[str, Callable[[bytes], Iterator[Piece]]] = {
    "JPEG": jpeg.pieces,
    "PNG": png.pieces,
    "GIF": gif.pieces,
    "WEBP": webp.pieces,
}
_PLAIN = Settings()
_UPRIGHT = 1


def stripped(source: str | Path | bytes, *, name: str = "", settings: Settings = _PLAIN) -> bytes:
    """The same picture in the same format with nothing else in its file. Raises PictureError."""
    data, name = read(source, name, settings)
    image = opened(data, name, settings)
    turned = orientation(image)
    kind = image.format or ""
    try:
        kept = [piece.content for piece in _PIECES[kind](data) if piece.keep]
    except (BrokenFileError, *BROKEN) as error:
        raise PictureError(damaged(name)) from error
    return _ASSEMBLED[kind](kept, b"" if turned == _UPRIGHT else _only_orientation(turned))


def has_more(data: bytes, kind: str) -> bool:
    """Whether something follows the end of the picture: a second picture, a film, a file of another kind."""
    try:
        return any(piece.kind == AFTER and piece.content.strip(b"\0\r\n ") for piece in _PIECES[kind](data))
    except (BrokenFileError, KeyError):
        return False


def _only_orientation(turned: int) -> bytes:
    """EXIF that says which way up, and nothing else."""
    entry = (0x0112).to_bytes(2, "little") + (3).to_bytes(2, "little") + (1).to_bytes(4, "little")
    return b"II*\0\x08\0\0\0\x01\0" + entry + turned.to_bytes(4, "little") + b"\0\0\0\0"


def _jpeg(kept: Iterable[bytes], exif: bytes) -> bytes:
    start, *rest = kept
    body = b"Exif\0\0" + exif
    segment = b"\xff\xe1" + (len(body) + 2).to_bytes(2) + body if exif else b""
    headed = 1 if rest and rest[0].startswith(b"\xff\xe0") else 0
    return b"".join((start, *rest[:headed], segment, *rest[headed:]))


def _png(kept: Iterable[bytes], exif: bytes) -> bytes:
    start, header, *rest = kept
    chunk = len(exif).to_bytes(4) + b"eXIf" + exif + zlib.crc32(b"eXIf" + exif).to_bytes(4) if exif else b""
    return b"".join((start, header, chunk, *rest))


def _gif(kept: Iterable[bytes], _exif: bytes) -> bytes:
    return b"".join(kept)


_ASSEMBLED: dict[str, Callable[[list[bytes], bytes], bytes]] = {
    "JPEG": _jpeg,
    "PNG": _png,
    "GIF": _gif,
    "WEBP": webp.assembled,
}
