"""A copy of a picture in which chosen boxes, as a rule faces, cannot be recognised, however one tries.

Each box becomes a mosaic of a few cells, each of one colour: the mean of what stood there, coarsely rounded. Only then
is the mosaic softened, so that nothing smaller than a cell, and nothing of what stood in it, reaches the copy. The
copy is written anew, without EXIF, remarks or the small preview that cameras put into a file.
"""

import io
import math
from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageFilter

from .errors import PictureError
from .findings import Box
from .opening import decoding, opened, orientation, read, upright
from .settings import Settings

CELLS = 5
"""Cells across the longer side of a box: too few for a face to be told from another."""

_MARGIN = 0.15  # of the box on every side: chin, ears and hair tell who it is, too
_SHADES = 16
_QUALITY = 92
_PLAIN = Settings()
_WRITTEN_AS = {"JPEG": "JPEG", "WEBP": "WEBP"}


def blurred(source: str | Path | bytes, boxes: Iterable[Box], *, name: str = "", settings: Settings = _PLAIN) -> bytes:
    """A copy with these boxes blurred: JPEG and WebP as themselves, others as PNG, of a moving picture the first frame.

    Boxes are (x, y, width, height) in pixels of the upright picture, as findings have them. The copy is upright.
    Raises PictureError for a picture that cannot be opened, and for a box that is not in it.
    """
    data, name = read(source, name, settings)
    image = opened(data, name, settings)
    written_as, profile = _WRITTEN_AS.get(image.format or "", "PNG"), image.info.get("icc_profile")
    with decoding(name):
        image.load()
        copy = upright(image.convert(_mode(image, written_as)), orientation(image))
    for box in boxes:
        _blur(copy, _grown(box, copy.size, name))
    buffer = io.BytesIO()
    copy.save(buffer, written_as, quality=_QUALITY, icc_profile=profile if image.mode == copy.mode else None)
    return buffer.getvalue()


def _mode(image: Image.Image, written_as: str) -> str:
    """Palettes cannot hold new colours; where there is transparency it stays."""
    see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    if see_through and written_as != "JPEG":
        return "RGBA"
    return "L" if image.mode == "L" else "RGB"


def _grown(box: Box, size: tuple[int, int], name: str) -> Box:
    """Left, top, right and bottom of the box with its margin, inside the picture."""
    x, y, width, height = box
    inside = x < size[0] and y < size[1] and x + width > 0 and y + height > 0
    if width < 1 or height < 1 or not inside:
        raise PictureError(f"{name}: the box {box} lies outside the picture, which has {size[0]} × {size[1]} pixels.")
    across, down = math.ceil(width * _MARGIN), math.ceil(height * _MARGIN)
    return (
        max(0, x - across),
        max(0, y - down),
        min(size[0], x + width + across),
        min(size[1], y + height + down),
    )


def _blur(picture: Image.Image, edges: Box) -> None:
    width, height = edges[2] - edges[0], edges[3] - edges[1]
    cell = max(width, height) / CELLS
    few = max(1, round(width / cell)), max(1, round(height / cell))
    means = picture.crop(edges).resize(few, Image.Resampling.BOX).point(_rounded)
    mosaic = means.resize((width, height), Image.Resampling.NEAREST)
    picture.paste(mosaic.filter(ImageFilter.GaussianBlur(cell / 4)), edges[:2])


def _rounded(value: float) -> float:
    """The middle of the shade that a value falls into."""
    return min(255, value // _SHADES * _SHADES + _SHADES // 2)
