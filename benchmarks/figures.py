"""Counting what was found against what was there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


@dataclass
class Count:
    """How many were rightly found, wrongly found, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def there(self) -> int:
        return self.right + self.missed

    @property
    def precision(self) -> float | None:
        """Of what was found, how much was there; None if nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Of what was there, how much was found; None if nothing was there."""
        return self.right / self.there if self.there else None

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0

    def add(self, found: set[Any], there: set[Any]) -> None:
        self.right += len(found & there)
        self.wrong += len(found - there)
        self.missed += len(there - found)


@dataclass(frozen=True)
class Balanced:
    """How well two kinds of text are told apart: the share of each that is rightly judged, and their mean."""

    positive: float
    negative: float
    count: int

    @property
    def accuracy(self) -> float:
        return (self.positive + self.negative) / 2


def balanced(judged: Iterable[tuple[bool, bool]]) -> Balanced:
    """From pairs of what was said and what is so."""
    pairs = list(judged)
    positives = [said for said, so in pairs if so]
    negatives = [not said for said, so in pairs if not so]
    return Balanced(_share(positives), _share(negatives), len(pairs))


def macro_f1(counts: Iterable[Count]) -> float:
    """The mean of the F1 figures of labels, each of the same weight however rare it is."""
    figures = [count.f1 for count in counts]
    return sum(figures) / len(figures) if figures else 0.0


def _share(judgements: list[bool]) -> float:
    return sum(judgements) / len(judgements) if judgements else 0.0


def shown(figure: float | None) -> str:
    """Two places, or a dash where there is nothing to tell."""
    return "–" if figure is None else f"{figure:.2f}"
