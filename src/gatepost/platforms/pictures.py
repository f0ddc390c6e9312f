"""What kind of file a picture is, told by what is in it and not by how it is called."""

from __future__ import annotations

from dataclasses import dataclass

from gatepost.screening.errors import PictureError
from gatepost.screening.opening import opened
from gatepost.screening.settings import Settings

from .drafts import Picture
from .errors import Refused

_SETTINGS = Settings()
_SUFFIXES = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}


@dataclass(frozen=True)
class Kind:
    """The format as Pillow names it, and the size in pixels. Nothing is decoded to learn them."""

    format: str
    width: int
    height: int

    @property
    def suffix(self) -> str:
        return _SUFFIXES[self.format]

    @property
    def media_type(self) -> str:
        return f"image/{self.format.lower()}"


def kind_of(picture: Picture) -> Kind:
    """Raises Refused, in words, if it is no picture, is damaged, or unpacks to too much."""
    try:
        image = opened(picture.data, picture.name, _SETTINGS)
    except PictureError as error:
        raise Refused(str(error)) from error
    return Kind(image.format or "", image.width, image.height)
