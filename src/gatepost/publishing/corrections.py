"""Correcting what is out: where a correction goes, and how sending one means changing what stands there."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from gatepost.channels.models import Account
from gatepost.platforms.drafts import Draft, must_be_approved
from gatepost.platforms.errors import CannotDo, Refused
from gatepost.platforms.outcomes import Handover, Health, Ready, Sent, TakenDown, Uploaded
from gatepost.platforms.protocol import Platform

from .errors import NotDone
from .models import Delivery, Post, Wording


class Correcting:
    """A platform for a post that is out already: sending it changes what stands there.

    Nothing is uploaded beforehand. What is found there may be from before the change, so it is never looked up: changing it twice comes
    to the same as once, and a change of which nobody knows whether it was made is made again.
    """

    def __init__(self, platform: Platform, out: Sent) -> None:
        self._platform = platform
        self._out = out
        self.capabilities = platform.capabilities
        self.limits = platform.limits

    def upload(self, draft: Draft, approved: str) -> Uploaded:
        must_be_approved(draft, approved)
        return Uploaded(draft, approved)

    def check(self, uploaded: Uploaded) -> Ready:
        if problems := self.limits.problems(uploaded.draft):
            raise Refused(" ".join(problems))
        return Ready(uploaded)

    def send(self, ready: Ready) -> Sent | Handover:
        return self._platform.update(self._out, ready.uploaded.draft, ready.uploaded.approved)

    def discard(self, uploaded: Uploaded) -> None:
        """What is out stays as it is. What was uploaded to change it goes."""
        self._platform.sweep(self._out)

    def look_up(self, key: str) -> Sent | None:
        raise CannotDo("What stands there may be from before the change. Look there, and say whether it is changed.")

    def update(self, sent: Sent, draft: Draft, approved: str) -> Sent | Handover:
        return self._platform.update(sent, draft, approved)

    def sweep(self, sent: Sent) -> None:
        self._platform.sweep(sent)

    def take_down(self, sent: Sent) -> TakenDown | Handover:
        return self._platform.take_down(sent)

    def health(self) -> Health:
        return self._platform.health()


def accounts_open_to(post: Post) -> list[Account]:
    """Where a post can go: to every account that is open; a correction, where what it corrects is out."""
    found = [account for account in post.school.accounts.all() if account.state == Account.State.OPEN]
    if post.corrects_id:
        out = set(standing(post).values_list("account", flat=True))
        found = [account for account in found if account.pk in out]
    return sorted(found, key=lambda account: account.name)


def standing(post: Post) -> QuerySet[Delivery]:
    """What is out of that which a post corrects."""
    return Delivery.objects.filter(post=post.corrects_id, state=Delivery.State.SENT)


def place_of(wording: Wording) -> dict[str, Any]:
    """In whose place a correction comes on an account, and under whose key it is found there; nothing for any other post.

    Raises:
        NotDone: what it corrects is not out there any more.
    """
    if wording.post.corrects_id is None:
        return {}
    before = standing(wording.post).filter(account=wording.account_id).first()
    if before is None:
        raise NotDone(f"What this corrects is not out on {wording.account.name} any more.")
    there = {name: getattr(before, name) for name in ("site", "key", "network_id", "address")}
    return {"replaces": before, **there}
