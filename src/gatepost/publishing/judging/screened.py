"""What the screening finds in a post: its words anew each time, its pictures as they were found when they were added."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.utils import timezone

from gatepost.channels.models import Account
from gatepost.schools.models import School
from gatepost.screening import Finding, Screening, Settings, screen

from ..models import Post, Wording
from .people import Known, known_of

OWN_SITES = ("website", "blog")


def screened(wording: Wording, accounts: Iterable[Account] | None = None, known: Known | None = None) -> Screening:
    """What the words on one account hold. `accounts` are the school's, and `known` its people, where they are at hand."""
    post = wording.post
    registered = list(accounts if accounts is not None else post.school.accounts.all())
    people = known or known_of(post.school)
    return screen(text=wording.whole, roll=people.roll, settings=_settings(post, registered))


def in_pictures(post: Post) -> frozenset[str]:
    """What was seen in the pictures."""
    return frozenset(value for picture in post.pictures.all() for value in picture.holds)


def _settings(post: Post, accounts: Iterable[Account]) -> Settings:
    addresses = [account.address for account in accounts if account.address]
    own_sites = [urlsplit(account.address).hostname for account in accounts if account.channel in OWN_SITES]
    return Settings(
        kind="post",
        trusted=frozenset(host.removeprefix("www.") for host in own_sites if host),
        own_accounts=frozenset(addresses),
        own_words=_own_words(post.school),
        day=timezone.localdate(post.send_at) if post.send_at else timezone.localdate(),
    )


def _own_words(school: School) -> frozenset[str]:
    return frozenset(school.name.split())


__all__ = ["Finding", "in_pictures", "screened"]
