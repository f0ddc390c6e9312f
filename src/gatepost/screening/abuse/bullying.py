"""Bullying: shutting somebody out, telling them that nobody likes them or that they should die, making fun in company."""

from collections.abc import Iterator
from functools import cache

from ..wordlists import words as listed
from .context import excused
from .idioms import Idioms, from_files
from .passages import Claim, Passage

# What "nobody likes ..." may end in without being about a person who is shut out.
_HARMLESS = listed(
    """
    me us it my this that these the wet rain homework mondays sprouts a an to being when getting waiting queuing early
    """
)
_TAUGHT_AGAINST = frozenset({"anti", "kindness", "childline", "samaritans", "assembly", "lesson", "helpline"})


@cache
def idioms() -> Idioms:
    return Idioms("bullying", from_files("bullying.yaml"), _not_meant)


def detect(passage: Passage, words: frozenset[str]) -> Iterator[Claim]:
    """Bullying in a passage. `words`: the single words that stand in it."""
    yield from idioms().claims(passage, words)


def _not_meant(passage: Passage, start: int, end: int) -> bool:
    """Told of others, taught against, or said by the writer of themselves: "nobody likes me"."""
    if passage.meant[end - 1] in _HARMLESS or not _TAUGHT_AGAINST.isdisjoint(passage.present):
        return True
    return bool(excused(passage, start, end))
