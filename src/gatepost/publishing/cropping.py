"""A copy of a picture cut to a box, or made smaller. Written anew, upright, with nothing in its file beside the picture."""

from __future__ import annotations

import io

from PIL import Image

from gatepost.screening import PictureError
from gatepost.screening.opening import decoding, opened, orientation, upright
from gatepost.screening.settings import Settings

Box = tuple[int, int, int, int]
SMALLEST = 50
LONGEST = 2048
"""Pixels on the long side: as large as any of the networks shows a picture."""
_QUALITY = 92
_WRITTEN_AS = {"JPEG": "JPEG", "WEBP": "WEBP"}


def cropped(data: bytes, box: Box, *, name: str = "") -> bytes:
    """What lies in the box `(x, y, width, height)` of the upright picture; GIF becomes PNG.

    Raises:
        PictureError: it cannot be opened, or the box is too small or not inside it.
    """
    image = opened(data, name, Settings())
    x, y, width, height = box
    with decoding(name):
        image.load()
        whole = upright(image, orientation(image))
    inside = x >= 0 and y >= 0 and x + width <= whole.width and y + height <= whole.height
    if min(width, height) < SMALLEST or not inside:
        raise PictureError(
            f"{name}: choose a part that is inside the picture and at least {SMALLEST} pixels wide and high."
        )
    with decoding(name):
        return _written(whole.crop((x, y, x + width, y + height)), image.format)


def smaller(data: bytes, *, name: str = "") -> bytes:
    """The same picture, no longer than a network shows it; GIF becomes PNG.

    Raises:
        PictureError: it cannot be opened.
    """
    image = opened(data, name, Settings())
    with decoding(name):
        copy = upright(image, orientation(image))
        copy.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return _written(copy, image.format)


def _written(copy: Image.Image, format: str | None) -> bytes:
    written_as = _WRITTEN_AS.get(format or "", "PNG")
    plain = copy.convert("RGB") if written_as == "JPEG" and copy.mode not in ("RGB", "L") else copy
    buffer = io.BytesIO()
    plain.save(buffer, written_as, quality=_QUALITY)
    return buffer.getvalue()
