"""Contempt without a bad word: "you couldn't run a bath", "wind your neck in", "a poor excuse for a teacher"."""

from collections.abc import Iterator
from functools import cache

from .context import excused, of_oneself
from .idioms import Idioms, from_files
from .passages import Claim, Passage


@cache
def idioms() -> Idioms:
    return Idioms("contempt", from_files("contempt.yaml"), _not_meant)


def detect(passage: Passage, words: frozenset[str]) -> Iterator[Claim]:
    """Contemptuous remarks in a passage. `words`: the single words that stand in it."""
    yield from idioms().claims(passage, words)


def _not_meant(passage: Passage, start: int, end: int) -> bool:
    """Told of others, or said by the writer of themselves: "I must have one brain cell left"."""
    return bool(excused(passage, start, end)) or of_oneself(passage, start, end)
