"""Fingerprints: the same picture saved anew is known again, another is not."""

from collections.abc import Callable
from functools import cache
from itertools import combinations

import pytest
from PIL import ExifTags, Image, ImageEnhance, ImageFilter

from gatepost.screening import PictureError
from gatepost.screening.hashing import SAME_WITHIN, distance, fingerprint, is_same_picture

from .pictured import encoded, sample, speckled


@cache
def scenes() -> tuple[tuple[Image.Image, int], ...]:
    """Pictures that share little, with their fingerprints: the sample, parts of it, and patches of colour."""
    whole = sample().convert("RGB").resize((600, 400))
    parts = [whole.crop((x, y, x + 200, y + 150)) for x in (0, 200, 400) for y in (0, 125, 250)]
    patches = [speckled(12, 8, seed).resize((300, 200), Image.Resampling.BICUBIC) for seed in range(12)]
    return tuple((scene, fingerprint(encoded(scene, "PNG"))) for scene in (whole, *parts, *patches))


def cropped(image: Image.Image, by: float) -> Image.Image:
    across, down = round(image.width * by), round(image.height * by)
    return image.crop((across, down, image.width - across, image.height - down))


SAVED_ANEW: dict[str, Callable[[Image.Image], bytes]] = {
    "compressed hard": lambda image: encoded(image, quality=25),
    "made smaller": lambda image: encoded(image.resize((image.width // 4, image.height // 4)), "PNG"),
    "made larger": lambda image: encoded(image.resize((image.width * 2, image.height * 2)), "WEBP"),
    "squeezed": lambda image: encoded(image.resize((image.width, image.height * 3 // 4)), "PNG"),
    "cropped a little": lambda image: encoded(cropped(image, 0.02)),
    "brighter": lambda image: encoded(ImageEnhance.Brightness(image).enhance(1.2)),
    "softer": lambda image: encoded(image.filter(ImageFilter.GaussianBlur(2))),
    "in grey": lambda image: encoded(image.convert("L")),
    "with a border line": lambda image: encoded(image.crop((-2, -2, image.width + 2, image.height + 2))),
}


@pytest.mark.parametrize("how", SAVED_ANEW)
def test_same_picture_saved_anew_is_known_again(how: str) -> None:
    for scene, known in scenes():
        assert is_same_picture(known, fingerprint(SAVED_ANEW[how](scene)))


def test_other_pictures_are_not_the_same() -> None:
    assert min(distance(one, other) for (_, one), (_, other) in combinations(scenes(), 2)) > SAME_WITHIN


def test_stored_sideways_is_the_same() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 8
    upright = sample().convert("RGB")
    stored = encoded(upright.transpose(Image.Transpose.ROTATE_270), "PNG", exif=exif)
    assert distance(fingerprint(stored), fingerprint(encoded(upright, "PNG"))) == 0


def test_fingerprint_has_64_bits_and_is_the_same_every_time() -> None:
    data = encoded(speckled(50, 40), "PNG")
    assert fingerprint(data) == fingerprint(data)
    assert 0 <= fingerprint(data) < 2**64


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "1", "I;16"])
def test_every_kind_of_colour_has_a_fingerprint(mode: str) -> None:
    assert fingerprint(encoded(Image.new(mode, (64, 48)), "PNG")) == 0  # a plain surface has no shapes


@pytest.mark.parametrize("size", [(1, 1), (1, 900), (900, 1)])
def test_picture_of_odd_size_has_a_fingerprint(size: tuple[int, int]) -> None:
    assert fingerprint(encoded(Image.new("RGB", size), "PNG")) == 0


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(PictureError):
        fingerprint(b"hello")
