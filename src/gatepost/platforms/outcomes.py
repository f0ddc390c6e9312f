"""What comes of asking a network for something."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from .drafts import Draft, Picture


@dataclass(frozen=True)
class Placed:
    """A picture that the network has, where nobody comes upon it yet."""

    id: str
    address: str
    picture: Picture


@dataclass(frozen=True)
class Uploaded:
    """A draft that the network has all of, and shows to nobody. `id` is the network's own name for it, if it has one."""

    draft: Draft
    approved: str
    id: str = ""
    pictures: tuple[Placed, ...] = ()


@dataclass(frozen=True)
class Ready:
    """What was uploaded, read back, and found to be what was approved. Only `check` makes one."""

    uploaded: Uploaded


@dataclass(frozen=True)
class Sent:
    """A post that is out: the network's own name for it (empty where only a person knows that it is out), and where it can be seen (empty
    where there is no address)."""

    key: str
    id: str
    address: str = ""


@dataclass(frozen=True)
class HandedPicture:
    """A picture to save: a file name that tells nothing of who is in it, the file, and the description to paste."""

    file_name: str
    data: bytes
    alt: str


@dataclass(frozen=True)
class Handover:
    """What a person does now, because Gatepost cannot do it on this network: the steps in order, and what to copy and save."""

    key: str
    steps: tuple[str, ...]
    title: str = ""
    text: str = ""
    pictures: tuple[HandedPicture, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class TakenDown:
    """What is gone, as addresses; and in sentences what could not be removed, and what to do about it."""

    removed: tuple[str, ...]
    remains: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        return not self.remains


class Connection(StrEnum):
    """How a connection stands."""

    WORKS = "works"
    LIMITED = "limited"  # it answers, but not everything that is needed is allowed
    NOT_CONNECTED = "not_connected"
    UNREACHABLE = "unreachable"
    BY_HAND = "by_hand"


@dataclass(frozen=True)
class Health:
    """How a connection stands, for its page. `problems` say in sentences what is wrong and what to do."""

    connection: Connection
    account: str = ""
    software: str = ""
    problems: tuple[str, ...] = ()
    raw: str = field(default="", repr=False)
    expires: datetime | None = None
