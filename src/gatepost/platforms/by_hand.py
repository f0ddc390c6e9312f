"""By hand: for networks that no program may post to, and for those that are not connected.

Gatepost prepares the words and pictures, a person posts them, and says so with the link or a screenshot.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .drafts import Draft, Picture, must_be_approved
from .errors import CannotDo, Refused
from .limits import Limits, limits_of
from .outcomes import Connection, HandedPicture, Handover, Health, Ready, Sent, Uploaded
from .pictures import kind_of
from .protocol import Capability

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SITES = {  # where a post on each network is seen; elsewhere a link is taken as it is
    "class_dojo": ("classdojo.com",),
    "facebook": ("facebook.com", "fb.com"),
    "flickr": ("flickr.com", "flic.kr"),
    "google_classroom": ("classroom.google.com",),
    "instagram": ("instagram.com",),
    "linkedin": ("linkedin.com",),
    "tapestry": ("tapestryjournal.com",),
    "tiktok": ("tiktok.com",),
    "x": ("x.com", "twitter.com"),
    "youtube": ("youtube.com", "youtu.be"),
}
_POST_IT = "Post it. Then come back with the link, or with a screenshot if there is no link."
_SAVE_IT = "Save it: it must read like this alone. Then come back and say so, with the link or a screenshot."


class ByHand:
    """An account that a person posts to. `channel` is the network as the policy names it, `name` as people do."""

    def __init__(self, channel: str, *, name: str = "") -> None:
        self.channel = channel
        self.limits: Limits = limits_of(channel, name)
        self.name = name or self.limits.name
        self.capabilities: frozenset[Capability] = frozenset()

    def upload(self, draft: Draft, approved: str) -> Uploaded:
        """Nothing is sent anywhere."""
        must_be_approved(draft, approved)
        return Uploaded(draft, approved)

    def check(self, uploaded: Uploaded) -> Ready:
        """Whether the network would take it. Raises Refused with what it would not."""
        must_be_approved(uploaded.draft, uploaded.approved)
        if problems := self.limits.problems(uploaded.draft):
            raise Refused(" ".join(problems))
        return Ready(uploaded)

    def send(self, ready: Ready) -> Handover:
        """What a person copies, saves and does."""
        draft = ready.uploaded.draft
        must_be_approved(draft, ready.uploaded.approved)
        return self._handover(draft, f"Open {self.name} and sign in to the school's account.", _POST_IT, "")

    def discard(self, uploaded: Uploaded) -> None:
        """There is nothing to remove."""

    def look_up(self, key: str) -> Sent | None:
        raise CannotDo(f"Gatepost cannot look at {self.name}. Look there, and say whether the post is out.")

    def update(self, sent: Sent, draft: Draft, approved: str) -> Handover:
        """What a person changes."""
        must_be_approved(draft, approved)
        if problems := self.limits.problems(draft):
            raise Refused(" ".join(problems))
        return self._handover(draft, f"Open the post on {self.name} and choose to edit it.", _SAVE_IT, sent.address)

    def sweep(self, sent: Sent) -> None:
        """There is nothing to remove."""

    def take_down(self, sent: Sent) -> Handover:
        """What a person removes."""
        steps = (
            f"Open the post on {self.name} and delete it, with its pictures.",
            "Look at the page as somebody who is not signed in: the post must be gone.",
            "Come back and say that it is gone, with a screenshot.",
        )
        return Handover(sent.key, steps, address=sent.address)

    def health(self) -> Health:
        return Health(Connection.BY_HAND)

    def confirm(self, key: str, *, link: str = "", screenshot: str = "") -> Sent:
        """A person has posted it: the link to it, or the SHA-256 of a screenshot where posts have no link. Raises Refused."""
        if link:
            self._must_lead_here(link)
            return Sent(key, "", link)
        if _DIGEST.fullmatch(screenshot):
            return Sent(key, "")
        raise Refused("Give the link to the post, or a screenshot of it.")

    def _must_lead_here(self, link: str) -> None:
        try:
            parts = urlsplit(link)
        except ValueError:
            raise Refused(f"“{link}” is not a link. Copy it from the post itself.") from None
        host = (parts.hostname or "").removeprefix("www.")
        if parts.scheme not in ("http", "https") or "." not in host or set(link) & set(' \t\r\n"<>'):
            raise Refused(f"“{link}” is not a link. Copy it from the post itself.")
        sites = _SITES.get(self.channel, ())
        if sites and not any(host == site or host.endswith(f".{site}") for site in sites):
            raise Refused(f"This link leads to {host} and not to {self.name}. Copy it from the post itself.")

    def _handover(self, draft: Draft, open_it: str, finish: str, address: str) -> Handover:
        pictures = tuple(_handed(draft, number, picture) for number, picture in enumerate(draft.pictures, 1))
        steps = [open_it, "Copy the text and paste it. Change nothing: this is what was approved."]
        if draft.categories:
            steps.append(f"If {self.name} asks for a category, choose: {', '.join(draft.categories)}.")
        if pictures:
            steps.append("Save the pictures and add them in this order, each with its description.")
        steps.append(finish)
        return Handover(draft.key, tuple(steps), draft.title, draft.text, pictures, address)


def _handed(draft: Draft, number: int, picture: Picture) -> HandedPicture:
    return HandedPicture(f"{draft.key}-{number}.{kind_of(picture).suffix}", picture.data, picture.alt)
