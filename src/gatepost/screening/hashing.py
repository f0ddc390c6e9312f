"""A fingerprint of what a picture looks like, to know one again that had to come down.

64 bits of the picture's coarsest shapes (the low frequencies of a cosine transform of a small grey copy): saved anew,
made smaller or cropped a little, a picture keeps nearly all of them. Nobody's face is in it, and the picture cannot be
made from it.
"""

from pathlib import Path
from typing import Any

from PIL import Image

from .opening import decoding, opened, orientation, read, upright
from .settings import Settings

SAME_WITHIN = 12
"""Bits out of 64 by which two pictures may differ and still be taken for the same."""

_SIDE = 32
_LOW = 8
_PLAIN = Settings()


def fingerprint(source: str | Path | bytes, *, name: str = "", settings: Settings = _PLAIN) -> int:
    """64 bits that tell what a picture looks like. Raises PictureError."""
    data, name = read(source, name, settings)
    image = opened(data, name, settings)
    with decoding(name):
        image.draft("L", (_SIDE * 8, _SIDE * 8))
        image.load()
        grey = upright(_on_white(image), orientation(image))
        small = grey.resize((_SIDE, _SIDE), Image.Resampling.BOX)
    return _bits(small)


def distance(one: int, other: int) -> int:
    """In how many of 64 bits two fingerprints differ."""
    return (one ^ other).bit_count()


def is_same_picture(one: int, other: int, *, within: int = SAME_WITHIN) -> bool:
    """Whether two fingerprints are of the same picture, as far as one can tell: a claim for a person to check."""
    return distance(one, other) <= within


def _on_white(image: Image.Image) -> Image.Image:
    """In grey; what is see-through is white, as on a page."""
    if image.mode == "L":
        return image
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        seen = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen).convert("L")
    return image.convert("RGB").convert("L")


def _bits(small: Image.Image) -> int:
    import numpy as np

    grey = np.asarray(small, dtype=np.float64)
    waves = _waves()
    low = (waves @ grey @ waves.T).ravel()
    low[0] = 0.0  # the mean brightness tells nothing
    low = np.round(low, 6)  # so that a plain surface has the same bits on every machine
    bits = 0
    for set_ in low > np.median(low):
        bits = bits << 1 | int(set_)
    return bits


def _waves() -> Any:
    """The eight lowest cosines over the side of the small copy."""
    import numpy as np

    places = (2 * np.arange(_SIDE) + 1) * np.pi / (2 * _SIDE)
    return np.cos(np.arange(_LOW)[:, None] * places[None, :])
