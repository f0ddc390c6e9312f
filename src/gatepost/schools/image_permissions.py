"""What a history of answers comes to: may this person's picture or name be used on this channel today?

The rule, for one use on one channel and one day:

1. An answer counts if it is for this use, has begun, and is for this channel, a class of it (social media, for Facebook), or any channel.
2. Answers are read in the order of the days from which they hold. A later one replaces an earlier one, with one exception: a yes for
   more channels does not undo a no for fewer. Whoever said "not on Facebook" has not changed their mind by a later "yes" to everything.
3. An answer that has run out counts for nothing, and what it replaced does not come back: nobody knows any more what the person wants.
   (A no that has run out no longer stands in the way of a later yes.)
4. Picture and name together need more than their own yes: a no to the picture, or to the name, is a no to both together.

A safeguarding bar outranks all of it. Whoever does not hold bars sees a barred person as refused (or as withdrawn, if that is what the
answers come to), and learns no more. So that nothing else gives a bar away, they see lights alone, of everybody: the answers behind
them, and what the record says of answers, are for those who hold bars.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gatepost.policy import load_vocabulary

from .members import Actor
from .models import ImagePermission, Person
from .roles import Permission

Use, Answer = ImagePermission.Use, ImagePermission.Answer

ANY_CHANNEL = ""


class Light(StrEnum):
    """What a person sees beside a name."""

    PERMITTED = "permitted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    BARRED = "barred"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Standing:
    """What holds: `given`, `refused`, `withdrawn` or `unknown`, since when, who said so, on what grounds, and where that is written."""

    answer: str = "unknown"
    since: date | None = None
    by: Person | None = None
    basis: str = ""
    source: str = ""

    @property
    def known(self) -> bool:
        return self.answer != "unknown"

    @property
    def given(self) -> bool:
        return self.answer == Answer.GIVEN

    @property
    def denied(self) -> bool:
        return self.answer in (Answer.REFUSED, Answer.WITHDRAWN)


UNKNOWN = Standing()


def standing(history: Iterable[ImagePermission], use: str, channel: str, on: date) -> Standing:
    """What a history comes to on a day, for a use on a channel (`ANY_CHANNEL`: wherever nothing narrower is said)."""
    known = list(history)
    own = _standing_of(known, use, channel, on)
    if use != Use.NAME_WITH_IMAGE or own.denied:
        return own
    parts = (_standing_of(known, part, channel, on) for part in (Use.IMAGE, Use.NAME))
    return next((part for part in parts if part.denied), own)


def light(person: Person, use: str, channel: str, member: Actor, on: date) -> Light:
    """What a member sees beside a person. Load people by `queries.with_permissions`, or each costs two queries."""
    barred = any(bar.lifted_at is None for bar in person.safeguarding_bars.all())
    found = standing(person.image_permissions.all(), use, channel, on)
    if barred and member.may(Permission.HOLD_SAFEGUARDING_BARS):
        return Light.BARRED
    if found.answer == Answer.WITHDRAWN:
        return Light.WITHDRAWN
    if barred or found.denied:
        return Light.REFUSED
    return Light.PERMITTED if found.given else Light.UNKNOWN


def widening(channel: str) -> tuple[str, ...]:
    """A channel and what is wider, the narrowest first: facebook, social_media, any."""
    values = load_vocabulary()["channel"].values
    ancestors = values[channel].ancestors if channel in values else ()
    return (channel, *ancestors, ANY_CHANNEL) if channel else (ANY_CHANNEL,)


def _standing_of(history: Iterable[ImagePermission], use: str, channel: str, on: date) -> Standing:
    width = {name: place for place, name in enumerate(widening(channel))}
    answers = [a for a in history if a.use == use and a.channel in width and a.from_day <= on]
    deciding: ImagePermission | None = None
    for answer in sorted(answers, key=lambda a: (a.from_day, a.recorded_at, a.pk)):
        if deciding is None or not _holds_against(deciding, answer, width, on):
            deciding = answer
    if deciding is None or _has_run_out(deciding, on):
        return UNKNOWN
    return Standing(deciding.answer, deciding.from_day, deciding.given_by, deciding.basis, deciding.source)


def _holds_against(earlier: ImagePermission, later: ImagePermission, width: Mapping[str, int], on: date) -> bool:
    """Whether a no for fewer channels stands against a later yes for more."""
    no_then_yes = earlier.answer != Answer.GIVEN and later.answer == Answer.GIVEN
    return no_then_yes and width[earlier.channel] < width[later.channel] and not _has_run_out(earlier, on)


def _has_run_out(answer: ImagePermission, on: date) -> bool:
    return answer.until_day is not None and answer.until_day < on
