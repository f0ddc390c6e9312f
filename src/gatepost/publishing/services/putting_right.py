"""Putting right what stands in the way of a post: each of these is one press beside the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from gatepost.channels.models import Account
from gatepost.policy.wording.verdicts import NUMBERS
from gatepost.schools.members import Member
from gatepost.schools.models import Person

from ..models import Picture, Portrayed, Post
from ..situations import DISCLAIMER
from .pictures import Said, blur, describe, portray, said_of
from .writing import edit, written_of

How = Portrayed.How
MANY = {"a": 1} | {word: number for number, word in enumerate(NUMBERS) if number > 1}
DISCLAIMER_LINE = "The views in this post are the author's own, and not necessarily the school's."


def instead_of(person: Person) -> str:
    """What stands in a text in place of somebody's name."""
    return "a pupil" if person.kind == Person.Kind.PUPIL else "a colleague"


@transaction.atomic
def leave_name_out(*, post: Post, person: Person, names: Iterable[str], by: Member, at: datetime | None = None) -> None:
    """Say “a pupil” or “a colleague” instead of a name, wherever it stands; hashtags of it go."""
    _rewrite(post, by, lambda text: _without_names(text, names, instead_of(person)), at)
    _say_anew(post, by, [each for each in said_of(post) if (each.person, each.how) != (person, How.NAMED)], at)


@transaction.atomic
def leave_words_out(*, post: Post, words: Iterable[str], by: Member, at: datetime | None = None) -> None:
    """Take words out wherever they stand."""
    _rewrite(post, by, lambda text: _without(text, words), at)


@transaction.atomic
def mean_others(*, post: Post, people: Sequence[Person], by: Member, at: datetime | None = None) -> None:
    """Say that the text means none of these, but somebody else of that name, who is not on the roll."""
    kept = [each for each in said_of(post) if each.person not in people or each.how == How.SHOWN]
    _say_anew(post, by, [*kept, *(Said(person, How.NOT_MEANT) for person in people)], at)


@transaction.atomic
def take_back(*, post: Post, said: Iterable[Portrayed], by: Member, at: datetime | None = None) -> None:
    """Some are not in a picture of the post, or not named in it, after all."""
    gone = {(each.person_id, each.how, each.picture_id) for each in said}
    kept = [
        each
        for each in said_of(post)
        if (each.person.pk, each.how, each.picture.pk if each.picture else None) not in gone
    ]
    _say_anew(post, by, kept, at)


def state(*, post: Post, value: str, by: Member, at: datetime | None = None) -> None:
    """Say that something is so which only the author can know."""
    written = written_of(post)
    edit(post=post, by=by, written=replace(written, stated=[*written.stated, value]), version=post.version, at=at)


@transaction.atomic
def add_disclaimer(*, post: Post, by: Member, at: datetime | None = None) -> None:
    """Add the line that says whose views these are, once, and state that it is there."""
    _rewrite(
        post, by, lambda text: text if DISCLAIMER_LINE in text else f"{text}\n\n{DISCLAIMER_LINE}", at, only_texts=True
    )
    state(post=post, value=DISCLAIMER, by=by, at=at)


def leave_account_out(*, post: Post, account: Account, by: Member, at: datetime | None = None) -> None:
    """Do not send it there."""
    written = written_of(post)
    kept = [each for each in written.wordings if each.account != account]
    edit(post=post, by=by, written=replace(written, wordings=kept), version=post.version, at=at)


def make_unrecognisable(*, picture: Picture, by: Member, at: datetime | None = None) -> None:
    """Blur every face that was found in a picture, and say that nobody can be recognised in it."""
    blur(picture=picture, by=by, boxes=[tuple(face) for face in picture.faces], at=at)
    _say_anew(picture.post, by, [each for each in said_of(picture.post) if each.picture != picture], at)


def _say_anew(post: Post, by: Member, people: list[Said], at: datetime | None) -> None:
    portray(post=post, by=by, people=people, at=at)


def _rewrite(
    post: Post, by: Member, change: Callable[[str], str], at: datetime | None, *, only_texts: bool = False
) -> None:
    """Change everything that a reader sees in letters; with `only_texts` neither title, first comment nor descriptions."""
    written = written_of(post)
    beside: Callable[[str], str] = (lambda text: text) if only_texts else change
    wordings = [
        replace(each, text=change(each.text) if each.text else "", first_comment=beside(each.first_comment))
        for each in written.wordings
    ]
    new = replace(written, text=change(written.text), title=beside(written.title), wordings=wordings)
    edit(post=post, by=by, written=new, version=post.version, at=at)
    for picture in () if only_texts else post.pictures.all():
        if (alt := change(picture.alt)) != picture.alt:
            describe(picture=picture, by=by, alt=alt, at=at)


def _without_names(text: str, names: Iterable[str], instead: str) -> str:
    before = text
    for name in _longest_first(names):
        text = re.sub(rf"[ ]?#{re.escape(name)}(?!\w)", "", text)
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda found: _fitting(found, instead), text)
    return (text if text == before else _counted(text, instead.removeprefix("a "))).strip()


def _counted(text: str, noun: str) -> str:
    """Of several side by side how many they are: “two pupils” for “a pupil and a pupil”, and with one more, three."""
    some = rf"(?:{'|'.join(MANY)}) {noun}s?"
    together = rf"(?<!\w){some}(?:(?:,| and|, and) {some})+(?!\w)(?P<whose>['’]s)?"

    def how_many(found: re.Match[str]) -> str:
        count = sum(MANY[each.lower()] for each in re.findall(rf"({'|'.join(MANY)}) {noun}", found[0], re.IGNORECASE))
        said = f"{NUMBERS[count] if count < len(NUMBERS) else count} {noun}s{'’' if found['whose'] else ''}"
        return said[0].upper() + said[1:] if found[0][0].isupper() else said

    return re.sub(together, how_many, text, flags=re.IGNORECASE)


def _fitting(found: re.Match[str], instead: str) -> str:
    """With a capital where a sentence begins."""
    before = found.string[: found.start()].rstrip(" \"'“‘(")
    return instead[0].upper() + instead[1:] if not before or before[-1] in ".!?\n" else instead


def _without(text: str, words: Iterable[str]) -> str:
    for each in _longest_first(words):
        text = re.sub(rf"[ ]?{re.escape(each)}", "", text)
    return text.strip()


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(words), key=len, reverse=True)
