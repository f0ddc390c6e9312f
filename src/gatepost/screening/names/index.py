"""The roll, ready to be searched: every written form of a name, and whom it could mean."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from ..folding import fold
from ..roll import Person, Roll
from .misspelt import SHORTEST_BESIDE_FORENAME, WORD, Misspellings, is_slip

People = frozenset[int]


@dataclass(slots=True)
class Form:
    """One way in which a part of a name is written, with the places on the roll of those who bear it.

    `parts` are those of whose double surname this is one half ("Shaw" for Brontë-Shaw).
    `exact` is set for names of two letters and fewer, which count only in exactly these letters ("Mo", "JL").
    """

    word: str
    given: set[int] = field(default_factory=set)
    surname: set[int] = field(default_factory=set)
    parts: set[int] = field(default_factory=set)
    exact: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A form found as a whole word: it ends at `end`, its possessive ending `tail` at `after`.

    `misspelt` says that the word is not quite the form.
    """

    start: int
    end: int
    form: Form
    tail: str = ""
    misspelt: bool = False

    @property
    def after(self) -> int:
        return self.end + len(self.tail)


class NameIndex:
    """All forms of all names of one roll in one automaton, so that the length of the roll hardly matters."""

    def __init__(self, roll: Roll) -> None:
        self.people: tuple[Person, ...] = roll.people
        self.forms: dict[str, Form] = {}
        for number, person in enumerate(roll.people):
            self._add(number, person)
        self.forenames = frozenset(word for word, form in self.forms.items() if form.given and not form.surname)
        self._ordered = list(self.forms.values())
        self._automaton = AhoCorasick([form.word for form in self._ordered])
        self._misspellings = Misspellings(self.forms)
        self.pupils: People = frozenset(n for n, person in enumerate(self.people) if person.kind == "pupil")
        self.initials = tuple(
            (_initials(p.first_name, p.known_as), _initials(*p.last_name.split())) for p in self.people
        )

    def _add(self, number: int, person: Person) -> None:
        for name in filter(None, (person.first_name, person.known_as)):
            for word in _variants(name):
                form = self._form(word)
                form.given.add(number)
                form.exact = name if len(word) <= 2 else ""
        for word in _variants(person.last_name):
            self._form(word).surname.add(number)
        for word in re.split(r"[ -]", _plain(person.last_name)):
            if len(word) > 2 and word != _plain(person.last_name):
                self._form(word).parts.add(number)

    def _form(self, word: str) -> Form:
        return self.forms.setdefault(word, Form(word))

    def hits(self, key: str) -> dict[int, list[Hit]]:
        """Every name that stands as a word of its own, by where it starts, longest first."""
        found: defaultdict[int, list[Hit]] = defaultdict(list)
        for number, start, end in self._automaton.find_matches_as_indexes(key, overlapping=True):
            tail = _tail(key, start, end)
            if tail is not None:
                found[start].append(Hit(start, end, self._ordered[number], tail))
        taken = set(found)
        for hit in self._misspelt(key):
            if hit.start not in taken:
                found[hit.start].append(hit)
        return {start: sorted(found[start], key=lambda hit: -hit.end) for start in sorted(found)}

    def nearly_called(self, people: Iterable[int], surname: str) -> People:
        """Those of these people whose surname is this one but for one slip."""
        return frozenset(n for n in people if any(is_slip(surname, name) for name in self._surnames(n)))

    def _surnames(self, number: int) -> list[str]:
        plain = _plain(self.people[number].last_name)
        return [name for name in {plain, *re.split(r"[ -]", plain)} if len(name) >= SHORTEST_BESIDE_FORENAME]

    def _misspelt(self, key: str) -> Iterator[Hit]:
        for word in WORD.finditer(key):
            for name in self._misspellings.meant_by(word.group()):
                tail = _tail(key, *word.span())
                if tail is not None:
                    yield Hit(word.start(), word.end(), self.forms[name], tail, misspelt=True)


@lru_cache(maxsize=128)
def index_of(roll: Roll) -> NameIndex:
    """The index of a roll, built once."""
    return NameIndex(roll)


def _plain(name: str) -> str:
    return " ".join(fold(name).key.split())


def _initials(*names: str) -> str:
    return "".join(name[0] for name in map(_plain, names) if name)


def _variants(name: str) -> Iterator[str]:
    """ "Jean-Luc" is also written "Jean Luc" and "Jeanluc"; "O'Connor" also "OConnor" and "O Connor"."""
    plain = _plain(name)
    if not plain or not any(c.isalpha() for c in plain):
        return
    words = {plain}
    for sign in "-' ":
        if sign in plain:
            words |= {plain.replace(sign, ""), plain.replace(sign, " "), plain.replace(sign, "-")} - {""}
    yield from (word for word in sorted(words) if not _sign_at_edge(word))


def _sign_at_edge(word: str) -> bool:
    """A word that begins or ends with a sign could never stand between word boundaries."""
    return not (word[0].isalnum() and word[-1].isalnum())


def _tail(key: str, start: int, end: int) -> str | None:
    """The possessive ending after a whole word ("'s", "s", "'"), or None if this is no whole word."""
    if start:
        before = key[start - 1]
        if before.isalnum() or before in "_#@" or (before in "-'" and start > 1 and key[start - 2].isalnum()):
            return None
    rest = key[end : end + 3]
    if not rest or not (rest[0].isalnum() or rest[0] in "_-'"):
        return ""
    if rest.startswith("'"):
        return "'s" if rest[1:2] == "s" and not rest[2:3].isalnum() else "'" if not rest[1:2].isalnum() else None
    if rest[0] == "s":
        ends = rest[1:2] == "" or not (rest[1].isalnum() or rest[1] in "_-'") or rest[1:] == "'" or rest[1:2] == "'"
        return "s" if ends else None
    return "" if rest[0] == "-" and not rest[1:2].isalnum() else None
