"""How an export tells a post: everything in it is made of these facts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from gatepost.policy.wording import value_words
from gatepost.rulings.models import Ruling
from gatepost.rulings.stored import card_of
from gatepost.schools.models import Person, PostHeld, School
from gatepost.schools.roles import Role

from ..models import Approval, Delivery, Picture, Post, Wording
from ..queries import Search
from ..services.approving import wanted_in_words
from .disclosure import OUT, Disclosure, Protecting, Someone, meant

Facts = dict[str, Any]
MEDIA_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif"}
LEFT_OUT = "It is left out, to protect somebody whom it shows."


def to_tell(posts: QuerySet[Post]) -> QuerySet[Post]:
    """Posts with everything that is told of them, in the same number of queries however many they are."""
    return posts.select_related("author", "suggested_by", "take_down__by").prefetch_related(
        "pictures",
        "corrections",
        "wordings",
        Prefetch("deliveries", Delivery.objects.filter(OUT).select_related("account", "sent_by")),
        Prefetch("approvals", Approval.objects.filter(voided_at__isnull=True).select_related("person")),
        Prefetch("portrayed", meant()),
    )


class Telling:
    """How posts of a school are told on a day: with names, or with the posts that people held."""

    def __init__(self, school: School, disclosure: Disclosure, day: date) -> None:
        self.school, self.disclosure = school, disclosure
        self._protecting = Protecting(disclosure, day)
        self._held: dict[int, list[PostHeld]] = {}
        for held in PostHeld.objects.filter(person__school=school):
            self._held.setdefault(held.person_id, []).append(held)

    def who(self, person: Person | None, at: datetime) -> str:
        """Somebody who acted."""
        if person is None:
            return "Gatepost"
        post = self._post_of(person, timezone.localdate(at))
        return f"{person.name}, {post}" if self.disclosure.staff else post

    def search(self, search: Search) -> dict[str, str]:
        """What was searched for."""
        told = dict(search.in_words)
        if search.person and not self._protecting.may_name(search.person):
            told["Shows or names"] = "one person, whose name is left out"
        if search.text and not self._protecting.may_tell(search.text, self.school):
            told["Words"] = f"{len(search.text.split())} in number, left out as they could name somebody"
        if search.author and not self.disclosure.staff:
            told["Written by"] = "one member of staff"
        return told

    def facts(self, post: Post, rulings: Iterable[Ruling]) -> Facts:
        """All that is told of a post: every other file is made of this. `post` was loaded by `to_tell`."""
        assert post.published_at
        out = post.deliveries.all()
        people = self._protecting.people(post, [each.account.channel for each in out])
        return {
            "number": post.pk,
            "folder": f"posts/{timezone.localdate(post.published_at)}-{post.pk}",
            "title": post.title,
            "about": value_words("category", post.category) if post.category else "",
            "out_since": _time(post.published_at),
            "now": post.get_state_display(),
            "written_by": self.who(post.author, post.created_at),
            "suggested_by": self.who(post.suggested_by, post.created_at) if post.suggested_by else "",
            "on": [self._on(each, post.wordings.all()) for each in out],
            "pictures": [self._picture(number, each, people) for number, each in enumerate(post.pictures.all(), 1)],
            "people": self._names(people),
            "approvals": [
                {"of": wanted_in_words([[each.value]])[0], "by": self.who(each.person, each.at), "at": _time(each.at)}
                for each in post.approvals.all()
            ],
            "decisions": [_decision(each) for each in rulings],
            "corrects": self._corrects(post),
            "corrected_by": sorted(each.pk for each in post.corrections.all() if each.published_at),
            "taken_down": self._taken_down(post),
        }

    def _post_of(self, person: Person, day: date) -> str:
        held = [
            Role(each.role)
            for each in self._held.get(person.pk, ())
            if each.from_day <= day and (each.until_day is None or each.until_day >= day)
        ]
        return min(held, key=list(Role).index).words if held else person.get_kind_display().lower()

    def _names(self, people: Sequence[Someone]) -> Facts:
        if not self.disclosure.people:
            return {"shown_or_named": len(people)}
        names = sorted(each.person.name for each in people if each.may_be_named)
        return {"shown_or_named": len(people), "names": names, "left_out": len(people) - len(names)}

    def _on(self, delivery: Delivery, wordings: Iterable[Wording]) -> Facts:
        wording = next((each for each in wordings if each.account_id == delivery.account_id), None)
        return {
            "account": delivery.account.name,
            "network": delivery.account.network,
            "words": wording.text if wording else "",
            "link": wording.link if wording else "",
            "first_comment": wording.first_comment if wording else "",
            "state": delivery.get_state_display(),
            "sent_at": _time(delivery.sent_at),
            "posted_by": self.who(delivery.sent_by, delivery.sent_at or delivery.due_at),
            "address": delivery.address,
            "taken_down_at": _time(delivery.taken_down_at),
        }

    def _picture(self, number: int, picture: Picture, people: Iterable[Someone]) -> Facts:
        against = any(picture.pk in each.pictures and not each.may_be_seen for each in people)
        return {
            "file": f"picture-{number}.{MEDIA_ENDINGS[picture.media_type]}",
            "shows": "" if against else picture.alt,
            "sha256": picture.digest,
            "width": picture.width,
            "height": picture.height,
            "not_here": LEFT_OUT if against else "",
        }

    def _corrects(self, post: Post) -> Facts | None:
        if post.corrects_id is None:
            return None
        return {"number": post.corrects_id, **({"words": post.corrects_because} if self.disclosure.words else {})}

    def _taken_down(self, post: Post) -> Facts | None:
        found = getattr(post, "take_down", None)
        if found is None:
            return None
        told = {"at": _time(found.at), "by": self.who(found.by, found.at), "because": found.get_because_display()}
        return {**told, **({"words": found.reason} if self.disclosure.words else {})}


def _decision(ruling: Ruling) -> Facts:
    card = card_of(ruling)
    clauses = [{"id": each.id, "heading": each.heading, "says": each.says} for each in card.clauses]
    return {"at": _time(ruling.at), "policy": card.policy, "answer": card.answer, "clauses": clauses}


def _time(at: datetime | None) -> datetime | None:
    """A moment as the clock in the school's office showed it."""
    return timezone.localtime(at) if at else None
