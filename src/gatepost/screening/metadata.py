"""What a picture's file tells besides the picture: where, when and with what it was taken, and remarks in it.

Only that it is there is reported. The coordinates themselves are never read out, printed or kept.
"""

import warnings
from dataclasses import dataclass

from PIL import ExifTags, Image

from .stripping import has_more
from .wordlists import words

_TAKEN = (ExifTags.Base.DateTime, ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTimeDigitized)
_CAMERA = (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.BodySerialNumber, ExifTags.Base.LensModel)
_PEOPLE = (ExifTags.Base.Artist, ExifTags.Base.CameraOwnerName, ExifTags.Base.Copyright, 0x9C9D)
_REMARKS = (ExifTags.Base.ImageDescription, ExifTags.Base.UserComment, 0x9C9B, 0x9C9C, 0x9C9E, 0x9C9F)
_LATITUDE, _LONGITUDE = ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLongitude
_UPRIGHT_ONLY = frozenset({ExifTags.Base.Orientation})
_NOT_REMARKS = words(
    """
    adobe adobe_transform aspect background bbox chromaticity compression default_image dpi duration exif
    extension gamma icc_profile interlace jfif jfif_density jfif_unit jfif_version loop mp mpoffset photoshop
    progression progressive srgb timestamp transparency version
    """
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file holds: coordinates, a time, a camera, a person's name, remarks in words, and more after its end.

    Which way up the picture is to be shown does not count.
    """

    has_exif: bool = False
    has_gps: bool = False
    has_time: bool = False
    has_camera: bool = False
    has_person: bool = False
    has_remarks: bool = False
    has_more: bool = False

    def held(self) -> tuple[str, ...]:
        """What there is, in plain words; empty if nothing was noticed."""
        said = (
            (self.has_gps, "the coordinates of where it was taken"),
            (self.has_time, "when it was taken"),
            (self.has_camera, "the camera or telephone"),
            (self.has_person, "the name of a person"),
            (self.has_remarks, "remarks in words"),
            (self.has_more, "something after the end of the picture"),
        )
        return tuple(words for there, words in said if there)


def read_metadata(image: Image.Image, data: bytes = b"") -> Metadata:
    """What an opened picture's file holds besides the picture; `data` is the file. A damaged block is no error.

    Remarks may stand behind the picture, so a picture that has been decoded tells more.
    """
    more = has_more(data, image.format or "")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of damage that is dealt with here
            exif = image.getexif()
            inner, place = exif.get_ifd(ExifTags.IFD.Exif), exif.get_ifd(ExifTags.IFD.GPSInfo)
    except (OSError, ValueError, TypeError, KeyError, IndexError, SyntaxError, OverflowError):
        return Metadata(has_exif=True, has_more=more)
    tags = {**exif, **inner}
    notes = [value for name, value in image.info.items() if str(name).lower() not in _NOT_REMARKS]
    packet = b"".join(value for value in notes if isinstance(value, bytes)) + "".join(
        value for value in notes if isinstance(value, str)
    ).encode(errors="replace")
    return Metadata(
        has_exif=bool(tags.keys() - _UPRIGHT_ONLY or place),
        has_gps=(_LATITUDE in place and _LONGITUDE in place) or b"GPSLatitude" in packet,
        has_time=_any(tags, _TAKEN),
        has_camera=_any(tags, _CAMERA),
        has_person=_any(tags, _PEOPLE),
        has_remarks=_any(tags, _REMARKS) or bool(notes),
        has_more=more,
    )


def _any(tags: dict[int, object], wanted: tuple[int, ...]) -> bool:
    return any(tags.get(tag) for tag in wanted)
