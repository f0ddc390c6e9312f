"""Names inside hashtags: "#WellDoneAisha", "#TeamKhan", "#gochidi"."""

import re
from collections.abc import Iterator
from functools import lru_cache

from .everyday import EVERYDAY, EVERYDAY_SURNAMES
from .evidence import Belief
from .figures import FIGURES
from .index import Form, NameIndex
from .readings import Reading
from .words import HASHTAG_WORDS, ORDINARY

TAG = re.compile(r"#(?P<tag>[^\W_][\w]{1,79})")
_PIECES = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\d_A-Z]+|\d+")
_SHOULD_GO_ON = ("s", "ed", "ing")
_LONGEST = 3


def in_hashtags(flat: str, key: str, index: NameIndex) -> Iterator[Reading]:
    """The names in the hashtags of a text; the # is no part of them."""
    for tag in TAG.finditer(flat):
        start = tag.start("tag")
        pieces = [(start + p.start(), start + p.end()) for p in _PIECES.finditer(tag["tag"])]
        if len(pieces) > 1:
            yield from _in_pieces(key, index, pieces)
        elif pieces:
            yield from _in_one_word(key[pieces[0][0] : pieces[0][1]], pieces[0][0], index)


def _in_pieces(key: str, index: NameIndex, pieces: list[tuple[int, int]]) -> Iterator[Reading]:
    at = 0
    while at < len(pieces):
        found = next((r for r in (_at(key, index, pieces, at, count) for count in range(_LONGEST, 0, -1)) if r), None)
        if found:
            yield found
        at += 1
        while found and at < len(pieces) and pieces[at][0] < found.end:
            at += 1


def _at(key: str, index: NameIndex, pieces: list[tuple[int, int]], at: int, count: int) -> Reading | None:
    """The name that the next `count` pieces spell, if they do."""
    if at + count > len(pieces):
        return None
    start, end = pieces[at][0], pieces[at + count - 1][1]
    word = key[start:end]
    form = index.forms.get(word) or index.forms.get(word.removesuffix("s"))
    if form is None:
        return _full_name(key, index, pieces, at, count)
    end = start + len(form.word)
    others = [key[a:b] for a, b in pieces[:at] + pieces[at + count :]]
    if not _believed(
        form, others, key[pieces[at + count][0] : pieces[at + count][1]] if at + count < len(pieces) else ""
    ):
        return None
    people = frozenset(form.given or form.surname)
    return Reading(start, end, end, people, "name in a hashtag", Belief.LIKELY) if people else None


def _believed(form: Form, others: list[str], following: str) -> bool:
    cheering = all(word in HASHTAG_WORDS or word.isdigit() for word in others)
    if f"{form.word} {following}" in FIGURES:
        return False
    if form.given and form.word not in EVERYDAY:
        return not following or following in HASHTAG_WORDS or following in ORDINARY or following.endswith(_SHOULD_GO_ON)
    return cheering and bool(others) and bool(form.given or form.word not in EVERYDAY_SURNAMES)


def _full_name(key: str, index: NameIndex, pieces: list[tuple[int, int]], at: int, count: int) -> Reading | None:
    for split in range(1, count):
        (start, _), (middle, _), end = pieces[at], pieces[at + split], pieces[at + count - 1][1]
        given, surname = index.forms.get(key[start:middle]), index.forms.get(key[middle:end])
        if not given or not surname or (given.word in EVERYDAY and surname.word in EVERYDAY_SURNAMES):
            continue
        people = frozenset(given.given & (surname.surname | surname.parts))
        if people:
            return Reading(start, end, end, people, "full name", Belief.SURE)
    return None


def _in_one_word(word: str, start: int, index: NameIndex) -> Iterator[Reading]:
    """ "#gochidi": a name that is no everyday word, with nothing but cheering around it."""
    for length in range(len(word), 2, -1):
        for first in (0, len(word) - length) if length < len(word) else (0,):
            form = index.forms.get(word[first : first + length])
            rest = word[:first] + " " + word[first + length :]
            if form and form.given and form.word not in EVERYDAY and all(_is_cheer(part) for part in rest.split()):
                yield Reading(
                    start + first,
                    start + first + length,
                    start + first + length,
                    frozenset(form.given),
                    "name in a hashtag",
                    Belief.LIKELY,
                )
                return


@lru_cache(maxsize=2048)
def _is_cheer(word: str) -> bool:
    """Whether a run of letters can be cut into words that cheer."""
    reachable = {0}
    for end in range(1, len(word) + 1):
        if any(word[start:end] in HASHTAG_WORDS for start in reachable):
            reachable.add(end)
    return len(word) in reachable
