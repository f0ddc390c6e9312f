"""Threats: open ones ("I will find you") and veiled ones ("we know which road is yours"). The ways of saying are data."""

import re
from collections.abc import Iterator
from functools import cache

from ..wordlists import words as listed
from .context import denied, excused, of_oneself
from .idioms import Idioms, from_files
from .passages import Claim, Passage

# What is killed or beaten in a manner of speaking.
_PLAYFUL = listed(
    """
    hugs cuddles laughing lol lmao cake cakes brownie brownies tea quiz netball football match game tournament race
    kindness dodgeball goal final chess tig tag hide seek score points league team 😂 🤣
    """
)
# "I will not hurt you" is no threat; "you will not be walking tomorrow" is one.
_NEGATED = re.compile(r"\b(?:not|never)\b(?! (?:be )?(?:walk|laugh|smil|breath|see|talk|stand))")


@cache
def idioms() -> Idioms:
    return Idioms("threats", from_files("threats.yaml"), _not_meant)


def detect(passage: Passage, words: frozenset[str]) -> Iterator[Claim]:
    """Threats in a passage; not those against a cake or in a game. `words`: the single words that stand in it."""
    for claim in idioms().claims(passage, words):
        if not of_oneself(passage, claim.end, claim.end):
            yield claim


def _not_meant(passage: Passage, start: int, end: int) -> bool:
    if passage.laughs or not _PLAYFUL.isdisjoint(passage.present):
        return True
    if _NEGATED.search(" ".join(passage.meant[start:end])):
        return True
    return bool(excused(passage, start, end)) or denied(passage, start, 2)
