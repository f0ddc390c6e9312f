"""A text as the rules on abuse see it: a row of words, each with its classes."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from ..folding import Folded
from ..normalising import COMMA, END, QUOTE, Word
from .wording import Wording, wording

_LONGEST_QUOTATION, _LONGEST_SENTENCE = 80, 80
_MARKS = (END, QUOTE, COMMA)
_LAUGHING = ("😂", "🤣")
_FOND = ("love", "haha", "lol", "bless", "xx", "❤", "😘", "😍", "🥰", "😊", "😉")


@dataclass(frozen=True)
class Claim:
    """What a rule has seen: the kind of abuse in the words from `start` to `end`, and why in one sentence."""

    kind: str
    start: int
    end: int
    why: str
    confidence: float
    detector: str


class Passage:
    """The words of a text; phrases of the grammar count as one word.

    `shape` has one character for each word, the same for words of the same classes: the rules of `rule()` are
    regular expressions over it, so that a rule costs next to nothing and reads as a row of classes.
    """

    def __init__(self, folded: Folded, words: list[Word], known: Wording) -> None:
        self.folded = folded
        self.words = _merged(words, known)
        self.meant = [word.meant for word in self.words]
        letters = _letters()
        self.shape = "".join([letters.get(meant, "o") for meant in self.meant])

    @cached_property
    def text(self) -> str:
        """The words as they are meant, one space between them."""
        return " ".join(self.meant)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [], 0
        for meant in self.meant:
            starts.append(at)
            at += len(meant) + 1
        return starts

    def word_at(self, position: int) -> int:
        """Which word stands at a position of `text`."""
        return bisect_right(self._starts, position) - 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the words from `start` to `end` stand in the original text."""
        return self.folded.span(self.words[start].start, max(word.end for word in self.words[start:end]))

    def written(self, start: int, end: int) -> str:
        """The words from `start` to `end` as they were written."""
        first, last = self.span(start, end)
        return self.folded.original[first:last]

    def sentence(self, at: int) -> tuple[int, int]:
        """The words of the sentence in which a word stands, as far as anybody would read it as one."""
        earliest, latest = max(0, at - _LONGEST_SENTENCE), min(len(self.shape), at + _LONGEST_SENTENCE)
        begins = self.shape.rfind(END, earliest, at)
        ends = self.shape.find(END, at, latest)
        return (begins + 1 if begins >= 0 else earliest), (ends if ends >= 0 else latest)

    @cached_property
    def present(self) -> frozenset[str]:
        """The words of the text, in no order."""
        return frozenset(self.meant)

    @cached_property
    def laughs(self) -> bool:
        """Whether the text laughs: what sounds like a threat is then most often a joke."""
        return any(mark in self.folded.key for mark in _LAUGHING)

    @cached_property
    def fond(self) -> bool:
        """Whether the text shows affection or fun anywhere."""
        return self.laughs or any(mark in self.folded.key for mark in _FOND)

    @cached_property
    def spoken_words(self) -> int:
        """How many words there are, marks left out."""
        return sum(letter not in _MARKS for letter in self.shape)

    def quotation(self, at: int) -> tuple[int, int] | None:
        """The quotation marks between which a word stands, if it does."""
        index = bisect_right(self.quotations, (at, len(self.words))) - 1
        if index >= 0 and self.quotations[index][0] < at < self.quotations[index][1]:
            return self.quotations[index]
        return None

    @cached_property
    def quotations(self) -> list[tuple[int, int]]:
        """The stretches between quotation marks."""
        stretches, opened = [], -1
        key = self.folded.key
        for index, word in enumerate(self.words):
            if word.meant != QUOTE:
                continue
            after_letter = word.start > 0 and key[word.start - 1].isalnum()
            if opened < 0 and not after_letter:
                opened = index
            elif opened >= 0 and index - opened <= _LONGEST_QUOTATION:
                stretches.append((opened, index))
                opened = -1
            elif opened >= 0:
                opened = index
        return stretches


def passage(folded: Folded) -> Passage:
    known = wording()
    return Passage(folded, known.speller.words(folded), known)


def _merged(words: list[Word], known: Wording) -> list[Word]:
    """The words with those that make a phrase of the grammar joined, the longest phrase first."""
    meant = [word.meant for word in words]
    heads = {at for at, pair in enumerate(pairwise(meant)) if pair in known.phrases}
    if not heads:
        return words
    merged: list[Word] = []
    index = 0
    while index < len(words):
        taken = _phrase_length(meant, index, known) if index in heads else 1
        joined = " ".join(meant[index : index + taken])
        merged.append(words[index] if taken == 1 else Word(joined, words[index].start, words[index + taken - 1].end))
        index += taken
    return merged


def _phrase_length(meant: list[str], at: int, known: Wording) -> int:
    for phrase in known.phrases[meant[at], meant[at + 1]]:
        if tuple(meant[at : at + len(phrase)]) == phrase:
            return len(phrase)
    return 1


@cache
def _alphabet() -> dict[frozenset[str], str]:
    """A character of its own for each set of classes that some word has."""
    sets = sorted(set(wording().classes.values()), key=sorted)
    return {names: chr(0xE000 + index) for index, names in enumerate(sets)}


@cache
def _letters() -> dict[str, str]:
    alphabet = _alphabet()
    letters = {word: alphabet[names] for word, names in wording().classes.items()}
    return letters | {END: END, QUOTE: QUOTE, ",": ","}


def _members(name: str) -> str:
    found = "".join(letter for names, letter in _alphabet().items() if name in names)
    if not found:
        raise KeyError(f"No word is of class {name}.")
    return found


def rule(text: str) -> re.Pattern[str]:
    """A rule over classes as a pattern over `Passage.shape`.

    Words of the rule: a class ("hate"); several ("hate|disgust"); `GROUP` for people of a group and `IDENTITY` for
    its adjective as well; `~3` for up to three words of the same sentence, no negation among them; `*3` the same with
    negations; `^` for the start of a sentence; a class with `?` may be missing, with `+` or `*` repeat, after `!` not follow.
    """
    return re.compile("".join(_part(part) for part in text.split()))


def _part(part: str) -> str:
    if part == "^":
        return r"(?:(?<![^.\",])|^)"
    if part == "$":
        return r"(?=[.,\"]|$)"
    if part == "GROUP":
        people = f"[{_members('person')}]"
        owned = f"[{_members('adjective')}{_members('colour')}]+{people}"
        return f"(?P<group>{owned}|[{_members('group')}])"
    if part == "IDENTITY":
        return f"(?P<group>[{_members('adjective')}{_members('colour')}]+[{_members('person')}]?|[{_members('group')}])"
    if part[0] == "~":
        return rf"[^.\"{_members('not')}]{{0,{part[1:]}}}?"
    if part[0] == "*" and part[1:].isdigit():
        return rf"[^.\"]{{0,{part[1:]}}}?"
    if part[0] == "!":
        return f"(?!{_part(part[1:])})"
    repeat = part[-1] if part[-1] in "?+*" else ""
    names = part.rstrip("?+*").split("|")
    return f"[{''.join(_members(n) if len(n) > 1 else n for n in names)}]{'{0,4}' if repeat == '*' else repeat}"
