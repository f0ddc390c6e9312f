"""A post as a page shows it: on each account what the policy says, how long it is, and whether those in it may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from gatepost.platforms.drafts import Draft, new_key
from gatepost.platforms.limits import Limits, limits_of
from gatepost.records.files import EvidenceDamaged
from gatepost.rulings.cards import Card
from gatepost.schools.image_permissions import Light
from gatepost.schools.members import Member

from ..drafts import draft_of
from ..judging import Judgement, judge
from ..models import Post, Wording
from ..queries import Approver, approvers


@dataclass(frozen=True, slots=True)
class Count:
    """How much of what a network takes is used."""

    words: str
    over: bool


@dataclass(frozen=True, slots=True)
class Side:
    """A post on one account."""

    wording: Wording
    card: Card
    counts: tuple[Count, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody in a post: where everything is alike one light, else one for each account."""

    name: str
    how: str
    lights: tuple[tuple[str, Light], ...]


@dataclass(frozen=True, slots=True)
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


def verdict_of(post: Post, member: Member, *, whole: bool = True) -> Verdict:
    """The verdict of this moment; with the pictures as the networks take them if the `whole` is asked for.

    Raises:
        NoPolicyInForce: the school has none.
    """
    judged = judge(post)
    return Verdict(
        judged=judged,
        sides=[_side(each, whole) for each in judged],
        people=_people(judged, member, timezone.localdate()),
        approvers=approvers(post, judged) if judged else [],
    )


def _side(judgement: Judgement, whole: bool) -> Side:
    limits = limits_of(judgement.account.channel)
    draft, damaged = _draft(judgement.wording, whole)
    problems = damaged or (limits.problems(draft) if whole else ())
    return Side(judgement.wording, judgement.card, tuple(_counts(limits, draft)), tuple(problems))


def _draft(wording: Wording, whole: bool) -> tuple[Draft, tuple[str, ...]]:
    """The words, with the pictures if they are asked for and can be read."""
    words = Draft(new_key(), _text(wording), wording.post.title)
    if not whole:
        return words, ()
    try:
        return draft_of(wording, new_key()), ()
    except EvidenceDamaged as problem:
        return words, (f"A picture cannot be sent. {problem} Take it out and add it again.",)


def _text(wording: Wording) -> str:
    return " ".join(part for part in (wording.text, wording.link) if part)


def _counts(limits: Limits, draft: Draft) -> Iterator[Count]:
    for limit in limits.text:
        used = limit.used(draft.text)
        unit = "bytes" if limit.counted == "bytes" else "characters"
        yield Count(f"{used:,} of {limit.most:,} {unit}", used > limit.most)


def _people(judged: Iterable[Judgement], member: Member, day: date) -> list[Shown]:
    found: dict[tuple[int, str, str], list[tuple[str, Light]]] = {}
    for each in judged:
        for person in each.people:
            how = "shown and named" if person.shown and person.named else "shown" if person.shown else "named"
            light = person.light(each.account.channel, member, day)
            found.setdefault((person.person.pk, person.person.name, how), []).append((each.account.name, light))
    return [Shown(name, how, _together(lights)) for (_, name, how), lights in found.items()]


def _together(lights: list[tuple[str, Light]]) -> tuple[tuple[str, Light], ...]:
    return tuple(lights) if len({light for _, light in lights}) > 1 else (("", lights[0][1]),)
