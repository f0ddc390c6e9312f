"""Files without what they tell besides the picture: the same pixels, none of the words."""

import zlib
from collections.abc import Callable

import pytest
from PIL import ExifTags, Image, PngImagePlugin

from gatepost.screening import PictureError, screen_picture
from gatepost.screening.metadata import Metadata, read_metadata
from gatepost.screening.stripping import has_more, stripped

from .pictured import SAMPLE, decoded, encoded, sample, speckled

SECRET = b"Aisha of 12 Quarry Close"
WORDS = SECRET.decode()
XMP = b'<x:xmpmeta exif:GPSLatitude="51,30N">' + SECRET + b"</x:xmpmeta>"


def exif(orientation: int = 1) -> Image.Exif:
    written = Image.Exif()
    written[ExifTags.Base.ImageDescription] = WORDS
    written[ExifTags.Base.Orientation] = orientation
    place = written.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitude], place[ExifTags.GPS.GPSLongitude] = (51.0, 30.0, 0.0), (0.0, 0.0, 0.0)
    return written


def png_texts() -> PngImagePlugin.PngInfo:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", WORDS)
    texts.add_text("Author", WORDS, zip=True)
    texts.add_itxt("Title", WORDS)
    texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return texts


FILES: dict[str, Callable[[], bytes]] = {
    "JPEG": lambda: encoded(speckled(40, 30), "JPEG", exif=exif(), comment=SECRET, xmp=XMP),
    "JPEG in several scans": lambda: encoded(speckled(90, 70), "JPEG", progressive=True, exif=exif(), comment=SECRET),
    "JPEG in grey": lambda: encoded(speckled(40, 30).convert("L"), "JPEG", exif=exif()),
    "JPEG for print": lambda: encoded(speckled(40, 30).convert("CMYK"), "JPEG", exif=exif(), comment=SECRET),
    "PNG": lambda: encoded(speckled(40, 30), "PNG", exif=exif(), pnginfo=png_texts()),
    "PNG with palette": lambda: encoded(speckled(40, 30).convert("P"), "PNG", transparency=3, pnginfo=png_texts()),
    "WEBP": lambda: encoded(speckled(40, 30), "WEBP", exif=exif(), xmp=XMP),
    "WEBP without loss": lambda: encoded(speckled(41, 31), "WEBP", lossless=True, exif=exif(), xmp=XMP),
    "GIF": lambda: encoded(speckled(40, 30).convert("P"), "GIF", comment=SECRET),
}


@pytest.mark.parametrize("kind", FILES)
def test_words_and_place_are_gone_and_every_pixel_is_there(kind: str) -> None:
    data = FILES[kind]()
    clean = stripped(data)
    assert read_metadata(decoded(data), data) != Metadata()
    assert read_metadata(decoded(clean), clean) == Metadata()
    assert SECRET not in clean
    assert len(clean) < len(data)
    assert decoded(clean).mode == decoded(data).mode
    assert decoded(clean).convert("RGBA").tobytes() == decoded(data).convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", FILES)
def test_what_is_clean_stays_as_it_is(kind: str) -> None:
    clean = stripped(FILES[kind]())
    assert stripped(clean) == clean


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(2, 9))
def test_way_up_is_kept_and_nothing_else(kind: str, orientation: int) -> None:
    data = encoded(speckled(40, 30), kind, exif=exif(orientation))
    clean = stripped(data)
    assert dict(decoded(clean).getexif()) == {ExifTags.Base.Orientation: orientation}
    assert read_metadata(decoded(clean), clean) == Metadata()
    assert decoded(clean).tobytes() == decoded(data).tobytes()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_colour_profile_is_kept(kind: str) -> None:
    profile = b"\0" * 128 + b"colours"
    clean = stripped(encoded(speckled(40, 30), kind, icc_profile=profile, exif=exif()))
    assert decoded(clean).info["icc_profile"] == profile


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_moving_picture_goes_on_moving(kind: str) -> None:
    frames = [speckled(20, 20, seed) for seed in range(3)]
    options = {} if kind == "GIF" else {"exif": exif()}
    data = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=90, loop=0, **options)
    before, after = decoded(data), decoded(stripped(data))
    assert (after.n_frames, after.info.get("loop")) == (3, before.info.get("loop"))  # type: ignore[attr-defined]
    for frame in range(3):
        before.seek(frame)
        after.seek(frame)
        assert after.convert("RGB").tobytes() == before.convert("RGB").tobytes()


def test_small_preview_in_a_jpeg_is_gone() -> None:
    """Cameras put a small copy of the picture before cropping into the file: in JFIF, in EXIF."""
    plain = encoded(speckled(40, 30))
    preview = b"JFIF\0\1\1\0\0\1\0\1\2\2" + SECRET[:12]
    data = plain[:2] + b"\xff\xe0" + (len(preview) + 2).to_bytes(2) + preview + plain[20:]
    assert SECRET[:12] in data
    assert stripped(data) == plain


def test_sample_loses_its_coordinates() -> None:
    seen = screen_picture(stripped(SAMPLE.read_bytes()))
    assert seen.metadata == Metadata()
    assert len(seen.faces) == 3


def test_remarks_behind_the_picture_are_noticed() -> None:
    """In a PNG they may stand after the last row, where a reader that only looks at the head never sees them."""
    data = encoded(speckled(40, 30), "PNG")
    body = b"Comment\0" + SECRET
    chunk = len(body).to_bytes(4) + b"tEXt" + body + zlib.crc32(b"tEXt" + body).to_bytes(4)
    data = data[:-12] + chunk + data[-12:]
    assert screen_picture(data).metadata.has_remarks
    assert SECRET not in stripped(data)


AFTERWARDS = [b"PK\x03\x04 an archive", b"<script>alert(1)</script>", b"%PDF-1.7", encoded(speckled(9, 9))]


@pytest.mark.parametrize("after", AFTERWARDS)
@pytest.mark.parametrize("kind", FILES)
def test_file_of_two_kinds_loses_the_second(kind: str, after: bytes) -> None:
    data = FILES[kind]()
    assert screen_picture(data + after).metadata.held()[-1] == "something after the end of the picture"
    assert stripped(data + after) == stripped(data)


def test_padding_after_the_end_is_nothing() -> None:
    assert not has_more(encoded(speckled(9, 9)) + b"\0\0\r\n", "JPEG")


def test_script_in_the_head_of_a_gif_is_gone() -> None:
    script = b"*/=1;alert(1);/*"
    plain = encoded(speckled(9, 9).convert("P"), "GIF")
    head = 13 + 3 * 256
    data = plain[:head] + b"\x21\xfe" + bytes([len(script)]) + script + b"\0" + plain[head:]
    assert script in data
    assert script not in stripped(data)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_file_cut_off_is_refused(kind: str) -> None:
    data = encoded(sample().convert("RGB").resize((120, 80)), kind)
    with pytest.raises(PictureError, match="cut off or damaged"):
        stripped(data[: len(data) // 2], name="a")


@pytest.mark.parametrize("data", [b"", b"hello", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\0\0\0\0WEBP"])
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureError):
        stripped(data)


@pytest.mark.parametrize("kind", FILES)
def test_any_damage_is_an_error_or_a_clean_file(kind: str) -> None:
    data = FILES[kind]()
    for at in range(0, len(data), max(1, len(data) // 150)):
        damaged = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        for hurt in (damaged, data[:at]):
            try:
                clean = stripped(hurt)
            except PictureError:
                continue
            assert SECRET not in clean
