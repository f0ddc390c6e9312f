"""Floor 3: the networks, behind one small protocol (`protocol.Platform`). Knows no Django."""

from .by_hand import ByHand
from .drafts import Draft, Picture, content_hash, new_key
from .errors import AlreadySent, CannotDo, NotApproved, NotConnected, PlatformError, Refused, TryAgain, Unconfirmed
from .limits import Limit, Limits, Measured, limits_of
from .outcomes import Connection, HandedPicture, Handover, Health, Placed, Ready, Sent, TakenDown, Uploaded
from .protocol import Capability, Platform
from .wordpress import WordPress

__all__ = [
    "AlreadySent",
    "ByHand",
    "CannotDo",
    "Capability",
    "Connection",
    "Draft",
    "HandedPicture",
    "Handover",
    "Health",
    "Limit",
    "Limits",
    "Measured",
    "NotApproved",
    "NotConnected",
    "Picture",
    "Placed",
    "Platform",
    "PlatformError",
    "Ready",
    "Refused",
    "Sent",
    "TakenDown",
    "TryAgain",
    "Unconfirmed",
    "Uploaded",
    "WordPress",
    "content_hash",
    "limits_of",
    "new_key",
]
