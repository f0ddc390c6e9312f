"""What a picture's file is made of: pieces one after another, each kept or dropped."""

from dataclasses import dataclass


class BrokenFileError(ValueError):
    """The pieces of the file do not fit together."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the file. `kind` is what its format calls it; `AFTER` is what follows the end of the picture."""

    kind: str
    content: bytes
    keep: bool


AFTER = "after the end"


def cut(data: bytes, start: int, end: int) -> bytes:
    """The bytes from `start` to `end`, all of which must be there."""
    if not 0 <= start <= end <= len(data):
        raise BrokenFileError
    return data[start:end]
