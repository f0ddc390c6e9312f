"""Words and phrases that speak for a label: many of them looked for at once, in one pass over a text.

A detector has its phrases in groups (`wordings/`), one phrase a line. A phrase stands as whole words; a star at its end
lets the last word go on ("donat*" is also "donating"), a hash stands for a number ("£# off" is also "£4.50 off").
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from .findings import Finding
from .folding import Folded
from .shipped import shipped

_LONGEST_QUOTE = 60
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Cue:
    """A phrase of `group` that stands in the text from `start` to `end`."""

    start: int
    end: int
    group: str


@dataclass(frozen=True, slots=True)
class _Phrase:
    """`bare` is looked for; a number must follow it (then `rest`) or stand before it, where the phrase says so."""

    group: str
    bare: str
    rest: str | None
    number_before: bool
    open_end: bool

    @classmethod
    def read(cls, group: str, line: str) -> "_Phrase":
        open_end, line = line.endswith("*"), line.removesuffix("*")
        before, line = line.startswith("#"), line.removeprefix("#")
        bare, number, rest = line.partition("#")
        return cls(group, bare, rest if number else None, before, open_end)

    def fits(self, key: str, start: int, end: int) -> Cue | None:
        """The cue, if what stands around the bare words is as the phrase says."""
        if self.number_before:
            if not key[max(0, start - 1) : start].isdigit():
                return None
        elif start and self.bare[0].isalnum() and _in_word(key[start - 1]):
            return None
        if self.rest is not None:
            digits = _NUMBER.match(key, end)
            if not digits or not key.startswith(self.rest, digits.end()):
                return None
            end = digits.end() + len(self.rest)
            return Cue(start, end, self.group) if not self.rest or _ends(key, end, self.open_end) else None
        return Cue(start, end, self.group) if _ends(key, end, self.open_end) else None


class Cues:
    """The phrases of one detector. Finding them takes time in proportion to the text, however many there are."""

    def __init__(self, groups: Mapping[str, str]) -> None:
        self._phrases = [_Phrase.read(group, line) for group, lines in groups.items() for line in _lines(lines)]
        self._automaton = AhoCorasick([phrase.bare for phrase in self._phrases])

    @classmethod
    def read(cls, name: str) -> "Cues":
        """The phrases in `wordings/`, in the file of a detector."""
        return cls(shipped("wordings", f"{name}.yaml"))

    def find(self, key: str) -> list[Cue]:
        """All phrases in a text in lower case, in the order in which they end; those inside others too."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            cue = self._phrases[index].fits(key, start, end)
            if cue:
                found.append(cue)
        return found


def outside(cues: Iterable[Cue], spans: Iterable[tuple[int, int]]) -> list[Cue]:
    """The cues that lie inside none of the spans."""
    starts: list[int] = []
    reaches: list[int] = []  # how far the spans go that begin at or before each start
    for start, end in sorted(spans):
        starts.append(start)
        reaches.append(max(end, reaches[-1]) if reaches else end)
    return [cue for cue in cues if not _reached(cue, bisect_right(starts, cue.start), reaches)]


def _reached(cue: Cue, before: int, reaches: list[int]) -> bool:
    return before > 0 and cue.end <= reaches[before - 1]


def claim(folded: Folded, cue: Cue, *, label: str, why: str, confidence: float, detector: str) -> Finding:
    """A finding at a cue; `why` says "{words}" where the words of the text belong."""
    start, end = folded.span(cue.start, cue.end)
    words = " ".join(folded.original[start : min(end, start + _LONGEST_QUOTE)].split())
    return Finding(
        label=label,
        span=(start, end),
        why=why.replace("{words}", f"“{words}”"),
        confidence=confidence,
        detector=detector,
    )


def outermost(cues: Iterable[Cue]) -> list[Cue]:
    """The cues without those that lie inside a longer one, in the order of the text."""
    kept: list[Cue] = []
    reach = -1
    for cue in sorted(cues, key=lambda cue: (cue.start, -cue.end)):
        if cue.end > reach:
            kept.append(cue)
            reach = cue.end
    return kept


def _lines(text: str) -> list[str]:
    return [line for line in map(str.strip, text.splitlines()) if line]


def _ends(key: str, end: int, open_end: bool) -> bool:
    return open_end or end >= len(key) or not (key[end - 1].isalnum() and _in_word(key[end]))


def _in_word(character: str) -> bool:
    return character.isalnum() or character == "_"
