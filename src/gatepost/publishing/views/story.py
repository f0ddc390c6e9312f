"""The story of a post in a few steps: written, handed in, agreed to, out, and down again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ..judging.judgement import RELEASE
from ..models import Approval, Delivery, Post
from ..queries import Approver
from ..services.approving import wanted_in_words

S, D = Post.State, Delivery.State
ENDED = {S.REFUSED: "Turned down", S.HELD: "Held back", S.EXPIRED: "Not sent in time", S.WITHDRAWN: "Withdrawn"}
COMING = (D.DUE, D.SENDING, D.BY_HAND)
ON_ITS_WAY = (S.SUBMITTED, S.SCHEDULED)


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `kind` is how it looks: done, waiting, attention, error or closed."""

    kind: str
    words: str
    at: datetime | None = None
    detail: str = ""


def story_of(post: Post, deliveries: Iterable[Delivery], approvers: Iterable[Approver]) -> list[Step]:
    """What a post has behind it, and what is next."""
    return [*_written(post), *_agreed(post, approvers), *_ended(post), *_sent(post, list(deliveries)), *_down(post)]


def _written(post: Post) -> Iterator[Step]:
    if post.state == S.IDEA:
        yield Step("waiting", f"Suggested by {post.author.name}", post.created_at)
        return
    idea = f"An idea of {post.suggested_by.name}" if post.suggested_by else ""
    yield Step("done", f"Written by {post.author.name}", post.created_at, idea)
    if post.submitted_at:
        yield Step("done", "Handed in", post.submitted_at)
    elif post.state == S.DRAFT:
        yield Step("waiting", "Not handed in yet")


def _agreed(post: Post, approvers: Iterable[Approver]) -> Iterator[Step]:
    given = post.approvals.filter(voided_at__isnull=True).select_related("person")
    for approval in given:
        yield Step("done", f"{_verb(approval)} by {approval.person.name}", approval.at, _as_whom(approval))
    if post.state == S.SUBMITTED:
        for each in approvers:
            names = ", ".join(person.name for person in each.people) or "Nobody can at the moment"
            yield Step("waiting", f"Waits for {each.words}", detail=names)


def _verb(approval: Approval) -> str:
    return "Released" if approval.value == RELEASE else "Approved"


def _as_whom(approval: Approval) -> str:
    if approval.value == RELEASE:
        return "As somebody who may send from the account"
    (words,) = wanted_in_words([(approval.value,)])
    return f"As {words}"


def _ended(post: Post) -> Iterator[Step]:
    if words := ENDED.get(S(post.state)):
        why = f"{post.reason} ({post.clause})" if post.clause else post.reason
        yield Step("closed" if post.state == S.WITHDRAWN else "attention", words, detail=why)


def _sent(post: Post, deliveries: list[Delivery]) -> Iterator[Step]:
    if post.published_at:
        yield Step("done", "Out", post.published_at, _where(deliveries))
    elif words := waits_by_hand(post, deliveries):
        yield Step("waiting", words, detail=_where(deliveries))
    elif post.state in ON_ITS_WAY and post.send_at:
        yield Step("waiting", "Goes out", post.send_at)
    elif post.state in ON_ITS_WAY:
        yield Step("waiting", "Goes out at once" if post.state == S.SCHEDULED else "Goes out once it is approved")


def waits_by_hand(post: Post, deliveries: Iterable[Delivery]) -> str:
    """That nothing of a post goes out until somebody does it; nothing where that is not so."""
    if post.published_at or not any(each.state == D.BY_HAND for each in deliveries):
        return ""
    return "Waits to be changed by hand" if post.corrects_id else "Waits to be posted by hand"


def _where(deliveries: list[Delivery]) -> str:
    out = dict.fromkeys(each.account.name for each in deliveries if each.sent_at)
    coming = dict.fromkeys(each.account.name for each in deliveries if each.state in COMING)
    said = [f"On {' and '.join(out)}." if out else "", f"Not yet on {' and '.join(coming)}." if coming else ""]
    return " ".join(part for part in said if part)


def _down(post: Post) -> Iterator[Step]:
    for correction in post.corrections.filter(state=S.PUBLISHED) if post.state == S.CORRECTED else ():
        yield Step("closed", "Corrected", correction.published_at, correction.corrects_because)
    taken_down = getattr(post, "take_down", None)
    if taken_down:
        who = taken_down.by.name if taken_down.by else "Gatepost"
        why = " ".join(part for part in (f"{taken_down.get_because_display()}.", taken_down.reason) if part)
        yield Step("closed", f"Taken down by {who}", taken_down.at, why)
