"""A post as a page shows it: on each account what the policy says, how long it is, and whether those in it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import starmap

from django.utils import timezone

from gatepost.platforms.drafts import new_key
from gatepost.platforms.limits import HASHTAG, Limits, Measured, limits_of
from gatepost.records.files import EvidenceDamaged
from gatepost.rulings.cards import Card
from gatepost.schools.image_permissions import Light, Use
from gatepost.schools.members import Member
from gatepost.schools.models import Person
from gatepost.screening.webaddresses import web_addresses

from ..drafts import draft_of, text_of
from ..judging.judgement import Judgement, judge
from ..judging.people import Concerned
from ..models import Picture, Post, Wording
from ..queries import Approver, approvers
from ..situations import SEEN_BY_LOOKING, STOPS

FOR: dict[str, str] = {
    Use.IMAGE: "for a picture",
    Use.NAME: "for the name",
    Use.NAME_WITH_IMAGE: "for a picture with the name",
}
"""What a permission is asked for."""
FEW = 3
"""Namesakes of whom each has a line; more of them have one together."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much of what a network takes is used; where it says no number, how much there is."""

    words: str
    over: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """A post on one account."""

    wording: Wording
    card: Card
    counts: tuple[Count, ...]
    problems: tuple[str, ...]
    stopped: bool
    text: str
    """As it goes out there."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody in a post: where everything is alike one light, else one for each account, with what it means in words."""

    person: Person
    name: str
    how: str
    lights: tuple[tuple[str, Light], ...]


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything in one line, for those who look for a second."""

    tone: str
    says: str


@dataclass(frozen=True)
class Verdict:
    """What the policy says of a post. `stopped` says that no approval could help."""

    judged: list[Judgement]
    sides: list[Side]
    people: list[Shown]
    approvers: list[Approver]

    @property
    def stopped(self) -> bool:
        return any(each.stopped for each in self.judged)

    @property
    def problems(self) -> list[str]:
        """What the networks would not take."""
        return list(dict.fromkeys(problem for side in self.sides for problem in side.problems))

    @property
    def clauses(self) -> list[str]:
        return [clause.id for side in self.sides for clause in side.card.clauses]

    @cached_property
    def glance(self) -> Glance:
        """The verdict in one line: what stops it, what it needs, or that it may go."""
        if not self.sides:
            return Glance("none", "Choose where it goes, and the policy answers.")
        if any(each.decision.verdict == "forbidden" or each.in_the_way for each in self.judged):
            return Glance("stop", "Not like this")
        if any(need.values != (SEEN_BY_LOOKING,) for each in self.judged for need in each.lacks):
            return Glance("wait", "Something is needed first")
        if self.problems:
            return Glance("stop", "A network would not take it")
        if any(each.lacks for each in self.judged):
            return Glance("act", "Look it over next")
        if self.approvers:
            return Glance("wait", f"Can go out once approved by {_either(self.approvers)}")
        if any(each.decision.verdict in STOPS for each in self.judged):
            return Glance("wait", "Something is needed first")
        if any(each.decision.verdict == "discouraged" for each in self.judged):
            return Glance("warn", "May go out, though the policy advises against it")
        return Glance("good", "May go out")


def verdict_of(post: Post, member: Member, *, whole: bool = True) -> Verdict:
    """The verdict of this moment; with the pictures' files read if the `whole` is asked for, else as they were measured.

    Raises:
        NoPolicyInForce: the school has none.
    """
    judged = judge(post)
    pictures = list(post.pictures.all())
    return Verdict(
        judged=judged,
        sides=[_side(each, pictures, whole) for each in judged],
        people=_people(judged, member, timezone.localdate()),
        approvers=approvers(post, judged) if judged else [],
    )


def _side(judgement: Judgement, pictures: Sequence[Picture], whole: bool) -> Side:
    wording, limits = judgement.wording, limits_of(judgement.account.channel)
    text = text_of(wording)
    if whole:
        problems = _problems_of_files(wording, limits)
    else:
        problems = limits.problems_with(wording.post.title, text, starmap(_measured, enumerate(pictures, start=1)))
    counts = tuple(_counts(limits, text, len(pictures)))
    return Side(wording, judgement.card, counts, problems, judgement.stopped, text)


def _problems_of_files(wording: Wording, limits: Limits) -> tuple[str, ...]:
    """What a network would not take, by the very files that it would get."""
    try:
        return limits.problems(draft_of(wording, new_key()))
    except EvidenceDamaged as problem:
        return (f"A picture cannot be sent. {problem} Take it out and add it again.",)


def _measured(number: int, picture: Picture) -> Measured:
    format = picture.media_type.removeprefix("image/").upper()
    return Measured(f"Picture {number}", picture.alt, picture.size, format, picture.width, picture.height)


def _counts(limits: Limits, text: str, pictures: int) -> Iterator[Count]:
    for limit in limits.text:
        used = limit.used(text)
        unit = "bytes" if limit.counted == "bytes" else "characters"
        yield Count(f"{used:,} of {limit.most:,} {unit}", used > limit.most)
    tags, links = len(HASHTAG.findall(text)), len(web_addresses(text))
    if tags:
        yield _count(tags, limits.hashtags.most if limits.hashtags else None, "hashtag")
    if links:
        yield _count(links, None, "link")
    if pictures:
        yield _count(pictures, limits.pictures.most if limits.pictures else None, "picture")


def _count(used: int, most: int | None, unit: str) -> Count:
    if most is None:
        return Count(f"{used} {unit}{'' if used == 1 else 's'}")
    return Count(f"{used} of {most} {unit}{'' if most == 1 else 's'}", used > most)


def _people(judged: Iterable[Judgement], member: Member, day: date) -> list[Shown]:
    found: dict[Concerned, list[tuple[str, Light]]] = {}
    for each in judged:
        for one in each.people:
            light = one.light(each.account.channel, member, day)
            found.setdefault(one, []).append((f"{FOR[one.use]} on {each.account.name}", light))
    alike: dict[str, list[Concerned]] = {}
    for one in found:
        if not one.told:
            alike.setdefault(one.person.first_name, []).append(one)
    shown = []
    for one, lights in found.items():
        name = one.person.first_name
        same = [] if one.told else alike[name]
        if len(same) <= FEW:
            shown.append(Shown(one.person, one.person.name, _how(one), _together(one, lights)))
        elif same[0] is one:
            shown.append(Shown(one.person, f"“{name}”", f"could be any of {len(same)} people", ()))
    return shown


def _how(one: Concerned) -> str:
    return (
        "shown, and named in the words" if one.shown and one.named else "shown" if one.shown else "named in the words"
    )


def _together(one: Concerned, lights: list[tuple[str, Light]]) -> tuple[tuple[str, Light], ...]:
    if len(lights) == 1 or len({light for _, light in lights}) > 1:
        return tuple(lights)
    return ((f"{FOR[one.use]} everywhere it goes", lights[0][1]),)


def _either(wanted: Sequence[Approver]) -> str:
    """Who approves, by name where that is one person."""
    return " and ".join(each.people[0].name if len(each.people) == 1 else each.words for each in wanted)
