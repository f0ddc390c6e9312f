"""Posts as the tests need them, and a network that does what a test tells it to."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from gatepost.calendars import LONDON
from gatepost.channels.models import Account
from gatepost.channels.services import accounts
from gatepost.platforms.drafts import Draft, must_be_approved
from gatepost.platforms.errors import AlreadySent
from gatepost.platforms.limits import Limits, limits_of
from gatepost.platforms.outcomes import Connection as Standing
from gatepost.platforms.outcomes import Health, Ready, Sent, TakenDown, Uploaded
from gatepost.platforms.protocol import Capability
from gatepost.publishing import connections
from gatepost.publishing.models import Delivery, Picture, Post
from gatepost.publishing.services.pictures import Said, add_picture, portray
from gatepost.publishing.services.submitting import submit
from gatepost.publishing.services.writing import Worded, Written, draft, look_over
from gatepost.records.models import Entry
from gatepost.schools.members import GATEPOST
from gatepost.schools.models import Person, School
from gatepost.schools.services.image_permissions import record_answer
from tests.cast import STARTED, Cast

MORNING = datetime(2026, 9, 8, 9, 0, tzinfo=LONDON)
TEXT = "The garden club has planted beans behind the hall."


class Killed(BaseException):
    """The worker is gone in the middle of something: no `except` of ours sees it."""


@dataclass
class Network:
    """A network that keeps what it gets. `before` and `after` a step do what the test wants: raise, or change the world meanwhile."""

    posts: dict[str, Draft] = field(default_factory=dict)
    uploads: dict[str, Draft] = field(default_factory=dict)
    before: dict[str, Callable[[], Any]] = field(default_factory=dict)
    after: dict[str, Callable[[], Any]] = field(default_factory=dict)
    sent: list[str] = field(default_factory=list)
    capabilities: frozenset[Capability] = frozenset(Capability)
    limits: Limits = field(default_factory=lambda: limits_of("blog"))

    def upload(self, draft: Draft, approved: str) -> Uploaded:
        must_be_approved(draft, approved)
        if draft.key in self.posts:
            raise AlreadySent("It is out.", sent=self._sent(draft.key))
        with_hooks(self, "upload", lambda: self.uploads.update({draft.key: draft}))
        return Uploaded(draft, approved)

    def check(self, uploaded: Uploaded) -> Ready:
        with_hooks(self, "check", lambda: None)
        return Ready(uploaded)

    def send(self, ready: Ready) -> Sent:
        draft = ready.uploaded.draft
        with_hooks(self, "send", lambda: self._show(draft))
        return self._sent(draft.key)

    def discard(self, uploaded: Uploaded) -> None:
        with_hooks(self, "discard", lambda: self.uploads.pop(uploaded.draft.key, None))

    def look_up(self, key: str) -> Sent | None:
        with_hooks(self, "look_up", lambda: None)
        return self._sent(key) if key in self.posts else None

    def update(self, sent: Sent, draft: Draft, approved: str) -> Sent:
        self.uploads[sent.key] = draft
        with_hooks(self, "update", lambda: self.posts.update({sent.key: draft}))
        self.uploads.pop(sent.key)
        return sent

    def sweep(self, sent: Sent) -> None:
        with_hooks(self, "sweep", lambda: self.uploads.pop(sent.key, None))

    def take_down(self, sent: Sent) -> TakenDown:
        with_hooks(self, "take_down", lambda: self.posts.pop(sent.key, None))
        return TakenDown((sent.address,))

    def health(self) -> Health:
        return Health(Standing.WORKS)

    def _show(self, draft: Draft) -> None:
        self.posts[draft.key] = draft
        self.sent.append(draft.key)

    def _sent(self, key: str) -> Sent:
        return Sent(key, "17", f"https://blog.riverside.example/{key}")


def with_hooks(network: Network, step: str, act: Callable[[], Any]) -> None:
    network.before.get(step, lambda: None)()
    act()
    network.after.get(step, lambda: None)()


def raising(problem: BaseException) -> Callable[[], Any]:
    """Something that raises."""

    def go() -> None:
        raise problem

    return go


def an_account(school: School, **facts: Any) -> Account:
    """The school's Facebook page, unless it is said otherwise."""
    given = {"name": "Riverside News", "channel": "facebook", "kind": "official", "audience": "public"}
    return accounts.register(school=school, by=GATEPOST, opened_on=date(2024, 9, 2), **{**given, **facts})


def connected(account: Account, network: Network, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The account reached through a network of the test's."""
    return connected_to("test", account, network, monkeypatch)


def connected_to(platform: str, account: Account, network: Network, monkeypatch: pytest.MonkeyPatch) -> Account:
    """The account reached through one of several networks of the test's."""
    monkeypatch.setitem(connections.PLATFORMS, platform, lambda connection: network)
    account.connection = connections.Connection.objects.create(
        account=account, platform=platform, address="https://blog.riverside.example", connected_at=MORNING
    )
    return account


def a_draft(cast: Cast, by: str, *on: Account, **facts: Any) -> Post:
    """A post as far as its author can bring it: words, category, looked over."""
    looked = {name: facts.pop(name) for name in ("holds", "holds_not") if name in facts}
    at = facts.pop("at", None)
    given = {"text": TEXT, "category": "event_advert", "wordings": [Worded(account) for account in on]}
    member = cast.member(by)
    post = draft(by=member, written=Written(**{**given, **facts}), at=at)
    look_over(post=post, by=member, at=at, **looked)
    return post


def submitted(cast: Cast, by: str, *on: Account, at: datetime | None = None, **facts: Any) -> Post:
    """A post that its author has handed in."""
    post = a_draft(cast, by, *on, at=at, **facts)
    submit(post=post, by=cast.member(by), at=at)
    post.refresh_from_db()
    return post


def with_picture_of(cast: Cast, by: str, post: Post, *people: Person, again: bool = True) -> Picture:
    """A described picture in the post that shows these people; looked over again."""
    member = cast.member(by)
    picture = add_picture(post=post, by=member, data=a_jpeg(), name="garden.jpg", alt="Beans")
    portray(post=post, by=member, people=[Said(person, "shown", picture) for person in people])
    if again:
        look_over(post=post, by=member)
    return picture


def a_jpeg(size: tuple[int, int] = (400, 300), **facts: Any) -> bytes:
    """A photograph of nothing."""
    file = io.BytesIO()
    Image.new("RGB", size, (60, 120, 60)).save(file, "JPEG", **facts)
    return file.getvalue()


def answers(person: Person, answer: str, use: str = "image", channel: str = "") -> None:
    """What was said of a person's picture, from before the tests on."""
    record_answer(person=person, by=GATEPOST, use=use, answer=answer, channel=channel, from_day=STARTED)


def only(post: Post) -> Delivery:
    """The one delivery of a post."""
    return post.deliveries.select_related("account__school", "post__school").get()


def state_of(post: Post) -> tuple[str, str]:
    """Of a post that goes to one account: how it stands, and its delivery."""
    post.refresh_from_db()
    return post.state, only(post).state


def verbs_of(post: Post) -> list[str]:
    """What the record says of a post."""
    return list(Entry.objects.filter(subject=f"publishing.post:{post.pk}").values_list("verb", flat=True))


def now() -> datetime:
    return timezone.now()
