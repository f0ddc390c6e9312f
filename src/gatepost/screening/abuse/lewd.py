"""Lewdness: sexual remarks about a person, sexual words and pictures in a row."""

from collections.abc import Iterator
from functools import cache

from .context import quoted
from .idioms import Idioms, from_files
from .passages import Claim, Passage


@cache
def idioms() -> Idioms:
    return Idioms("lewd", from_files("lewd.yaml"), quoted)


def detect(passage: Passage, words: frozenset[str]) -> Iterator[Claim]:
    """Lewd remarks in a passage. `words`: the single words that stand in it."""
    yield from idioms().claims(passage, words)
