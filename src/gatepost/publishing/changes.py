"""What a correction changes, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .models import Post, Wording


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words that stays, goes or comes."""

    how: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """What changes in one place, such as the title, or the words on an account."""

    where: str
    pieces: tuple[Piece, ...]


def changes_of(correction: Post) -> list[Change]:
    """Everything that a correction changes about what is out, in the order in which a reader meets it."""
    return [*_title(correction), *_words(correction), *_pictures(correction)]


def pieces_of(before: str, after: str) -> tuple[Piece, ...]:
    """One text turned into another."""
    old, new = re.findall(r"\w+|\s+|.", before), re.findall(r"\w+|\s+|.", after)
    found = []
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            found.append(Piece("stays", "".join(old[old_from:old_to])))
            continue
        if old_to > old_from:
            found.append(Piece("goes", "".join(old[old_from:old_to])))
        if new_to > new_from:
            found.append(Piece("comes", "".join(new[new_from:new_to])))
    return tuple(found)


def _title(correction: Post) -> Iterator[Change]:
    before = correction.corrects
    if before and before.title != correction.title:
        yield Change("The title", pieces_of(before.title, correction.title))


def _words(correction: Post) -> Iterator[Change]:
    before = {each.account_id: _seen(each) for each in Wording.objects.filter(post=correction.corrects_id)}
    changed: dict[tuple[str, str], list[str]] = {}
    for wording in correction.wordings.select_related("account", "post"):
        change = before.get(wording.account_id, ""), _seen(wording)
        if change[0] != change[1]:
            changed.setdefault(change, []).append(wording.account.name)
    for (old, new), names in changed.items():
        yield Change(f"The words on {' and '.join(names)}", pieces_of(old, new))


def _pictures(correction: Post) -> Iterator[Change]:
    before = {each.digest: each for each in correction.corrects.pictures.all()} if correction.corrects else {}
    for number, picture in enumerate(correction.pictures.all(), start=1):
        old = before.pop(picture.digest, None)
        if old is None:
            yield Change(f"Picture {number}", (Piece("comes", "A picture that was not there before"),))
        elif old.alt != picture.alt:
            yield Change(f"The description of picture {number}", pieces_of(old.alt, picture.alt))
    for gone in before.values():
        yield Change("A picture goes", (Piece("goes", gone.alt or gone.name),))


def _seen(wording: Wording) -> str:
    return "\n\n".join(part for part in (wording.text, wording.link) if part)
