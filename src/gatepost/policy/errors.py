"""What can be wrong with a pack, a situation or a scenario file, said so that its author can put it right."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

FEW = 8  # so many words a hint may list


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that `word` was most likely meant to be, or None if nothing is close."""
    matches = get_close_matches(word, list(words), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, words: Iterable[str]) -> str:
    """A hint to add to a message about an unknown word: the nearest right one, or nothing."""
    match = nearest(word, words)
    return f"Did you mean '{match}'?" if match else ""


def right_words(word: str, words: Collection[str]) -> str:
    """A hint to add to a message about an unknown word: the nearest right one, or all of them where they are few."""
    few = 0 < len(words) <= FEW
    return did_you_mean(word, words) or (f"Choose from {', '.join(words)}." if few else "")


class PolicyError(Exception):
    """Anything that a person can put right in what they wrote. Its text is meant for them."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a file, and where."""

    file: str
    line: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" + (f" {self.hint}" if self.hint else "")


class PackError(PolicyError):
    """A pack, or another file of the policy language, that cannot be used. Lists every problem found, in the order of the lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


class PackNotFound(PolicyError):
    """There is no such pack or file."""


class SituationError(PolicyError):
    """A situation names a facet or value that the vocabulary does not have, or contradicts itself."""
