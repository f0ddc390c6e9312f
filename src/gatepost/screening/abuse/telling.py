"""A first look at a text, without places: which of its words could tell of abuse at all? Most texts end here."""

from functools import cache, lru_cache

from . import bullying, contempt, groups, lewd, prejudice, threats
from .wording import telling_part, wording

SPACED = " "  # stands for letters that may be a word written with spaces
_A_LETTER = frozenset({SPACED})
_FEWEST_LETTERS = 2
_LONGEST = 48
_WORDS_OF_ONE_LETTER = frozenset("iax")


def telling(key: str) -> frozenset[str]:
    """The words of a plain text that have a part in any rule."""
    found = [_telling(chunk) if len(chunk) <= _LONGEST else _telling.__wrapped__(chunk) for chunk in key.split()]
    together = frozenset().union(*found)
    return together - _A_LETTER if SPACED in together and found.count(_A_LETTER) < _FEWEST_LETTERS else together


def meant(key: str) -> list[str]:
    """The words of a plain text as they are meant, in order."""
    found: list[str] = []
    for chunk in key.split():
        found += _meant(chunk) if len(chunk) <= _LONGEST else ()
    return found


@lru_cache(maxsize=50_000)
def _meant(chunk: str) -> tuple[str, ...]:
    return tuple(piece.meant for piece in wording().speller.pieces(chunk))


@lru_cache(maxsize=50_000)
def _telling(chunk: str) -> frozenset[str]:
    if len(chunk) == 1 and chunk.isalnum() and not chunk.isdigit() and chunk not in _WORDS_OF_ONE_LETTER:
        return _A_LETTER
    return _vocabulary().intersection(piece.meant for piece in wording().speller.pieces_of(chunk))


@cache
def _vocabulary() -> frozenset[str]:
    known = wording()
    found = {word for entry in known.entries for word in entry.split()} | groups.needed()
    found |= set(map(telling_part, known.kinds))
    for detector in (threats, bullying, contempt, lewd, prejudice):
        found |= frozenset().union(*detector.idioms().cues)
    return frozenset(found)
