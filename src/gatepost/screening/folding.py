"""One plain form of a text for matching, and the way back to the original.

Detectors look for names and addresses in a text from which accents, invisible characters and
typographers' quotes and dashes have been taken out ("Zoë" is "Zoe", "O’Connor" is "O'Connor").
What they find is reported in the text as it was written, so each plain character remembers where it came from.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

_PERHAPS_NOT_PLAIN = re.compile(r"[^\x00-\x7f£\U0001f300-\U0001faff]")  # pound signs and emoji stay what they are
_PLAIN = {
    **dict.fromkeys("‘’ʼ‛`´ʹ′＇", "'"),
    **dict.fromkeys("‐‑‒–—−﹣－", "-"),
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "đ": "d",
    "Đ": "D",
    "ı": "i",
    "æ": "ae",
    "Æ": "AE",
    "œ": "oe",
    "Œ": "OE",
}
_LONGEST_EXPANSION = 4


class Folded(NamedTuple):
    """A text in plain form: `flat` keeps capitals, `key` is the same length in lower case.

    From plain position `origins[i]` on, the original stands `offsets[i]` further along; None where the text was plain.
    """

    original: str
    flat: str
    key: str
    origins: tuple[int, ...] | None
    offsets: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the plain characters from `start` to `end` stand in the original text."""
        if start >= end:
            here = self._origin(start) if start < len(self.flat) else len(self.original)
            return here, here
        last = self._origin(end - 1) + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self._origin(start), last

    def _origin(self, position: int) -> int:
        if self.origins is None or self.offsets is None:
            return position
        stretch = bisect_right(self.origins, position) - 1
        return position + self.offsets[stretch]


def fold(text: str) -> Folded:
    """The plain form of any text. Linear in its length; never raises."""
    if text.isascii():
        return Folded(text, text, text.lower(), None, None)
    if not _PERHAPS_NOT_PLAIN.search(text):
        return Folded(text, text, _lower(text), None, None)
    pieces: list[str] = []
    origins: list[int] = [0]
    offsets: list[int] = [0]
    offset = done = 0
    for found in _PERHAPS_NOT_PLAIN.finditer(text):
        plain, at = _plain(found.group()), found.start()
        pieces += (text[done:at], plain)
        done = at + 1
        if len(plain) == 1:  # nothing moves
            continue
        for index in range(len(plain)):
            _note(origins, offsets, at - offset + index, offset - index)
        offset += 1 - len(plain)
        _note(origins, offsets, done - offset, offset)
    pieces.append(text[done:])
    flat = "".join(pieces)
    return Folded(text, flat, _lower(flat), tuple(origins), tuple(offsets))


def _note(origins: list[int], offsets: list[int], start: int, offset: int) -> None:
    """From plain position `start` on, the original stands `offset` further along."""
    if origins[-1] == start:
        offsets[-1] = offset
    elif offsets[-1] != offset:
        origins.append(start)
        offsets.append(offset)


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Cf"):  # accents standing alone, joiners, soft hyphens
        return ""
    if category == "Cs":  # half of a broken pair: no other library accepts it
        return "\ufffd"
    letters = "".join(c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return letters if 0 < len(letters) <= _LONGEST_EXPANSION else character


def _lower(flat: str) -> str:
    lowered = flat.lower()
    if len(lowered) == len(flat):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in flat)
