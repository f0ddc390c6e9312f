"""What the policy says of a post today, account by account: the verdict, whose approval is wanted, and who is in the way.

The same is asked while somebody writes, when they submit, when somebody approves, and again at the moment of sending.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.channels.situations import approvals_of, gives
from gatepost.policy import Decision, Need, Pack
from gatepost.rulings.cards import Card, card
from gatepost.schools.image_permissions import Light
from gatepost.schools.members import GATEPOST, Member
from gatepost.schools.models import Person
from gatepost.schools.policies import pack_of
from gatepost.screening import Screening

from ..content import digest_of, matter_of, read_whole
from ..models import Approval, Post, Wording
from ..situations import STOPS, content_of, publish
from .people import Concerned, concerned, in_the_way, known_of
from .release import waiting_for_release
from .screened import in_pictures, screened
from .senders import Senders
from .staff import Staff

RELEASE = Approval.RELEASE


@dataclass(frozen=True)
class Judgement:
    """A post on one account, judged. `wanted` are the approvals still wanted, of each any one; `release` says that somebody who may send
    from the account has to, as the author may not."""

    wording: Wording
    pack: Pack
    situation: Mapping[str, Any]
    decision: Decision
    screening: Screening
    people: Sequence[Concerned]
    in_the_way: Sequence[Concerned]
    senders: Senders
    sender: Person | None
    wanted: tuple[tuple[str, ...], ...]

    @property
    def account(self) -> Account:
        return self.wording.account

    @property
    def release(self) -> bool:
        return self.sender is None

    @property
    def lacks(self) -> tuple[Need, ...]:
        """What it needs beside approvals, and whoever writes it can put in place."""
        return tuple(need for need in self.decision.unmet if need.facet != "approval")

    @property
    def stopped(self) -> bool:
        """Whether no approval could help."""
        return self.decision.verdict == "forbidden" or bool(self.lacks) or bool(self.in_the_way)

    @property
    def may_go(self) -> bool:
        """Whether it may be sent at once."""
        return not (self.decision.verdict in STOPS or self.in_the_way or self.release or self.wanted)

    @cached_property
    def card(self) -> Card:
        found = card(self.pack, self.situation, self.decision)
        waits = self.release and not self.stopped
        return waiting_for_release(found, self.wording.post.author, self.senders) if waits else found

    def given_by(self, member: Member) -> list[str]:
        """Which of what is still wanted is this member's to give."""
        given = gives(self.pack, approvals_of(member.roles), self.wanted)
        return [*given, RELEASE] if self.release and self.senders.may(member.person) else given


def judge(
    post: Post,
    *,
    further: Iterable[str] = (),
    releasing: Person | None = None,
    account: Account | None = None,
    at: datetime | None = None,
) -> list[Judgement]:
    """A post as it stands, on each of its accounts (or on one), by the permissions and the policy of a moment.

    `further` are approvals to be counted beside those that were given, `releasing` somebody about to send it for the author.

    Raises:
        NoPolicyInForce: the school has none on that day.
    """
    moment = at or timezone.now()
    day = timezone.localdate(moment)
    pack = pack_of(post.school, day)
    given = standing_approvals(post, moment)
    values = {*(each.value for each in given if each.value != RELEASE), *further}
    released = releasing or next((each.person for each in given if each.value == RELEASE), None)
    read_whole(post)
    looked, staff = _Looked(post), Staff(post.school_id, day)
    complete = is_looked_over(post)
    judged = []
    for wording in post.wordings.all():
        if account and wording.account_id != account.pk:
            continue
        wording.post, wording.account.school = post, post.school
        senders = Senders(wording.account, pack, day, staff)
        sender = next((each for each in (post.author, released) if each and senders.may(each)), None)
        judged.append(_judge(wording, pack, senders, sender, values, looked, complete, day))
    return judged


def standing_approvals(post: Post, at: datetime) -> list[Approval]:
    """The approvals that are given for exactly this content, and have not run out. A draft has none."""
    if post.state == Post.State.DRAFT:
        return []
    standing = list(post.approvals.filter(voided_at__isnull=True, expires_at__gt=at).select_related("person__school"))
    digest = digest_of(post) if standing else ""
    return [each for each in standing if each.digest == digest]


def is_looked_over(post: Post) -> bool:
    """Whether a person has looked at just this, and said what it holds."""
    return bool(post.looked_over) and post.looked_over.get("digest") == matter_of(post)


def wanted_of(judged: Iterable[Judgement]) -> list[tuple[str, ...]]:
    """Everything that is still wanted for a post, once each."""
    return list(dict.fromkeys(each for one in judged for each in (*one.wanted, *([(RELEASE,)] if one.release else []))))


class _Looked:
    """What a post holds and whom it concerns. Accounts that say the same are looked at once."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.in_pictures = in_pictures(post)
        self._accounts = list(post.school.accounts.all())
        self._known = known_of(post.school)
        self._seen: dict[str, tuple[Screening, list[Concerned]]] = {}

    def at(self, wording: Wording) -> tuple[Screening, list[Concerned]]:
        whole = wording.whole
        if whole not in self._seen:
            screening = screened(wording, self._accounts, self._known)
            self._seen[whole] = screening, concerned(self.post, screening.findings, self._known)
        return self._seen[whole]


def _judge(
    wording: Wording,
    pack: Pack,
    senders: Senders,
    sender: Person | None,
    approvals: Iterable[str],
    looked: _Looked,
    complete: bool,
    day: date,
) -> Judgement:
    post = wording.post
    screening, people = looked.at(wording)
    lights: dict[Concerned, Light] = {each: each.light(wording.account.channel, GATEPOST, day) for each in people}
    looked_over = post.looked_over if complete else {}
    acting = sender or next(iter(senders.people), post.author)
    situation = publish(
        post,
        wording.account,
        actor=senders.actor(acting),
        authorised=senders.is_authorised(acting),
        holds=content_of(screening.labels() | looked.in_pictures, people, looked_over),
        complete=complete,
        lights=lights,
        approvals=approvals,
    )
    decision = pack.decide(situation)
    return Judgement(
        wording=wording,
        pack=pack,
        situation=situation,
        decision=decision,
        screening=screening,
        people=people,
        in_the_way=in_the_way(people, wording.account.channel, day),
        senders=senders,
        sender=sender,
        wanted=tuple(dict.fromkeys(need.values for need in decision.unmet if need.facet == "approval")),
    )
