"""What every network can be asked, in the same words.

A post goes out in three steps, each bound to the hash of what was approved (`content_hash`):

    uploaded = platform.upload(draft, approved)   # everything is there, and nobody sees it
    ready = platform.check(uploaded)              # read back: it is what was approved
    outcome = platform.send(ready)                # the one act that shows it

`upload` and `check` can be repeated as often as one likes: what is there already is used again. If `send` ends in
`Unconfirmed`, `look_up` says whether the post is out, and only then is it sent again or not.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from .drafts import Draft
from .limits import Limits
from .outcomes import Handover, Health, Ready, Sent, TakenDown, Uploaded


class Capability(StrEnum):
    """What Gatepost can do on a network by itself. What is missing, a person does or nobody can."""

    PUBLISH = "publish"
    PICTURES = "pictures"
    ALT_TEXT = "alt_text"
    TITLE = "title"
    CATEGORIES = "categories"
    EDIT = "edit"
    TAKE_DOWN = "take_down"
    LOOK_UP = "look_up"
    COMMENTS = "comments"
    HIDE = "hide"
    BLOCK = "block"


class Platform(Protocol):
    """One account on one network. Every method may raise a PlatformError; `health` alone never does.

    Where Gatepost cannot act by itself, the outcome is a `Handover` for a person."""

    @property
    def capabilities(self) -> frozenset[Capability]: ...

    @property
    def limits(self) -> Limits: ...

    def upload(self, draft: Draft, approved: str) -> Uploaded:
        """Put everything there, seen by nobody. Raises AlreadySent if a post with this key is out."""
        ...

    def check(self, uploaded: Uploaded) -> Ready:
        """Read back what is there. Raises NotApproved if it is not what was approved, Refused if it does not fit."""
        ...

    def send(self, ready: Ready) -> Sent | Handover:
        """Show it to the audience. Raises Unconfirmed if nobody can tell whether that happened."""
        ...

    def discard(self, uploaded: Uploaded) -> None:
        """Remove what was uploaded and will not be sent."""
        ...

    def look_up(self, key: str) -> Sent | None:
        """The post with this key if it is out. Raises CannotDo where the network cannot be asked."""
        ...

    def update(self, sent: Sent, draft: Draft, approved: str) -> Sent | Handover:
        """Make a post that is out into this draft: words, pictures and their descriptions. Doing it twice comes to the same as once.
        Raises Unconfirmed if nobody can tell whether some of it was done; anything else, and nobody sees a change."""
        ...

    def sweep(self, sent: Sent) -> None:
        """Remove what was uploaded to change a post, and is not shown in it."""
        ...

    def take_down(self, sent: Sent) -> TakenDown | Handover:
        """Remove a post and its pictures for good. What is gone already counts as removed."""
        ...

    def health(self) -> Health:
        """How the connection stands."""
        ...
