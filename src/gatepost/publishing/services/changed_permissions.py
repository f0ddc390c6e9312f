"""A permission was withdrawn, has ended, or somebody is barred: every post with that person is found.

What has not gone out yet is held. What is out raises a duty to take it down, if the answer is no; that a yes has ended says nothing of what
went out while it held. Which of the two it was, a no or a bar, is nowhere told, and nothing that is written leads to the person.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.policy import Duty
from gatepost.rulings.ledger import raise_duties
from gatepost.rulings.services import rule
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, School
from gatepost.schools.policies import NoPolicyInForce

from ..errors import Overtaken
from ..finding import posts_with
from ..judging.judgement import judge
from ..judging.people import concerned, denied, in_the_way, known_of
from ..judging.screened import screened
from ..models import Delivery, PermissionDay, Post, TakeDown
from ..moves import HOLD
from ..situations import REMOVED_WITHIN, REMOVER, REMOVING
from .correcting import all_locked
from .ending import end_if_nothing_is_left
from .moving import WAITING, call_back, record, record_delivery, shift
from .taking_down import ask_to_come_down

S = Delivery.State
A_DAY = timedelta(days=1)
WHY = "Somebody shown or named in it may not be published there."
NO_POLICY = "No policy is in force that says whose duty it is."
OUT = Q(state__in=(S.SENT, S.UNCONFIRMED)) | Q(state=S.SENDING, step=Delivery.Step.ARMED)
"""What is out, or may be. What a worker has in hand and has not shown yet, it does not send: it decides again first."""


@transaction.atomic
def permission_changed(people: Sequence[Person], at: datetime | None = None) -> None:
    """Hold, or have taken down, every post in which one of these people of a school is not to be published any more."""
    moment = at or timezone.now()
    who = {person.pk for person in people}
    for post in all_locked(posts_with(people)):  # nobody changes them meanwhile
        if against := _against(post, who, moment):
            _put_a_stop(post, against, moment)


@transaction.atomic
def look_at_the_day(school: School, at: datetime) -> None:
    """Look at the answers that begin or have ended since the last day on which this was done, and at whoever has joined since. Once is
    enough, however many workers ask."""
    today = timezone.localdate(at)
    last, _ = PermissionDay.objects.get_or_create(school=school, defaults={"day": today - A_DAY})
    if PermissionDay.objects.filter(pk=last.pk, day__lt=today).update(day=today):
        begun = Q(image_permissions__from_day__gt=last.day, image_permissions__from_day__lte=today)
        ended = Q(image_permissions__until_day__gte=last.day, image_permissions__until_day__lt=today)
        joined = Q(joined_on__gt=last.day, joined_on__lte=today)
        permission_changed(list(school.people.filter(begun | ended | joined).distinct()), at)


def _against(post: Post, people: Container[int], at: datetime) -> dict[Account, bool]:
    """The accounts on which one of these people may not be, and of each whether that is because of a no. It takes no policy to know."""
    day, known, accounts = timezone.localdate(at), known_of(post.school), list(post.school.accounts.all())
    found: dict[Account, bool] = {}
    for wording in post.wordings.select_related("account"):
        wording.post, channel = post, wording.account.channel
        named = concerned(post, screened(wording, accounts, known).findings, known)
        theirs = [each for each in named if each.person.pk in people]
        if in_the_way(theirs, channel, day):
            found[wording.account] = bool(denied(theirs, channel, day))
    return found


def _put_a_stop(post: Post, against: Mapping[Account, bool], at: datetime) -> None:
    """Hold it back; of a post that is out in part, stop what still waits where it may not go, and have taken down what is out there."""
    try:
        _hold(post, at)
    except Overtaken:
        for account, is_denied in against.items():
            _stop_there(post, account, at)
            if is_denied and post.deliveries.filter(OUT, account=account).exists():
                _have_taken_down(post, account, at)
        end_if_nothing_is_left(post, Post.State.HELD, WHY, at)


@transaction.atomic
def _hold(post: Post, at: datetime) -> None:
    call_back(post, at)
    shift(post, HOLD.sources, state=HOLD.target, reason=WHY)
    record(post, "post_held", by=GATEPOST, at=at)


def _stop_there(post: Post, account: Account, at: datetime) -> None:
    for delivery in post.deliveries.filter(state__in=WAITING, account=account):
        if Delivery.objects.filter(pk=delivery.pk, state__in=WAITING).update(state=S.STOPPED, error=WHY):
            record_delivery(delivery, "post_stopped", by=GATEPOST, at=at, text=WHY)


def _have_taken_down(post: Post, account: Account, at: datetime) -> None:
    """Raise the duty, by the clause that forbids such a post; where the policy has none, by no clause: it is owed to the person. Without
    any policy there is nobody whose duty it would be, so that Gatepost itself has it come down."""
    try:
        (judgement,) = judge(post, account=account, at=at)
    except NoPolicyInForce:
        if post.state != Post.State.TAKEN_DOWN:
            ask_to_come_down(post, GATEPOST, TakeDown.Because.PERMISSION, NO_POLICY, at)
        return
    situation = judgement.situation
    ruling, decision = rule(school=post.school, situation=situation, subject=post, by=GATEPOST, done=False, at=at)
    clause = decision.because[0] if decision.verdict == "forbidden" else ""
    duty = Duty(do=REMOVING, by=REMOVER, to=None, within=REMOVED_WITHIN, clause=clause)
    raise_duties(ruling=ruling, duties=[duty], by=GATEPOST)
