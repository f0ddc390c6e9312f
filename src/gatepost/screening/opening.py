"""Opening a picture safely: its kind told by content, its size known before anything is decoded."""

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import ExifTags, Image, UnidentifiedImageError

from .errors import PictureError
from .settings import Settings

FORMATS = ("JPEG", "PNG", "WEBP", "GIF")

BROKEN = (
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
"""What Pillow raises on damaged files."""

_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read(source: str | Path | bytes, name: str, settings: Settings) -> tuple[bytes, str]:
    """The bytes of a picture's file, and what to call it. Raises PictureError if it is too large or not there."""
    name = name or ("picture" if isinstance(source, bytes) else Path(source).name or str(source))
    try:
        size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
        if size > settings.most_bytes:
            raise PictureError(f"{name}: the file is larger than {settings.most_bytes / 1_000_000:g} MB.")
        return source if isinstance(source, bytes) else Path(source).read_bytes(), name
    except OSError as error:
        raise PictureError(f"{name}: the file cannot be read ({error.strerror or error}).") from error


def opened(data: bytes, name: str, settings: Settings) -> Image.Image:
    """The picture with its size known and nothing decoded yet."""
    if not data:
        raise PictureError(f"{name}: the file is empty.")
    try:
        with _without_warnings():
            image = Image.open(io.BytesIO(data), formats=FORMATS)
    except UnidentifiedImageError as error:
        raise PictureError(f"{name}: this is not a picture that can be opened; use JPEG, PNG, WebP or GIF.") from error
    except Image.DecompressionBombError as error:
        raise PictureError(_too_many(name, settings)) from error
    except BROKEN as error:
        raise PictureError(damaged(name)) from error
    if image.width * image.height > settings.most_pixels:
        raise PictureError(_too_many(name, settings))
    return image


def orientation(image: Image.Image) -> int:
    """Which way up the picture is to be shown, from 1 (as it is) to 8."""
    try:
        with _without_warnings():
            turned = int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except BROKEN:
        return 1
    return turned if 1 <= turned <= 8 else 1


def upright(image: Image.Image, turned: int) -> Image.Image:
    """The picture as it is to be seen, if its file says that it is stored `turned`."""
    method = _UPRIGHT.get(turned)
    return image if method is None else image.transpose(method)


@contextmanager
def decoding(name: str) -> Iterator[None]:
    """Whatever goes wrong while a picture is decoded is a PictureError."""
    try:
        with _without_warnings():
            yield
    except MemoryError as error:
        raise PictureError(f"{name}: the picture is too large for this computer; save it smaller.") from error
    except Image.DecompressionBombError as error:
        raise PictureError(f"{name}: the picture unpacks to far more than it says; do not open it.") from error
    except BROKEN as error:
        raise PictureError(damaged(name)) from error


def damaged(name: str) -> str:
    return f"{name}: the picture is cut off or damaged; ask for the whole file."


def _too_many(name: str, settings: Settings) -> str:
    return f"{name}: the picture has more than {settings.most_pixels / 1_000_000:g} million pixels; save it smaller."


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Pillow warns of odd metadata and of large pictures: both are dealt with here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
