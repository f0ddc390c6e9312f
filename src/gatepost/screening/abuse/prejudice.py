"""Prejudice without a slur: "send them back", "get back in the kitchen", "that's so gay"."""

from collections.abc import Iterator
from functools import cache

from .context import excused
from .idioms import Idioms, from_files
from .passages import Claim, Passage


@cache
def idioms() -> Idioms:
    return Idioms("prejudice", from_files("prejudice.yaml", "racism.yaml"), excused)


def detect(passage: Passage, words: frozenset[str]) -> Iterator[Claim]:
    """Remarks of prejudice in a passage. `words`: the single words that stand in it."""
    yield from idioms().claims(passage, words)
