"""What a network takes, as dated data with its sources (`limits.yaml`), and what of a draft it would not take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
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
class Measured:
    """What the limits ask of a picture, where its file need not be opened: its format as Pillow names it, its size and its description."""

    name: str
    alt: str
    bytes: int
    format: str
    width: int
    height: int


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
        measured, broken = [], []
        for picture in draft.pictures:
            try:
                measured.append(_measured(picture))
            except Refused as error:
                broken.append(error.says)
        return (*self.problems_with(draft.title, draft.text, measured, len(draft.pictures)), *broken)

    def problems_with(
        self, title: str, text: str, pictures: Iterable[Measured], number: int | None = None
    ) -> tuple[str, ...]:
        """The same of words and of pictures that were measured before. `number` counts those that cannot be measured, too."""
        seen = list(pictures)
        return (
            *self._problems_of_the_words(title, text),
            *self._problems_of_the_number(len(seen) if number is None else number),
            *(problem for each in seen for problem in self._problems_of_the_picture(each)),
        )

    def _problems_of_the_words(self, title: str, text: str) -> Iterator[str]:
        for limit in self.text:
            yield from self._too_long("The text", text, limit)
        yield from self._too_long("The title", title, self.title)
        tags = len(HASHTAG.findall(text))
        if self.hashtags and tags > self.hashtags.most:
            yield f"{self.name} takes at most {self.hashtags.most} hashtags; this text has {tags}."

    def _problems_of_the_number(self, pictures: int) -> Iterator[str]:
        if self.pictures and pictures > self.pictures.most:
            yield f"{self.name} takes at most {self.pictures.most} pictures; there are {pictures}."
        if self.fewest_pictures and pictures < self.fewest_pictures.most:
            yield f"{self.name} takes no post without a picture."

    def _problems_of_the_picture(self, picture: Measured) -> Iterator[str]:
        yield from self._too_long(f"The description of {picture.name}", picture.alt, self.alt_text)
        if self.picture_bytes and picture.bytes > self.picture_bytes.most:
            most = self.picture_bytes.most / 1_000_000
            yield f"{picture.name} has {picture.bytes / 1_000_000:.1f} MB; {self.name} takes at most {most:g} MB."
        if self.formats and picture.format not in self.formats.allowed:
            yield f"{picture.name} is a {picture.format}; {self.name} takes {', '.join(self.formats.allowed)}."
        if self.shape and not self.shape.narrowest <= picture.width / picture.height <= self.shape.widest:
            yield f"{picture.name} is {picture.width} by {picture.height} pixels; {self.name} takes no picture so narrow or wide."

    def _too_long(self, what: str, text: str, limit: Limit | None) -> Iterator[str]:
        if limit is None or (used := limit.used(text)) <= limit.most:
            return
        if limit.counted == "bytes":
            yield f"{what} has {used:,} bytes; {self.name} takes at most {limit.most:,}."
        else:
            yield f"{what} has {used:,} characters as {self.name} counts them; it takes at most {limit.most:,}."


def _measured(picture: Picture) -> Measured:
    """Raises Refused, in words, if it is no picture or is damaged."""
    kind = kind_of(picture)
    return Measured(picture.name, picture.alt, len(picture.data), kind.format, kind.width, kind.height)


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
