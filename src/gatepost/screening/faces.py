"""Faces counted and located, never recognised.

OpenCV's Haar cascade "alt2", the only face detector that comes inside an ordinary wheel with a free licence. In
pictures of adults it finds nearly every upright face of 32 pixels and more; a head tilted by 30 degrees it loses, so a
smaller copy is looked at again turned to either side. In crowds of drawn faces that finds three in four of 24 pixels,
nearly all of 32 and more, and those tilted by 30 degrees from about 40. Dark faces in poor light, profiles, covered and
turned-away faces are missed more often: "none found" is never "none there".
"""

import math
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

Box = tuple[int, int, int, int]

TILTS = (-30, 30)
"""Degrees by which the picture is turned for the further looks."""

_NARROWEST = 20
_TURNED_SIDE = 720
_STEP = 1.2
_STEP_TURNED = 1.25
_AGREEING = 2
# Chosen by trial, so that a photograph of 12 megapixels takes under 400 ms on one core: a larger copy, finer steps or
# four tilts find more small tilted faces at twice the cost.
_SURE, _TURNED = 0.8, 0.6
_of_thread = threading.local()


@dataclass(frozen=True, slots=True)
class Face:
    """A face: `box` is (x, y, width, height) in pixels of the picture, `tilt` the degrees at which it was seen."""

    box: Box
    confidence: float
    tilt: int = 0


@dataclass(frozen=True, slots=True)
class FaceSearch:
    """What was found, the size worked at, and the narrowest face seen there, in pixels of the full picture."""

    faces: tuple[Face, ...]
    width: int
    height: int
    narrowest: int


def find_faces(picture: "Image.Image", size: tuple[int, int]) -> FaceSearch:
    """The faces in a grey copy of a picture whose full size is `size`, from left to right."""
    import numpy as np

    grey = np.asarray(picture.convert("L"))
    scale = size[0] / picture.width
    found = [Face(_scaled(box, scale, size), _SURE) for box in _seen(grey, _STEP)]
    for tilt in TILTS:
        found += [Face(_scaled(box, scale, size), _TURNED, tilt) for box in _seen_turned(grey, tilt)]
    faces = sorted(_distinct(found), key=lambda face: face.box)
    return FaceSearch(tuple(faces), picture.width, picture.height, math.ceil(_NARROWEST * scale))


def _cascade() -> Any:
    """The detector; one for each thread, since it keeps the picture it is looking at."""
    import cv2

    if not hasattr(_of_thread, "cascade"):
        file = Path(cv2.__file__).parent / "data" / "haarcascade_frontalface_alt2.xml"
        _of_thread.cascade = cv2.CascadeClassifier(str(file))
    return _of_thread.cascade


def _seen(grey: Any, step: float) -> list[Box]:
    if min(grey.shape) < _NARROWEST:
        return []
    boxes = _cascade().detectMultiScale(grey, step, _AGREEING, minSize=(_NARROWEST, _NARROWEST))
    return [(int(x), int(y), int(w), int(h)) for x, y, w, h in boxes]


def _seen_turned(grey: Any, tilt: int) -> Iterable[Box]:
    """What is seen with the picture turned by `tilt` degrees, as boxes in the picture as it was."""
    import cv2
    import numpy as np

    height, width = grey.shape
    shrink = min(1.0, _TURNED_SIDE / max(width, height))
    angle = math.radians(tilt)
    across = shrink * (width * math.cos(angle) + height * abs(math.sin(angle)))
    down = shrink * (height * math.cos(angle) + width * abs(math.sin(angle)))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), tilt, shrink)
    turn[:, 2] += (across / 2 - width / 2, down / 2 - height / 2)
    turned = cv2.warpAffine(grey, turn, (math.ceil(across), math.ceil(down)), flags=cv2.INTER_AREA, borderValue=127.0)
    back = cv2.invertAffineTransform(turn)
    for x, y, w, h in _seen(turned, _STEP_TURNED):
        middle_x, middle_y = back @ np.array([x + w / 2, y + h / 2, 1.0])
        wide, high = w / shrink, h / shrink
        yield int(middle_x - wide / 2), int(middle_y - high / 2), int(wide), int(high)


def _scaled(box: Box, scale: float, size: tuple[int, int]) -> Box:
    """The box in pixels of the full picture, kept inside it."""
    left, top = max(0, round(box[0] * scale)), max(0, round(box[1] * scale))
    right, bottom = min(size[0], round((box[0] + box[2]) * scale)), min(size[1], round((box[1] + box[3]) * scale))
    return left, top, max(1, right - left), max(1, bottom - top)


def _distinct(faces: list[Face]) -> list[Face]:
    """Each face once: of boxes whose middles nearly meet, the first (the upright look comes first)."""
    kept: list[Face] = []
    for face in faces:
        if not any(_same_place(face.box, other.box) for other in kept):
            kept.append(face)
    return kept


def _same_place(one: Box, other: Box) -> bool:
    apart = math.hypot(one[0] + one[2] / 2 - other[0] - other[2] / 2, one[1] + one[3] / 2 - other[1] - other[3] / 2)
    return apart < 0.5 * max(one[2], other[2])
