"""The posts of a measured school: years of them out, some on their way, some waiting for an approval, and a draft of its headteacher's.

Pictures are rows without a file behind them: nothing that is measured opens one.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from gatepost.channels.models import Account
from gatepost.publishing.models import Approval, Delivery, Picture, Portrayed, Post, Wording
from gatepost.rulings.models import Ruling
from gatepost.schools.models import PackEdition, Person, School
from gatepost.schools.policies import pack_of_edition

from .copying import copy_posts, restart_numbers

OUT, COMING, WAITING = 2_000, 20, 5
NOW = datetime.now(UTC)
S, D = Post.State, Delivery.State
ABOUT = (
    (
        "Sports day",
        "event_advert",
        "The whole school ran, jumped and cheered on the field, and nobody minded the drizzle.",
    ),
    (
        "A visit to the museum",
        "trip_or_activity",
        "Our classes saw the Roman coins, drew the mosaic and asked the guide a hundred questions.",
    ),
    (
        "Beans behind the hall",
        "achievement",
        "The garden club has planted beans, and measures every Friday how far they have come.",
    ),
    (
        "Open evening",
        "event_advert",
        "Come and see the classrooms, meet the staff, and stay for tea in the library afterwards.",
    ),
    (
        "Reading week",
        "general_news",
        "Everybody brings the book that they like best, and reads a page of it to a younger class.",
    ),
    (
        "Choir practice",
        "reminder",
        "The choir sings in the hall at lunch. New voices are welcome, whether or not they can read music.",
    ),
)
MORE = (
    "Thank you to everybody who helped, and to the families who came along.",
    "We shall do it again next term, and hope that even more of you can be there.",
    "Please remember a drink, a hat, and shoes that may get muddy.",
    "The office answers questions in the mornings, by telephone or at the window.",
    "There are pictures on the wall by the entrance for whoever could not come.",
)


@dataclass(frozen=True)
class Cast:
    """Of a school, those whom its posts need."""

    school: School
    edition: PackEdition
    head: Person
    authors: list[Person]
    pupils: list[Person]
    accounts: list[Account]


def make_posts(cast: Cast, chance: random.Random, like: Cast | None = None) -> None:
    """Everything that a school of this size has posted, and what it has in hand: as another one of its size has, where there is one."""
    if like is None:
        _make(cast, chance)
    else:
        people, accounts = cast.head.pk - like.head.pk, cast.accounts[0].pk - like.accounts[0].pk
        copy_posts(like.school, cast.school, {Person: people, Account: accounts})
        restart_numbers()
    Ruling.objects.bulk_create(_ruling(cast, post) for post in cast.school.posts.filter(state=S.SUBMITTED))


def _make(cast: Cast, chance: random.Random) -> None:
    posts = Post.objects.bulk_create(_posts(cast, chance))
    Wording.objects.bulk_create(
        Wording(post=post, account=account) for post in posts for account in _accounts(cast, post)
    )
    out = [post for post in posts if post.state in (S.PUBLISHED, S.TAKEN_DOWN)]
    Approval.objects.bulk_create(_approval(cast, post) for post in out)
    Delivery.objects.bulk_create(
        _delivery(post, account)
        for post in posts
        if post.state in (S.PUBLISHED, S.TAKEN_DOWN, S.SCHEDULED)
        for account in _accounts(cast, post)
    )
    pictures = Picture.objects.bulk_create(_pictures(posts))
    Portrayed.objects.bulk_create(
        Portrayed(post=each.post, picture=each, person=chance.choice(cast.pupils), how=Portrayed.How.SHOWN)
        for each in pictures
    )


def _posts(cast: Cast, chance: random.Random) -> Iterator[Post]:
    for place in range(OUT):
        at = NOW - timedelta(days=1 + 1000 * (OUT - place) / OUT)
        taken_down = place % 80 == 7
        yield _post(cast, chance, at, state=S.TAKEN_DOWN if taken_down else S.PUBLISHED, published_at=at)
    for place in range(COMING):
        yield _post(cast, chance, NOW, state=S.SCHEDULED, send_at=NOW + timedelta(hours=9 * place + 5))
    for place in range(WAITING):
        yield _post(cast, chance, NOW, state=S.SUBMITTED, send_at=NOW + timedelta(days=place + 2))
    yield _post(cast, chance, NOW, state=S.DRAFT, author=cast.head)


def _post(cast: Cast, chance: random.Random, at: datetime, **facts: object) -> Post:
    title, category, begins = chance.choice(ABOUT)
    text = " ".join([begins, *chance.sample(MORE, 3)])
    told = {"author": chance.choice(cast.authors), "created_at": at, "changed_at": at, "submitted_at": at, **facts}
    sought = f"{title}\n{text}".casefold()
    return Post(school=cast.school, title=title, category=category, text=text, sought=sought, **told)


def _accounts(cast: Cast, post: Post) -> list[Account]:
    return cast.accounts[:2] if post.pk % 2 else cast.accounts[2:3]


def _approval(cast: Cast, post: Post) -> Approval:
    at = post.submitted_at or NOW
    until = at + timedelta(days=14)
    return Approval(post=post, value="headteacher", person=cast.head, at=at, digest=_digest(post.pk), expires_at=until)


def _delivery(post: Post, account: Account) -> Delivery:
    due = post.published_at or post.send_at or NOW
    key = f"measured-{post.pk}-{account.pk}"
    if post.state == S.SCHEDULED:
        return Delivery(post=post, account=account, key=key, due_at=due, next_try_at=due)
    down = post.state == S.TAKEN_DOWN
    return Delivery(
        post=post,
        account=account,
        key=key,
        due_at=due,
        next_try_at=due,
        state=D.TAKEN_DOWN if down else D.SENT,
        sent_at=due,
        taken_down_at=due + timedelta(days=3) if down else None,
        address=f"https://www.example.org/{post.pk}",
    )


def _pictures(posts: list[Post]) -> Iterator[Picture]:
    """Two in three posts have one, some have more."""
    for post in posts:
        for order in range((0, 1, 1, 0, 1, 3)[post.pk % 6]):
            digest = _digest(post.pk * 10 + order)
            yield Picture(
                post=post,
                order=order,
                name=f"IMG_{post.pk}{order}.jpg",
                kept=digest,
                digest=digest,
                media_type="image/jpeg",
                size=2_400_000,
                width=4000,
                height=3000,
                alt="Children in yellow bibs run across a field.",
                faces=[[100, 200, 80, 80], [900, 240, 76, 76]],
                holds=["shows_person"],
                fingerprint=digest[:16],
            )


def _ruling(cast: Cast, post: Post) -> Ruling:
    """What was put to the policy when the post was handed in."""
    situation = {
        "action": "publish",
        "actor": "teacher",
        "account": "official",
        "channel": _accounts(cast, post)[0].channel,
        "audience": "public",
        "category": post.category,
        "content": ["shows_child"],
        "consent": "given",
        "circumstance": ["not_authorised_for_account"],
        "complete": ["content"],
    }
    decision = pack_of_edition(cast.edition).decide(situation)
    return Ruling(
        school=cast.school,
        edition=cast.edition,
        at=NOW,
        by=post.author,
        subject=f"publishing.post:{post.pk}",
        situation=situation,
        decision=decision.as_dict(),
        verdict=decision.verdict,
        done=False,
    )


def _digest(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()
