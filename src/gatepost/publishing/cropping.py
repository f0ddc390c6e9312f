"""A copy of a picture cut to a box. Written anew, upright, with nothing in its file beside the picture."""

from __future__ import annotations

import io

from gatepost.screening import PictureError
from gatepost.screening.opening import decoding, opened, orientation, upright
from gatepost.screening.settings import Settings

Box = tuple[int, int, int, int]
SMALLEST = 50
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
        copy = whole.crop((x, y, x + width, y + height))
    written_as = _WRITTEN_AS.get(image.format or "", "PNG")
    buffer = io.BytesIO()
    (copy.convert("RGB") if written_as == "JPEG" and copy.mode not in ("RGB", "L") else copy).save(
        buffer, written_as, quality=_QUALITY
    )
    return buffer.getvalue()
