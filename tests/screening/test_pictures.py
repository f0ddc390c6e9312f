"""Pictures that open and pictures that do not. All are drawn here or are the sample."""

import io
from importlib.resources import files
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageOps, PngImagePlugin

from gatepost.screening import PictureError, Settings, screen, screen_picture

from .cast import ROLL

SAMPLE = files("gatepost") / "samples" / "photo.jpg"


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def sample() -> Image.Image:
    return Image.open(io.BytesIO(SAMPLE.read_bytes()))


def near(box: tuple[int, int, int, int] | None, middle: tuple[int, int]) -> bool:
    assert box is not None
    x, y, width, height = box
    return abs(x + width / 2 - middle[0]) < 60 and abs(y + height / 2 - middle[1]) < 60


def test_sample_shows_three_faces_and_a_place() -> None:
    seen = screen_picture(SAMPLE.read_bytes(), name="photo.jpg")
    assert (seen.format, seen.width, seen.height, len(seen.faces)) == ("JPEG", 1200, 800, 3)
    assert [f.label for f in seen.findings] == ["shows_person"] * 3 + ["personal_information"]
    assert {f.picture for f in seen.findings} == {"photo.jpg"}
    for finding, middle in zip(seen.findings, [(300, 345), (610, 315), (915, 355)], strict=False):
        assert near(finding.box, middle)


def test_coordinates_are_noticed_and_never_repeated() -> None:
    seen = screen_picture(SAMPLE.read_bytes())
    assert seen.metadata.has_gps
    assert seen.findings[-1].why == "The file holds the coordinates of where the picture was taken."
    assert "51" not in "".join(f.why for f in seen.findings)
    assert "51" not in repr(seen.metadata)


def test_notes_say_how_hard_was_looked() -> None:
    seen = screen_picture(SAMPLE.read_bytes())
    assert seen.notes == (
        "3 faces were found; there may be more (looked at 1200 × 800 pixels; faces narrower than 20 pixels are missed).",
        "The file also holds the coordinates of where it was taken, when it was taken, the camera or telephone.",
    )


def test_none_found_is_never_none_there() -> None:
    seen = screen_picture(encoded(Image.new("RGB", (2400, 1200), "green")))
    assert seen.findings == ()
    assert seen.notes == (
        "No face was found, which does not mean that none is there"
        " (looked at 1400 × 700 pixels; faces narrower than 35 pixels are missed).",
    )


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_other_formats_are_read_by_content(kind: str, tmp_path: Path) -> None:
    file = tmp_path / "photo.jpg"
    file.write_bytes(encoded(sample().resize((600, 400)), kind))
    seen = screen_picture(file)
    assert (seen.name, seen.format, len(seen.faces)) == ("photo.jpg", kind, 3)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16", "CMYK"])
def test_every_kind_of_colour_opens(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    assert screen_picture(encoded(Image.new(mode, (64, 48)), kind)).width == 64


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (23, 23)])
def test_picture_of_odd_size_opens(size: tuple[int, int]) -> None:
    seen = screen_picture(encoded(Image.new("RGB", size), "PNG"))
    assert (seen.width, seen.height) == size


@pytest.mark.parametrize("orientation", range(1, 9))
def test_picture_is_seen_upright(orientation: int) -> None:
    """Stored turned or mirrored, with the tag that says so, the same faces are found in the same places."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    undo = {5: 5, 6: 8, 7: 7, 8: 6}.get(orientation, orientation)
    tagged = Image.open(io.BytesIO(encoded(sample().convert("RGB"), exif=_exif(undo))))
    stored = ImageOps.exif_transpose(tagged)
    seen = screen_picture(encoded(stored, exif=exif))
    assert (seen.width, seen.height) == (1200, 800)
    for face, middle in zip(seen.faces, [(300, 345), (610, 315), (915, 355)], strict=True):
        assert near(face.box, middle)


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    return exif


@pytest.mark.parametrize("tilt", [-20, 20])
def test_tilted_face_is_found(tilt: int) -> None:
    face = sample().convert("RGB").crop((150, 150, 450, 520)).rotate(tilt, expand=True, fillcolor=(120, 150, 120))
    assert len(screen_picture(encoded(face)).faces) == 1


def test_boxes_are_of_the_full_picture() -> None:
    seen = screen_picture(encoded(sample().convert("RGB").resize((3600, 2400))))
    for face, middle in zip(seen.faces, [(900, 1035), (1830, 945), (2745, 1065)], strict=True):
        x, y, width, height = face.box
        assert abs(x + width / 2 - middle[0]) < 180
        assert abs(y + height / 2 - middle[1]) < 180


def test_picture_and_text_together() -> None:
    screening = screen("Well done Aisha!", [SAMPLE.read_bytes()], ROLL)
    assert {"names_child", "shows_person", "name_with_image", "personal_information"} <= screening.labels()
    assert screening.notes()[0].startswith("picture: 3 faces were found")


def refused(data: bytes, settings: Settings | None = None) -> str:
    with pytest.raises(PictureError) as error:
        screen_picture(data, name="a.jpg", settings=settings or Settings())
    return str(error.value)


DAMAGED = "a.jpg: the picture is cut off or damaged; ask for the whole file."
NOT_A_PICTURE = "a.jpg: this is not a picture that can be opened; use JPEG, PNG, WebP or GIF."


@pytest.mark.parametrize(
    "data", [b"hello", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xd8", b"MZ" * 99]
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    assert refused(data) == NOT_A_PICTURE


def test_format_not_accepted_is_refused() -> None:
    assert refused(encoded(Image.new("RGB", (9, 9)), "TIFF")) == NOT_A_PICTURE


def test_empty_file_is_refused() -> None:
    assert refused(b"") == "a.jpg: the file is empty."


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_picture_cut_off_is_refused(kind: str) -> None:
    data = encoded(sample().convert("RGB"), kind)
    assert refused(data[: len(data) // 2]) == DAMAGED


def test_file_too_large_is_refused() -> None:
    assert refused(b"x" * 1001, Settings(most_bytes=1000)) == "a.jpg: the file is larger than 0.001 MB."


def test_too_many_pixels_are_refused_before_decoding() -> None:
    data = encoded(Image.new("1", (9000, 9000)), "PNG")
    assert refused(data) == "a.jpg: the picture has more than 60 million pixels; save it smaller."


def test_decompression_bomb_is_refused() -> None:
    data = encoded(Image.new("1", (14_000, 14_000)), "PNG")
    assert len(data) < 100_000
    assert refused(data) == "a.jpg: the picture has more than 60 million pixels; save it smaller."


def test_bomb_in_the_remarks_is_refused() -> None:
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Comment", "x" * 3_000_000, zip=True)
    assert refused(encoded(Image.new("L", (9, 9)), "PNG", pnginfo=remarks)) == DAMAGED


def test_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PictureError, match=r"^no.jpg: the file cannot be read \(No such file or directory\)\.$"):
        screen_picture(tmp_path / "no.jpg")


def test_any_damage_is_an_error_that_says_so() -> None:
    """A byte changed here and there: either it opens, or PictureError; never anything else."""
    data = encoded(sample().convert("RGB").resize((120, 80)), exif=sample().getexif())
    refusals = [message for at in range(0, len(data), 37) if (message := opened_or_refused(damaged(data, at)))]
    assert refusals
    assert set(refusals) <= {
        DAMAGED,
        NOT_A_PICTURE,
        "a.jpg: the picture has more than 60 million pixels; save it smaller.",
    }


def damaged(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]


def opened_or_refused(data: bytes) -> str | None:
    try:
        screen_picture(data, name="a.jpg")
    except PictureError as error:
        return str(error)
    return None
