"""What the policy said of posts when they were handed in, for a page that shows many of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from gatepost.records.services import subject_of
from gatepost.rulings.cards import Card
from gatepost.rulings.models import Ruling
from gatepost.rulings.stored import card_of
from gatepost.schools.models import School
from gatepost.schools.policies import pack_of

from ..judging.judgement import RELEASE
from ..judging.release import waiting_for_release
from ..judging.senders import Senders
from ..judging.staff import Staff
from ..models import Post, Wording

Place = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A post that waits, with what the policy says of it: once, where it says the same of every account."""

    post: Post
    cards: tuple[Card, ...]


def with_verdicts(school: School, posts: Iterable[Post]) -> list[Waiting]:
    """Posts of a school with what the policy has said since they were handed in, in the same number of queries however many they are. All
    of it is judged again when somebody approves.

    Raises:
        NoPolicyInForce: the school has none today.
    """
    waiting = list(posts)
    if not waiting:
        return []
    day = timezone.localdate()
    pack, staff, ruled = pack_of(school, day), Staff(school.pk, day), _rulings(school, waiting)

    def cards(post: Post) -> Iterator[Card]:
        could_send = [post.author, *(each.person for each in post.approvals.all() if each.value == RELEASE)]
        for wording in post.wordings.all():
            if ruling := ruled[post.pk].get(_place(wording)):
                senders, card = Senders(wording.account, pack, day, staff), card_of(ruling)
                released = any(map(senders.may, could_send))
                yield card if released else waiting_for_release(card, post.author, senders)

    return [Waiting(post, tuple({card.answer: card for card in cards(post)}.values())) for post in waiting]


def _rulings(school: School, waiting: Iterable[Post]) -> dict[int, dict[Place, Ruling]]:
    """The latest ruling of each post for each kind of place, since it was handed in."""
    posts = {subject_of(post): post for post in waiting}
    found: dict[int, dict[Place, Ruling]] = {post.pk: {} for post in posts.values()}
    rulings = Ruling.objects.filter(school=school, subject__in=posts).select_related("edition").order_by("at", "pk")
    for ruling in rulings:
        post, said = posts[ruling.subject], ruling.situation
        if post.submitted_at and ruling.at >= post.submitted_at:
            found[post.pk][said.get("account", ""), said.get("channel", ""), said.get("audience", "")] = ruling
    return found


def _place(wording: Wording) -> Place:
    return wording.account.kind, wording.account.channel, wording.account.audience
