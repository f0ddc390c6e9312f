"""What is looked at in a record as its entries go by: the chain, the words beside it, the evidence.

Each check `look`s at every entry in the order of their numbers, and says at the `end` what only the whole shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gatepost.schools.models import School

from . import chain, files, named_files
from .models import Entry, Head, PersonalText
from .reports import Kind, Problem
from .services import ADDED_EVIDENCE, ERASED_TEXT

TRIED = 100  # how many changed entries are kept, to find out whether they only changed places


class ChainCheck:
    """Every entry is what was written, follows the one before it, and none is missing, also not at the end."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.began_at = _head(school)
        self.number, self.digest = 0, chain.START
        self.changed: dict[int, Entry] = {}
        self.missing: list[int] = []
        self.broken: list[int] = []
        self.ended_with_another = False

    def look(self, entry: Entry) -> Iterator[Problem]:
        if entry.number > self.number + 1:
            yield self._missing(self.number + 1, entry.number - 1)
        elif entry.previous != self.digest:
            self.broken.append(entry.number)
        if _digest(entry, entry.number) != entry.digest:
            if len(self.changed) < TRIED:
                self.changed[entry.number] = entry
            else:
                yield _changed(entry.number)
        if entry.number == self.began_at.number:
            self.ended_with_another = entry.digest != self.began_at.digest
        self.number, self.digest = entry.number, entry.digest

    def end(self) -> Iterator[Problem]:
        for number, entry in self.changed.items():
            was = self._was(entry)
            yield _changed(number) if was is None else _moved(number, was)
        for number in self.broken:
            if not {number, number - 1} & self.changed.keys():
                yield Problem(
                    Kind.BROKEN,
                    number,
                    f"Entry {number} does not follow on from entry {number - 1}: one of the two is not what was written.",
                )
        yield from self._ending()

    def _ending(self) -> Iterator[Problem]:
        last = self.began_at.number
        if self.ended_with_another and last not in self.changed:
            yield Problem(Kind.BROKEN, last, f"Entry {last} is not the one that the record says it ended with.")
        if self.number < last:
            yield self._missing(self.number + 1, last)
        ends_at = _head(self.school).number
        if self.number > ends_at:
            yield Problem(Kind.UNKNOWN, self.number, f"{_entries(ends_at + 1, self.number)} not written by Gatepost.")

    def _missing(self, first: int, last: int) -> Problem:
        self.missing += range(first, min(last, first + TRIED) + 1)
        return Problem(Kind.MISSING, first, f"{_entries(first, last)} missing.")

    def _was(self, entry: Entry) -> int | None:
        """The number under which a changed entry is still what was written, if it only changed places."""
        places = [*self.changed, *self.missing]
        return next((number for number in places if _digest(entry, number) == entry.digest), None)


class WordsCheck:
    """The words beside an entry are those it was written with, or an entry says that they were erased."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.erased: dict[int, tuple[datetime, str]] = {}
        self.said: dict[int, tuple[datetime, str]] = {}

    def look(self, entry: Entry) -> Iterator[Problem]:
        if entry.verb == ERASED_TEXT:
            self.said[_fact(entry, "entry")] = (entry.at, _fact(entry, "because"))
        words: PersonalText | None = getattr(entry, "personal_text", None)
        if words is None:
            if entry.text_digest:
                yield _words(entry.number, f"The words of entry {entry.number} are missing.")
        elif words.erased_at is not None and not words.text:
            self.erased[entry.number] = (words.erased_at, words.erased_because)
        elif not entry.text_digest:
            yield _words(entry.number, f"Entry {entry.number} was written without words, and has some.")
        elif chain.text_digest(words.text, words.salt) != entry.text_digest:
            yield _words(entry.number, f"The words of entry {entry.number} were changed.")

    def end(self) -> Iterator[Problem]:
        for number, told in self.erased.items():
            if number not in self.said:
                yield _words(number, f"The words of entry {number} are gone, and no entry says that they were erased.")
            elif self.said[number] != told:
                yield _words(number, f"When or why the words of entry {number} were erased was changed.")
        for number in self.said.keys() - self.erased.keys():
            if PersonalText.objects.filter(entry__school=self.school, entry__number=number).exists():
                yield _words(number, f"The words of entry {number} were erased, and are there again.")


class EvidenceCheck:
    """Every file is there, and is the one that was kept."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.kept: dict[str, int] = {}

    def look(self, entry: Entry) -> Iterator[Problem]:
        row = getattr(entry, "evidence", None)
        if entry.verb != ADDED_EVIDENCE:
            if row is not None:
                yield _evidence(entry.number, f"Entry {entry.number} brought no evidence, and a file says that it did.")
            return
        self.kept.setdefault(str(_fact(entry, "digest")), entry.number)
        if row is None:
            yield _evidence(entry.number, f"What is known of the evidence of entry {entry.number} is missing.")
        elif (row.school_id, row.subject, row.added_at) != (entry.school_id, entry.subject, entry.at) or (
            {"digest": row.digest, "size": row.size, "media_type": row.media_type} != entry.facts
        ):
            yield _evidence(entry.number, f"What is known of the evidence of entry {entry.number} was changed.")

    def end(self) -> Iterator[Problem]:
        for digest, number in self.kept.items():
            found = files.digest_at(files.path_of(self.school, digest))
            if found is None:
                yield _evidence(number, f"The file of entry {number} is missing, or cannot be read.")
            elif found != digest:
                yield _evidence(number, f"The file of entry {number} was changed.")


class NamedFilesCheck:
    """Every other file that a row names, such as a post's picture, is there, and is the one that was kept."""

    def __init__(self, school: School) -> None:
        self.school = school

    def look(self, entry: Entry) -> Iterator[Problem]:
        yield from ()

    def end(self) -> Iterator[Problem]:
        for what, digest in named_files.files_of(self.school):
            found = files.digest_at(files.path_of(self.school, digest))
            if found is None:
                yield _evidence(None, f"A file of {what} is missing, or cannot be read.")
            elif found != digest:
                yield _evidence(None, f"A file of {what} was changed.")


def _head(school: School) -> Head:
    return Head.objects.filter(school=school).first() or Head(school=school)


def _digest(entry: Entry, number: int) -> str:
    """What the entry's digest would be under that number."""
    if not isinstance(entry.at, datetime):
        raise TypeError(f"The time of entry {entry.number} is none.")
    return chain.digest_of(
        school=entry.school_id,
        number=number,
        at=entry.at,
        actor=entry.actor,
        verb=entry.verb,
        subject=entry.subject,
        facts=entry.facts,
        text_digest=entry.text_digest,
        previous=entry.previous,
    )


def _fact(entry: Entry, name: str) -> Any:
    return entry.facts.get(name) if isinstance(entry.facts, dict) else None


def _entries(first: int, last: int) -> str:
    return f"Entry {first} is" if first == last else f"Entries {first} to {last} are"


def _changed(number: int) -> Problem:
    return Problem(Kind.CHANGED, number, f"Entry {number} was changed.")


def _moved(number: int, was: int) -> Problem:
    return Problem(Kind.MOVED, number, f"Entry {number} was moved: it was written as entry {was}.")


def _words(number: int, sentence: str) -> Problem:
    return Problem(Kind.WORDS, number, sentence)


def _evidence(number: int | None, sentence: str) -> Problem:
    return Problem(Kind.EVIDENCE, number, sentence)
