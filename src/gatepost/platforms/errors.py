"""What can go wrong with a network, from the certain to the uncertain. Each says it in plain words, and keeps the answer as it came."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .outcomes import Sent


SAID_AT_MOST, KEPT_AT_MOST = 1000, 2000


class PlatformError(Exception):
    """Something went wrong with a network.

    `says`: for the person who has to deal with it. `raw`: what the network answered, for whoever looks into it. Of both, no more is kept
    than is worth reading: a network can answer with anything."""

    def __init__(self, says: str, *, raw: str = "") -> None:
        self.says = says[:SAID_AT_MOST]
        self.raw = raw[:KEPT_AT_MOST]
        super().__init__(self.says)


class Refused(PlatformError):
    """Final: it was not done, and trying the same again will not help."""


class NotApproved(Refused):
    """What is to be sent is not what was approved."""


class CannotDo(Refused):
    """The network has no such thing, or Gatepost cannot do it there; a person may."""


class NotConnected(PlatformError):
    """Gatepost is not let in: somebody has to connect the account again. Nothing was done."""


class TryAgain(PlatformError):
    """It was certainly not done, or is done only once however often it is asked: safe to try again, after a while."""

    def __init__(self, says: str, *, after: timedelta = timedelta(minutes=1), raw: str = "") -> None:
        super().__init__(says, raw=raw)
        self.after = after


class Unconfirmed(PlatformError):
    """It may have been done. Look it up; never send it again blindly."""


class AlreadySent(PlatformError):
    """It is there already, so nothing was done a second time."""

    def __init__(self, says: str, *, sent: Sent) -> None:
        super().__init__(says)
        self.sent = sent
