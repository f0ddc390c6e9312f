"""Ways of saying: patterns over the words of a text, looked for only where one of their cue words stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .passages import Claim, Passage
from .wording import load, with_parts


@dataclass(frozen=True)
class Idiom:
    """A way of saying that is abuse of a kind: one of `cues` must stand in the text before `pattern` is tried;
    "class+calls" is a cue of two words that must both stand in it.
    """

    kind: str
    cues: str
    pattern: str
    why: str
    confidence: float = 0.7


class Idioms:
    """Idioms with their cues sorted, for one detector. `excused` says which finds are not meant."""

    def __init__(
        self, detector: str, idioms: Iterable[Idiom], excused: Callable[[Passage, int, int], bool | str]
    ) -> None:
        self._detector = detector
        self._excused = excused
        self._listed = [(idiom, re.compile(rf"(?<![^ ])(?:{idiom.pattern})(?![^ ])")) for idiom in idioms]
        self._by_cue: dict[str, list[tuple[frozenset[str], int]]] = {}
        for index, (idiom, _) in enumerate(self._listed):
            for cue in idiom.cues.split():
                first, *others = cue.split("+")
                self._by_cue.setdefault(first, []).append((frozenset(others), index))

    @property
    def cues(self) -> frozenset[frozenset[str]]:
        """The cues, each as the words that must all stand in a text."""
        return frozenset(others | {first} for first, each in self._by_cue.items() for others, _ in each)

    def prompted(self, words: frozenset[str]) -> list[int]:
        """Which idioms may stand in a text with these words."""
        first = words & self._by_cue.keys()
        return sorted({index for cue in first for others, index in self._by_cue[cue] if others <= words})

    def claims(self, passage: Passage, words: frozenset[str]) -> Iterator[Claim]:
        """What is found in a passage; `words` are the single words that stand in it."""
        for index in self.prompted(words):
            idiom, pattern = self._listed[index]
            for found in pattern.finditer(passage.text):
                start, end = passage.word_at(found.start()), passage.word_at(max(found.start(), found.end() - 1)) + 1
                if not self._excused(passage, start, end):
                    why = f"“{passage.written(start, end)}” {idiom.why}."
                    yield Claim(idiom.kind, start, end, why, idiom.confidence, self._detector)


def from_files(*names: str) -> list[Idiom]:
    """The idioms of files beside this one; `<name>` in a pattern stands for one of the parts of any of them."""
    files = [load(name) for name in names]
    parts = {name: part for data in files for name, part in data["parts"].items()}
    return [
        Idiom(each["kind"], each["cues"], with_parts(each["pattern"], parts), each["why"], each["confidence"])
        for data in files
        for each in data["idioms"]
    ]
