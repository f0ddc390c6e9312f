"""A permission was withdrawn, or somebody is barred: every post with that person is found.

What has not gone out yet is held. What is out raises a duty to take it down. Which of the two it was is nowhere told, and nothing that
is written leads to the person.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gatepost.policy import Duty
from gatepost.rulings.ledger import raise_duties
from gatepost.rulings.services import rule
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person
from gatepost.schools.policies import NoPolicyInForce

from ..errors import Overtaken
from ..judging.judgement import Judgement, judge
from ..judging.people import denied
from ..models import Delivery, Portrayed, Post
from ..moves import HOLD
from ..situations import REMOVED_WITHIN, REMOVER, REMOVING
from .moving import WAITING, call_back, record, record_delivery, shift

S, PS = Delivery.State, Post.State
BATCH = 500
OPEN = (PS.SUBMITTED, PS.SCHEDULED, PS.PUBLISHED)
WHY = "Somebody shown or named in it may not be published there."
OUT = Q(state__in=(S.SENT, S.UNCONFIRMED)) | Q(state=S.SENDING, step=Delivery.Step.ARMED)
"""What is out, or may be. What a worker has in hand and has not shown yet, it does not send: it decides again first."""


@transaction.atomic
def permission_changed(people: Sequence[Person], at: datetime | None = None) -> None:
    """Hold, or have taken down, every post in which one of these people of a school is not to be published any more."""
    moment = at or timezone.now()
    who = {person.pk for person in people}
    for post in posts_with(people):
        try:
            against = [each for each in judge(post, at=moment) if _denies(each, who, moment)]
        except NoPolicyInForce:
            return  # without a policy nothing goes out, and nothing can be decided
        if against:
            _put_a_stop(post, against, moment)


def posts_with(people: Sequence[Person]) -> list[Post]:
    """The posts that show or name any of these people and are out, or on their way; nobody changes them meanwhile."""
    shown: set[int] = set()
    for start in range(0, len(people), BATCH):
        said = Portrayed.objects.filter(person__in=people[start : start + BATCH]).exclude(how=Portrayed.How.NOT_MEANT)
        shown.update(said.filter(post__state__in=OPEN).values_list("post", flat=True))
    return [Post.objects.select_for_update().get(pk=pk) for pk in sorted(shown)]


def _denies(judgement: Judgement, people: Container[int], at: datetime) -> bool:
    day = timezone.localdate(at)
    return any(each.person.pk in people for each in denied(judgement.people, judgement.account.channel, day))


def _put_a_stop(post: Post, against: Sequence[Judgement], at: datetime) -> None:
    """Hold it back; of a post that is out in part, stop what still waits where it may not go, and have taken down what is out there."""
    try:
        _hold(post, at)
    except Overtaken:
        for each in against:
            _stop_there(post, each, at)
            if post.deliveries.filter(OUT, account=each.account).exists():
                _have_taken_down(post, each, at)


@transaction.atomic
def _hold(post: Post, at: datetime) -> None:
    call_back(post, at)
    shift(post, HOLD.sources, state=HOLD.target, reason=WHY)
    record(post, "post_held", by=GATEPOST, at=at)


def _stop_there(post: Post, judgement: Judgement, at: datetime) -> None:
    for delivery in post.deliveries.filter(state__in=WAITING, account=judgement.account):
        if Delivery.objects.filter(pk=delivery.pk, state__in=WAITING).update(state=S.STOPPED, error=WHY):
            record_delivery(delivery, "post_stopped", by=GATEPOST, at=at, text=WHY)


def _have_taken_down(post: Post, judgement: Judgement, at: datetime) -> None:
    """Raise the duty, by the clause that forbids such a post; where the policy has none, by no clause: it is owed to the person."""
    ruling, decision = rule(
        school=post.school, situation=judgement.situation, subject=post, by=GATEPOST, done=False, at=at
    )
    clause = decision.because[0] if decision.verdict == "forbidden" else ""
    duty = Duty(do=REMOVING, by=REMOVER, to=None, within=REMOVED_WITHIN, clause=clause)
    raise_duties(ruling=ruling, duties=[duty], by=GATEPOST)
