"""What a network takes, as dated data with its sources (`limits.yaml`), and what of a draft it would not take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

import yaml

from .counting import COUNTS
from .drafts import Draft, Picture
from .errors import Refused
from .pictures import kind_of

HASHTAG = re.compile(r"(?<!\w)#\w+")
_NAMES = {"whatsapp": "WhatsApp", "linkedin": "LinkedIn", "tiktok": "TikTok"}


@dataclass(frozen=True)
class Limit:
    """A number, who says so, and on which day it was looked up. `counted` is how the network counts a text."""

    most: int
    source: str
    dated: date
    counted: str = "graphemes"

    def used(self, text: str) -> int:
        """How much of it a text uses."""
        return COUNTS[self.counted](text)


@dataclass(frozen=True)
class Formats:
    """The kinds of picture that a network takes, as Pillow names them."""

    allowed: tuple[str, ...]
    source: str
    dated: date


@dataclass(frozen=True)
class Shape:
    """Between which proportions, width by height, a picture must be."""

    narrowest: float
    widest: float
    source: str
    dated: date


@dataclass(frozen=True)
class Limits:
    """What a network takes. None where it publishes no limit. All of `text` hold at once."""

    name: str
    text: tuple[Limit, ...] = ()
    title: Limit | None = None
    hashtags: Limit | None = None
    fewest_pictures: Limit | None = None
    pictures: Limit | None = None
    picture_bytes: Limit | None = None
    alt_text: Limit | None = None
    formats: Formats | None = None
    shape: Shape | None = None

    def problems(self, draft: Draft) -> tuple[str, ...]:
        """What the network would not take of a draft, in sentences. Pictures are named as the school names them."""
        return (*self._problems_of_the_words(draft), *self._problems_of_the_pictures(draft.pictures))

    def _problems_of_the_words(self, draft: Draft) -> Iterator[str]:
        for limit in self.text:
            yield from self._too_long("The text", draft.text, limit)
        yield from self._too_long("The title", draft.title, self.title)
        tags = len(HASHTAG.findall(draft.text))
        if self.hashtags and tags > self.hashtags.most:
            yield f"{self.name} takes at most {self.hashtags.most} hashtags; this text has {tags}."

    def _problems_of_the_pictures(self, pictures: tuple[Picture, ...]) -> Iterator[str]:
        if self.pictures and len(pictures) > self.pictures.most:
            yield f"{self.name} takes at most {self.pictures.most} pictures; there are {len(pictures)}."
        if self.fewest_pictures and len(pictures) < self.fewest_pictures.most:
            yield f"{self.name} takes no post without a picture."
        for picture in pictures:
            yield from self._too_long(f"The description of {picture.name}", picture.alt, self.alt_text)
            yield from self._problems_of_the_file(picture)

    def _problems_of_the_file(self, picture: Picture) -> Iterator[str]:
        if self.picture_bytes and len(picture.data) > self.picture_bytes.most:
            most = self.picture_bytes.most / 1_000_000
            yield f"{picture.name} has {len(picture.data) / 1_000_000:.1f} MB; {self.name} takes at most {most:g} MB."
        try:
            kind = kind_of(picture)
        except Refused as error:
            yield error.says
            return
        if self.formats and kind.format not in self.formats.allowed:
            yield f"{picture.name} is a {kind.format}; {self.name} takes {', '.join(self.formats.allowed)}."
        if self.shape and not self.shape.narrowest <= kind.width / kind.height <= self.shape.widest:
            yield f"{picture.name} is {kind.width} by {kind.height} pixels; {self.name} takes no picture so narrow or wide."

    def _too_long(self, what: str, text: str, limit: Limit | None) -> Iterator[str]:
        if limit is None or (used := limit.used(text)) <= limit.most:
            return
        if limit.counted == "bytes":
            yield f"{what} has {used:,} bytes; {self.name} takes at most {limit.most:,}."
        else:
            yield f"{what} has {used:,} characters as {self.name} counts them; it takes at most {limit.most:,}."


def limits_of(channel: str, name: str = "") -> Limits:
    """The limits of a channel of the policy's vocabulary. Nothing is known of one that is not in `limits.yaml`."""
    found = _limits().get(channel) or Limits(_NAMES.get(channel) or channel.replace("_", " ").title())
    return replace(found, name=name) if name else found


@cache
def _limits() -> dict[str, Limits]:
    text = resources.files(__package__).joinpath("limits.yaml").read_text("utf-8")
    return {channel: _one(row) for channel, row in yaml.safe_load(text).items()}


def _one(row: dict[str, Any]) -> Limits:
    said: dict[str, Any] = {}
    for field, value in row.items():
        match field:
            case "name":
                said[field] = value
            case "text":
                said[field] = tuple(Limit(**limit) for limit in value)
            case "formats":
                said[field] = Formats(tuple(value["allowed"]), value["source"], value["dated"])
            case "shape":
                said[field] = Shape(value["from"], value["to"], value["source"], value["dated"])
            case _:
                said[field] = Limit(**value)
    return Limits(**said)
