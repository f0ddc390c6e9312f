"""Pictures: seen upright, their faces counted and located, what their files tell besides."""

import time
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from . import nudity
from .faces import Face, FaceSearch, find_faces
from .findings import Finding
from .metadata import Metadata, read_metadata
from .opening import decoding, opened, orientation, read, upright
from .settings import Settings

WORKING_SIDE = 1400
"""Pixels on the long side of the copy in which faces are looked for."""

CHILDREN = "Is anybody in the picture a child?"

_PLAIN = Settings()
_SIDEWAYS = frozenset({5, 6, 7, 8})


@dataclass(frozen=True)
class PictureScreening:
    """What one picture holds. `width` and `height` are of the upright picture, in pixels.

    `notes` say how far could be seen, `questions` what only a person can settle.
    """

    name: str
    format: str
    width: int
    height: int
    faces: tuple[Face, ...]
    metadata: Metadata
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    questions: tuple[str, ...] = ()
    milliseconds: int = 0


def screen_picture(source: str | Path | bytes, *, name: str = "", settings: Settings = _PLAIN) -> PictureScreening:
    """Faces and metadata of a picture, given as a path or as bytes. Raises PictureError if it cannot be opened."""
    begun = time.perf_counter()
    data, name = read(source, name, settings)
    image = opened(data, name, settings)
    width, height = _upright_size(image)
    small = _working_copy(image, name)
    metadata = read_metadata(image, data)
    search = find_faces(small.convert("L"), (width, height))
    findings = [_face_finding(name, face) for face in search.faces]
    findings += nudity.look(small, (width, height), name)
    if metadata.has_gps:
        findings.append(_place_finding(name))
    return PictureScreening(
        name=name,
        format=image.format or "",
        width=width,
        height=height,
        faces=search.faces,
        metadata=metadata,
        findings=tuple(findings),
        notes=_notes(search, metadata),
        questions=_questions(search),
        milliseconds=round((time.perf_counter() - begun) * 1000),
    )


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if orientation(image) in _SIDEWAYS else (width, height)


def _working_copy(image: Image.Image, name: str) -> Image.Image:
    """The picture upright, no longer than the working side: in grey unless somebody must see its colours.

    A JPEG is decoded at a fraction of its size.
    """
    mode = "RGB" if nudity.available() else "L"
    with decoding(name):
        image.draft(mode, _within(image.size))
        image.load()
        small = image.copy() if image.mode == mode else image.convert("RGB").convert(mode)
        small.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
        return upright(small, orientation(image))


def _within(size: tuple[int, int]) -> tuple[int, int]:
    """The size of the working copy."""
    shrink = min(1.0, WORKING_SIDE / max(size))
    return max(1, int(size[0] * shrink)), max(1, int(size[1] * shrink))


def _face_finding(name: str, face: Face) -> Finding:
    return Finding(
        label="shows_person",
        why="There seems to be a face here; whether it is a child's or an adult's is for a person to say.",
        confidence=face.confidence,
        detector="faces",
        picture=name,
        box=face.box,
    )


def _place_finding(name: str) -> Finding:
    return Finding(
        label="personal_information",
        why="The file holds the coordinates of where the picture was taken.",
        confidence=0.95,
        detector="metadata",
        picture=name,
    )


def _questions(search: FaceSearch) -> tuple[str, ...]:
    dressed = () if nudity.available() else (nudity.QUESTION,)
    return (CHILDREN, *dressed) if search.faces else dressed


def _notes(search: FaceSearch, metadata: Metadata) -> tuple[str, ...]:
    seen = (
        f"looked at {search.width} × {search.height} pixels; faces narrower than {search.narrowest} pixels are missed"
    )
    faces = f"No face was found, which does not mean that none is there ({seen})."
    if search.faces:
        count = len(search.faces)
        faces = f"{count} face{'s were' if count > 1 else ' was'} found; there may be more ({seen})."
    held = metadata.held()
    return (faces, f"The file also holds {', '.join(held)}.") if held else (faces,)
