"""A school's blog on WordPress.

Uploading writes a draft that only the site's own users see, with its pictures; checking reads it back; sending makes
that draft public. As WordPress gives the draft a number, sending it twice cannot make two posts. The post's key is its
slug: by that it is found again, and it stands in the address.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from typing import Any

import httpx

from gatepost.platforms.drafts import Draft, must_be_approved
from gatepost.platforms.errors import AlreadySent, NotApproved, PlatformError, Refused, TryAgain, Unconfirmed
from gatepost.platforms.limits import Limits, limits_of
from gatepost.platforms.outcomes import Health, Placed, Ready, Sent, TakenDown, Uploaded
from gatepost.platforms.protocol import Capability

from .blocks import blocks, plain
from .categories import numbers_of
from .client import TIMEOUT, Client
from .health import health_of
from .media import Media
from .refusals import Gone

Row = dict[str, Any]
_NOT_OUT = "draft,pending,private,future"
_CACHED = "if it was deleted, a cache keeps it. Clear the cache of the site."
_CAN = ("publish", "pictures", "alt_text", "title", "categories", "edit", "take_down", "look_up")


class WordPress:
    """One user's way into one WordPress, by an application password.

    All pictures stand below the text. `private`: the site may stand on this machine or in a private network.
    Raises NotConnected if the address is none to send a password to."""

    def __init__(
        self,
        site: str,
        user: str,
        password: str,
        *,
        private: bool = False,
        timeout: httpx.Timeout = TIMEOUT,
    ) -> None:
        self._client = Client(site, user, password, private=private, timeout=timeout)
        self._media = Media(self._client)
        self.limits: Limits = limits_of("blog")
        self.capabilities: frozenset[Capability] = frozenset(map(Capability, _CAN))

    def upload(self, draft: Draft, approved: str) -> Uploaded:
        """A draft on WordPress with its pictures; the one from an earlier attempt if there is one."""
        must_be_approved(draft, approved)
        if problems := self.limits.problems(draft):
            raise Refused(" ".join(problems))
        if sent := self.look_up(draft.key):
            raise AlreadySent("This post is out already.", sent=sent)
        try:
            return self._uploaded(draft, approved)
        except Refused:
            self.discard(Uploaded(draft, approved))
            raise

    def check(self, uploaded: Uploaded) -> Ready:
        """Read the draft and its pictures back from WordPress."""
        draft = uploaded.draft
        must_be_approved(draft, uploaded.approved)
        there = self._post(uploaded.id)
        if there["status"] == "publish":
            raise AlreadySent("This post is out already.", sent=_sent(draft.key, there))
        meant = self._words(draft, uploaded.pictures)
        if different := [*_differences(meant, there), *self._differing_pictures(uploaded)]:
            listed = ", ".join(different)
            raise NotApproved(
                f"WordPress has something other than what was approved ({listed}). A plugin may change it."
            )
        return Ready(uploaded)

    def send(self, ready: Ready) -> Sent:
        """Make the draft public, with exactly the approved words in the same request."""
        uploaded = ready.uploaded
        draft = uploaded.draft
        must_be_approved(draft, uploaded.approved)
        words = self._words(draft, uploaded.pictures)
        try:
            post = self._client.post(f"posts/{uploaded.id}", {**words, "status": "publish"}, repeatable=False)
        except Gone as error:
            raise TryAgain("The draft was deleted on WordPress. It is uploaded anew.", raw=error.raw) from error
        if post["status"] != "publish":
            raise Refused(f"WordPress did not publish the post: there it is “{post['status']}”.", raw=str(post)[:2000])
        return _sent(draft.key, post)

    def discard(self, uploaded: Uploaded) -> None:
        """Remove a draft that will not be sent, with its pictures: all that has the key, also from an attempt that broke off."""
        key = uploaded.draft.key
        if sent := self.look_up(key):
            raise AlreadySent("This post is out already.", sent=sent)
        while post := self._draft_with(key):
            self._delete_post(str(post["id"]))
        self._remove_all_but(set(), key)

    def look_up(self, key: str) -> Sent | None:
        """The public post with this slug."""
        found = self._client.get("posts", slug=key, status="publish", context="edit")
        return _sent(key, _first(found)) if found else None

    def update(self, sent: Sent, draft: Draft, approved: str) -> Sent:
        """Give a public post other words and pictures; pictures that are not in it any more are removed for good."""
        must_be_approved(draft, approved)
        if problems := self.limits.problems(draft):
            raise Refused(" ".join(problems))
        if draft.key != sent.key:
            raise NotApproved("This draft is for another post.")
        placed = self._media.place(sent.id, draft)
        post = self._client.post(f"posts/{sent.id}", self._words(draft, placed), repeatable=False)
        if post["status"] != "publish":
            raise Refused(f"The post is not public on WordPress any more: there it is “{post['status']}”.")
        try:
            self._remove_all_but({picture.id for picture in placed}, draft.key)
        except PlatformError as error:
            raise Unconfirmed(f"The post is changed, but what was taken out may still be there. {error}") from error
        return _sent(sent.key, post)

    def sweep(self, sent: Sent) -> None:
        """Remove the pictures with the key that the post does not show. If it is gone, it shows none."""
        try:
            shows = str(self._client.get(f"posts/{sent.id}", context="edit")["content"]["raw"])
        except Gone:
            shows = ""
        of_key = self._media.of(sent.key)
        self._remove_all_but({str(row["id"]) for row in of_key if _is_shown(row, shows)}, sent.key)

    def take_down(self, sent: Sent) -> TakenDown:
        """Hide the post at once, then remove its pictures and itself for good, and look whether they are gone."""
        there = self._hide(sent.id)
        addresses, remains = [sent.address], []
        for address, why in self._media.remove(self._media.of(sent.key)):
            if why:
                remains.append(f"{address} could not be deleted: {why}")
            else:
                addresses.append(address)
        if there:
            self._delete_post(sent.id)
        shown = [address for address in addresses if self._client.seen_by_anybody(address)]
        remains += [f"{address} can still be seen: {_CACHED}" for address in shown]
        return TakenDown(tuple(address for address in addresses if address not in shown), tuple(remains))

    def health(self) -> Health:
        """Whether the password still works, and what its user may do."""
        return health_of(self._client)

    def _uploaded(self, draft: Draft, approved: str) -> Uploaded:
        post = self._draft_with(draft.key) or self._begin(draft)
        number = str(post["id"])
        placed = self._media.place(number, draft)
        self._client.post(f"posts/{number}", {**self._words(draft, placed), "status": "draft"}, repeatable=True)
        return Uploaded(draft, approved, number, placed)

    def _remove_all_but(self, kept: set[str], key: str) -> None:
        left = [row for row in self._media.of(key) if str(row["id"]) not in kept]
        if whys := [why for _, why in self._media.remove(left) if why]:
            raise TryAgain(f"A picture could not be removed from WordPress: {whys[0]}")

    def _draft_with(self, key: str) -> Row | None:
        found = self._client.get("posts", slug=key, status=_NOT_OUT, context="edit")
        return _first(found) if found else None

    def _begin(self, draft: Draft) -> Row:
        begun: Row = self._client.post(
            "posts", {"title": plain(draft.title), "slug": draft.key, "status": "draft"}, repeatable=True
        )
        return begun

    def _post(self, number: str) -> Row:
        try:
            row: Row = self._client.get(f"posts/{number}", context="edit")
        except Gone as error:
            raise TryAgain("The draft was deleted on WordPress. It is uploaded anew.", raw=error.raw) from error
        return row

    def _hide(self, number: str) -> bool:
        """Make a post a draft again; whether it is there at all."""
        try:
            self._client.post(f"posts/{number}", {"status": "draft"}, repeatable=True)
        except Gone:
            return False
        return True

    def _delete_post(self, number: str) -> None:
        try:
            self._client.delete(f"posts/{number}")
        except Gone:
            return

    def _words(self, draft: Draft, placed: tuple[Placed, ...]) -> dict[str, object]:
        """A post as WordPress is told it."""
        words: dict[str, object] = {"title": plain(draft.title), "content": blocks(draft, placed), "featured_media": 0}
        if draft.categories:
            words["categories"] = numbers_of(self._client, draft.categories)
        return words

    def _differing_pictures(self, uploaded: Uploaded) -> list[str]:
        there = {str(row["id"]): row for row in self._media.of(uploaded.draft.key)}
        return [
            f"the picture {placed.picture.name}"
            for placed in uploaded.pictures
            if placed.id not in there or not _same(there[placed.id]["alt_text"], placed.picture.alt)
        ]


def _is_shown(picture: Row, content: str) -> bool:
    return str(picture["source_url"]) in content or bool(re.search(rf"\bwp-image-{picture['id']}\b", content))


def _differences(meant: dict[str, object], there: Row) -> list[str]:
    """What of a post is not as it was meant."""
    different = [what for what in ("title", "content") if not _same(there[what]["raw"], str(meant[what]))]
    if meant["featured_media"] != there["featured_media"]:
        different.append("the featured image")
    if "categories" in meant and meant["categories"] != sorted(there["categories"]):
        different.append("the categories")
    return different


def _same(one: str, other: str) -> bool:
    """The same to a reader: WordPress may write a character another way."""
    return _as_read(one) == _as_read(other)


def _as_read(text: str) -> str:
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", unescape(text))).strip()


def _first(found: list[Row]) -> Row:
    return min(found, key=lambda row: int(row["id"]))


def _sent(key: str, post: Row) -> Sent:
    link = str(post["link"])
    return Sent(key, str(post["id"]), link if link.startswith(("https://", "http://")) else "")
