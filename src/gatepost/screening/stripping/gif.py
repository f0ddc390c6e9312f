"""The blocks of a GIF. Kept are the frames and how they follow one another; remarks and foreign data are dropped."""

from collections.abc import Iterator

from .pieces import AFTER, BrokenFileError, Piece, cut

_FRAME, _EXTENSION, _END = 0x2C, 0x21, 0x3B
_CONTROL, _REMARK, _APPLICATION = 0xF9, 0xFE, 0xFF
_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def pieces(data: bytes) -> Iterator[Piece]:
    """The blocks of a GIF in order. A file that lacks its end mark is given one."""
    at = 13 + _colours(cut(data, 0, 13)[10])
    yield Piece("start", cut(data, 0, at), keep=True)
    while at < len(data) and data[at] != _END:
        if data[at] == _FRAME:
            body = at + 11 + _colours(cut(data, at, at + 10)[9])
            end = _end_of_blocks(data, body)
            yield Piece("frame", cut(data, at, end), keep=True)
        elif data[at] == _EXTENSION:
            end = _end_of_blocks(data, at + 2)
            yield _extension(cut(data, at, end))
        else:
            raise BrokenFileError
        at = end
    yield Piece("end", bytes((_END,)), keep=True)
    if at + 1 < len(data):
        yield Piece(AFTER, data[at + 1 :], keep=False)


def _colours(flags: int) -> int:
    """How many bytes a table of colours takes, if the flags say that there is one."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while size := cut(data, at, at + 1)[0]:
        at += 1 + size
    return at + 1


def _extension(content: bytes) -> Piece:
    kind = content[1]
    if kind == _REMARK:
        return Piece("remark", content, keep=False)
    loops = kind == _APPLICATION and content[3:14] in _LOOPS and len(content) <= 19
    return Piece("control" if kind == _CONTROL else "extension", content, keep=kind == _CONTROL or loops)
