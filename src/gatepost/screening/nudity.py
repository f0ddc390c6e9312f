"""Whether somebody in a picture seems to be undressed: looked for only where the optional detector is installed.

The detector is NudeNet. Its licence (AGPL-3.0) is stricter than Gatepost's, so it is never installed by itself; where
it is missing, a person is asked. It is a coarse judge: what it says orders a queue, and what it does not say proves
nothing. A picture of a child undressed is never uploaded or previewed here: it is a matter for the safeguarding lead.
"""

import importlib
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from .errors import PictureError
from .findings import Finding

if TYPE_CHECKING:
    from PIL import Image

QUESTION = "Is everybody in the picture dressed as the school would wish?"
MISSING = (
    "Nudity cannot be looked for: the package nudenet is not installed. Its licence is the AGPL-3.0; if that suits you,"
    " run: pip install 'gatepost[nudity]'. Without it, a person is asked."
)

_EXPOSED = frozenset(
    {
        "ANUS_EXPOSED",
        "BUTTOCKS_EXPOSED",
        "FEMALE_BREAST_EXPOSED",
        "FEMALE_GENITALIA_EXPOSED",
        "MALE_GENITALIA_EXPOSED",
    }
)
_LEAST = 0.5
_MOST_CONFIDENT = 0.8


def available() -> bool:
    """Whether the optional detector is installed."""
    return find_spec("nudenet") is not None


def look(picture: "Image.Image", size: tuple[int, int], name: str) -> list[Finding]:
    """What the optional detector finds, where it is installed; otherwise nothing."""
    return detect(picture, size, name) if available() else []


def detect(picture: "Image.Image", size: tuple[int, int], name: str) -> list[Finding]:
    """Places where somebody seems undressed, in a copy of a picture whose full size is `size`.

    Raises PictureError if the optional detector is not installed.
    """
    import numpy as np

    if not available():
        raise PictureError(MISSING)
    scale = size[0] / picture.width
    blue_first = np.asarray(picture.convert("RGB"))[:, :, ::-1]
    seen = _detector().detect(np.ascontiguousarray(blue_first))
    return [_finding(part, scale, name) for part in seen if part["class"] in _EXPOSED and part["score"] >= _LEAST]


def _finding(part: Mapping[str, Any], scale: float, name: str) -> Finding:
    x, y, width, height = (max(0, round(value * scale)) for value in part["box"])
    return Finding(
        label="lewd",
        why="Somebody here seems to be undressed; a person must look before anything else is done with the picture.",
        confidence=min(_MOST_CONFIDENT, float(part["score"])),
        detector="nudity",
        picture=name,
        box=(x, y, max(1, width), max(1, height)),
    )


@cache
def _detector() -> Any:
    return importlib.import_module("nudenet").NudeDetector()
