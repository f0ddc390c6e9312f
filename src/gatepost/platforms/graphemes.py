"""What a reader takes for one character: the clusters of Unicode's annex 29, with the data in `counting.yaml`.

The rule for conjuncts of Indian scripts (GB9c, newer than the rest) is left out: there a cluster may count as two.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

import yaml

JOINER = "\u200d"
TEXT_STYLE = "\ufe0e"
KEYCAP = "\u20e3"


def clusters(text: str) -> Iterator[str]:
    """The characters of a text as a reader sees them."""
    start = 0
    for at in range(1, len(text)):
        if _breaks(text, start, at):
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def is_emoji(cluster: str) -> bool:
    """Whether a cluster is shown as a little picture: not if it asks for the plain sign."""
    if TEXT_STYLE in cluster:
        return False
    return cluster[0] in _ranges("pictographs") or KEYCAP in cluster or (len(cluster) > 1 and _is_flag(cluster[0]))


def _breaks(text: str, start: int, at: int) -> bool:
    """Whether a new cluster begins at `at`, where the one before began at `start`. In the order of the annex's rules."""
    before, after = text[at - 1], text[at]
    if before == "\r" and after == "\n":
        return False
    if _is_control(before) or _is_control(after):
        return True
    if _joins_hangul(before, after) or _follows(after) or before in _ranges("before"):
        return False
    if before == JOINER and after in _ranges("pictographs"):
        return not _is_pictograph_so_far(text[start : at - 1])
    if _is_flag(before) and _is_flag(after):
        return _flags_at_the_end(text[start:at]) % 2 == 0
    return True


def _is_pictograph_so_far(cluster: str) -> bool:
    """A pictograph with nothing but extending characters since: what a joiner can join to another."""
    while cluster and _follows(cluster[-1]) and cluster[-1] != JOINER:
        cluster = cluster[:-1]
    return bool(cluster) and cluster[-1] in _ranges("pictographs")


def _flags_at_the_end(cluster: str) -> int:
    return len(cluster) - len(cluster.rstrip("".join(map(chr, range(0x1F1E6, 0x1F200)))))


def _is_control(char: str) -> bool:
    if char == JOINER or char in _ranges("joining") or char in _ranges("before"):
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp")


def _follows(char: str) -> bool:
    if char < "\u0300":
        return False
    return char == JOINER or char in _ranges("joining") or (_is_mark(char) and char not in _ranges("apart"))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def _is_flag(char: str) -> bool:
    """Half of a flag."""
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _joins_hangul(before: str, after: str) -> bool:
    """Letters of Korean that make one syllable."""
    first, second = _hangul(before), _hangul(after)
    return (first == "L" and second in ("L", "V", "LV", "LVT")) or (
        (first in ("LV", "V") and second in ("V", "T")) or (first in ("LVT", "T") and second == "T")
    )


def _hangul(char: str) -> str:
    if char < "\u1100":
        return ""
    if "\uac00" <= char <= "\ud7a3":
        return "LV" if (ord(char) - 0xAC00) % 28 == 0 else "LVT"
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    return "T" if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb" else ""


@cache
def data() -> dict[str, Any]:
    """What counting needs to know of characters (`counting.yaml`)."""
    text = resources.files(__package__).joinpath("counting.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def _ranges(name: str) -> frozenset[str]:
    """The characters of a list such as `00A9 203C 2194-2199`."""
    pairs = (part.partition("-") for part in data()[name]["ranges"].split())
    return frozenset(chr(code) for low, _, high in pairs for code in range(int(low, 16), int(high or low, 16) + 1))
