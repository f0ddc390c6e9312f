"""Pictures, opened safely: their kind told by content, their size known before anything is decoded, seen upright."""

import io
import struct
import time
import warnings
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from .errors import PictureError
from .faces import Face, FaceSearch, find_faces
from .findings import Finding
from .metadata import Metadata, read_metadata
from .settings import Settings

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
WORKING_SIDE = 1200
"""Pixels on the long side of the copy in which faces are looked for."""

_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    EOFError,
    OverflowError,
    struct.error,
    zlib.error,
)
_PLAIN = Settings()
_SIDEWAYS = frozenset({5, 6, 7, 8})


@dataclass(frozen=True)
class PictureScreening:
    """What one picture holds. `width` and `height` are of the upright picture, in pixels."""

    name: str
    format: str
    width: int
    height: int
    faces: tuple[Face, ...]
    metadata: Metadata
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]
    milliseconds: int = 0


def screen_picture(source: str | Path | bytes, *, name: str = "", settings: Settings = _PLAIN) -> PictureScreening:
    """Faces and metadata of a picture, given as a path or as bytes. Raises PictureError if it cannot be opened."""
    begun = time.perf_counter()
    name = name or ("picture" if isinstance(source, bytes) else Path(source).name)
    data = _data(source, name, settings)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Pillow warns of odd metadata and of large pictures: both are dealt with here
        image = _opened(data, name, settings)
        metadata, picture_format = read_metadata(image), image.format or ""
        width, height = _upright_size(image)
        small = _working_copy(image, name)
    search = find_faces(small, (width, height))
    findings = [_face_finding(name, face) for face in search.faces]
    if metadata.has_gps:
        findings.append(_place_finding(name))
    return PictureScreening(
        name=name,
        format=picture_format,
        width=width,
        height=height,
        faces=search.faces,
        metadata=metadata,
        findings=tuple(findings),
        notes=_notes(search, metadata),
        milliseconds=round((time.perf_counter() - begun) * 1000),
    )


def _data(source: str | Path | bytes, name: str, settings: Settings) -> bytes:
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        if size > settings.most_bytes:
            raise PictureError(f"{name}: the file is larger than {settings.most_bytes / 1_000_000:g} MB.")
        return source if isinstance(source, bytes) else Path(source).read_bytes()
    except OSError as error:
        raise PictureError(f"{name}: the file cannot be read ({error.strerror or error}).") from error


def _opened(data: bytes, name: str, settings: Settings) -> Image.Image:
    """The picture with its size known and nothing decoded yet."""
    if not data:
        raise PictureError(f"{name}: the file is empty.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # of Pillow's own limit and of odd metadata: the limit below is the stricter
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PictureError(f"{name}: this is not a picture that can be opened; use JPEG, PNG, WebP or GIF.") from error
    except Image.DecompressionBombError as error:
        raise PictureError(_too_many(name, settings)) from error
    except _BROKEN as error:
        raise PictureError(_damaged(name)) from error
    if image.width * image.height > settings.most_pixels:
        raise PictureError(_too_many(name, settings))
    return image


def _too_many(name: str, settings: Settings) -> str:
    return f"{name}: the picture has more than {settings.most_pixels / 1_000_000:g} million pixels; save it smaller."


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _BROKEN:
        return 1


def _upright_size(image: Image.Image) -> tuple[int, int]:
    width, height = image.size
    return (height, width) if _orientation(image) in _SIDEWAYS else (width, height)


def _working_copy(image: Image.Image, name: str) -> Image.Image:
    """The picture in grey, upright, no longer than the working side. A JPEG is decoded at a fraction of its size."""
    try:
        image.draft("L", (WORKING_SIDE, WORKING_SIDE))
        image.load()
        small = image if image.mode == "L" else image.convert("RGB").convert("L")
        small.thumbnail((WORKING_SIDE, WORKING_SIDE), Image.Resampling.BILINEAR, reducing_gap=2.0)
        return ImageOps.exif_transpose(small)
    except MemoryError as error:
        raise PictureError(f"{name}: the picture is too large for this computer; save it smaller.") from error
    except _BROKEN as error:
        raise PictureError(_damaged(name)) from error


def _damaged(name: str) -> str:
    return f"{name}: the picture is cut off or damaged; ask for the whole file."


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
