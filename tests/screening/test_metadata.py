import io

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from gatepost.screening.metadata import Metadata, read_metadata


def saved(kind: str = "JPEG", **options: object) -> Image.Image:
    buffer = io.BytesIO()
    Image.new("RGB", (9, 9)).save(buffer, kind, **options)
    return Image.open(buffer)


def exif(tag: int, value: object) -> Image.Exif:
    written = Image.Exif()
    written[tag] = value
    return written


def place(**there: object) -> Image.Exif:
    written = Image.Exif()
    gps = written.get_ifd(ExifTags.IFD.GPSInfo)
    for name, value in there.items():
        gps[ExifTags.GPS[name]] = value
    return written


def test_plain_picture_holds_nothing() -> None:
    assert read_metadata(saved()) == Metadata()
    assert read_metadata(saved("PNG")).held() == ()


@pytest.mark.parametrize(
    ("tag", "held"),
    [
        (ExifTags.Base.DateTimeOriginal, "when it was taken"),
        (ExifTags.Base.Model, "the camera or telephone"),
        (ExifTags.Base.Artist, "the name of a person"),
        (ExifTags.Base.ImageDescription, "remarks in words"),
    ],
)
def test_each_kind_is_noticed(tag: int, held: str) -> None:
    assert read_metadata(saved(exif=exif(tag, "something"))).held() == (held,)


def test_coordinates_are_noticed() -> None:
    written = place(GPSLatitude=(51.0, 30.0, 0.0), GPSLongitude=(0.0, 0.0, 0.0))
    assert read_metadata(saved(exif=written)).held() == ("the coordinates of where it was taken",)


def test_half_a_place_is_none() -> None:
    assert not read_metadata(saved(exif=place(GPSLatitude=(51.0, 30.0, 0.0)))).has_gps


def test_coordinates_in_an_xmp_packet_are_noticed() -> None:
    packet = b'<x:xmpmeta><rdf:Description exif:GPSLatitude="51,30N"/></x:xmpmeta>'
    assert read_metadata(saved(xmp=packet)).has_gps


def test_remarks_in_a_png_are_noticed() -> None:
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Comment", "Aisha at the fair")
    assert read_metadata(saved("PNG", pnginfo=remarks)).held() == ("remarks in words",)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_damaged_block_is_no_error() -> None:
    assert read_metadata(saved(exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff")).held() == ()
