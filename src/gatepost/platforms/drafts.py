"""What is to be published on one network, and the hash that binds an approval to exactly that."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from .errors import NotApproved

KEY = re.compile(r"[a-z0-9](?:[a-z0-9-]{6,98})[a-z0-9]")
_LONGEST_TITLE = 60
_FORM = "draft-1"  # goes into the hash, so that another way of making it can never give the same one


@dataclass(frozen=True)
class Picture:
    """A picture as it is to be shown: already stripped, cropped and blurred.

    `name` is what the school calls the file. It is for the school alone: a file is often named after a child, so the
    network is never told."""

    data: bytes
    alt: str
    name: str = "picture"

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Draft:
    """A post for one network.

    `key` names this post for good: made once, before the first attempt (`new_key`), and the same in every attempt. It
    is what the post is found by when nobody knows whether it went out, and part of its address where the network
    lets us choose one."""

    key: str
    text: str
    title: str = ""
    pictures: tuple[Picture, ...] = ()
    categories: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not KEY.fullmatch(self.key):
            raise ValueError(f"'{self.key}' is no key for a post: 8 to 100 small letters, digits and hyphens.")


def new_key(title: str = "") -> str:
    """A key that nobody else has: the words of a title, so that an address can be read, and 12 random characters.

    Do not give it a title that names a child: the key is part of the address."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower().replace("'", "")
    words = re.sub(r"[^a-z0-9]+", "-", plain)[:_LONGEST_TITLE].strip("-")
    return f"{words or 'post'}-{secrets.token_hex(6)}"


def content_hash(draft: Draft) -> str:
    """The SHA-256 of everything in a draft that anybody will see: title, text, pictures in their order, categories."""
    pictures = [[picture.digest, picture.alt] for picture in draft.pictures]
    seen = [_FORM, draft.title, draft.text, pictures, list(draft.categories)]
    return hashlib.sha256(json.dumps(seen, separators=(",", ":")).encode()).hexdigest()


def must_be_approved(draft: Draft, approved: str) -> None:
    """Raises NotApproved unless `approved` is the hash of exactly this."""
    if not secrets.compare_digest(content_hash(draft), approved):
        raise NotApproved("This is not what was approved. Ask for approval again; nothing was sent.")
