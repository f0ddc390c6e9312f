"""A picture as it stands in a list: small enough for a page of them on a phone. Made anew each time, and kept nowhere."""

from __future__ import annotations

import io

from PIL import Image

from gatepost.screening.opening import decoding, opened, orientation, upright
from gatepost.screening.settings import Settings

SIDE = 320
"""Pixels of the long side: twice as many as the page shows, for fine screens."""
MEDIA_TYPE = "image/jpeg"


def thumbnail(data: bytes, *, name: str = "") -> bytes:
    """The picture in little. A JPEG is decoded at a fraction of its size.

    Raises:
        PictureError: it cannot be opened.
    """
    image = opened(data, name, Settings())
    with decoding(name):
        turned = orientation(image)
        image.draft("RGB", (SIDE, SIDE))
        small = image.convert("RGB")
        small.thumbnail((SIDE, SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
        written = io.BytesIO()
        upright(small, turned).save(written, "JPEG", quality=80)
    return written.getvalue()
