"""Draws the sample photograph: three invented faces on a playing field, as a JPEG with coordinates in its file.

Nobody is shown: every face is made of ellipses. The same picture comes out each time.

    python scripts/make_sample_photo.py [path]
"""

import sys
from pathlib import Path

import numpy as np
from PIL import ExifTags, Image, ImageDraw, ImageFilter

OUT = Path(__file__).parents[1] / "src" / "gatepost" / "samples" / "photo.jpg"
SIZE = (1200, 800)
SEED = 20260901
FACES = (  # middle, height of the head in pixels, skin, hair, shirt
    ((300, 330), 230, (236, 196, 168), (92, 58, 34), (29, 107, 83)),
    ((610, 300), 240, (150, 102, 72), (28, 22, 20), (29, 107, 83)),
    ((915, 340), 225, (214, 164, 124), (48, 34, 26), (29, 107, 83)),
)
FIELD = (51.0, 30.0, 0.0), (0.0, 0.0, 0.0)  # a round degree, on the meridian: nobody's school

Colour = tuple[int, int, int]


def main(out: Path = OUT) -> None:
    out.parent.mkdir(parents=True, exist_ok=True)
    scene = playing_field()
    for middle, tall, skin, hair, shirt in FACES:
        scene = person(scene, middle, tall, skin, hair, shirt)
    grain = np.random.default_rng(SEED).normal(0, 2.0, (SIZE[1], SIZE[0], 1))
    finished = Image.fromarray(np.clip(np.asarray(scene, dtype=float) + grain, 0, 255).astype(np.uint8))
    finished.save(out, "JPEG", quality=72, optimize=True, exif=exif())


def playing_field() -> Image.Image:
    """A sky above, grass below, both with a little unevenness."""
    width, height = SIZE
    down = np.linspace(0, 1, height)[:, None, None]
    sky, grass = np.array([188, 212, 232]), np.array([96, 142, 78])
    rows = np.where(down < 0.55, sky - 30 * down, grass + 40 * (down - 0.55))
    patches = np.random.default_rng(SEED).normal(0, 3, (height // 20, width // 20, 1)).repeat(20, 0).repeat(20, 1)
    return Image.fromarray(np.clip(rows + patches, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(6))


def person(
    scene: Image.Image, middle: tuple[int, int], tall: int, skin: Colour, hair: Colour, shirt: Colour
) -> Image.Image:
    """The scene with one more head and shoulders in it."""
    layer = Image.new("RGBA", SIZE)
    draw = ImageDraw.Draw(layer)

    def oval(across: float, down: float, wide: float, high: float, colour: Colour, strength: int = 255) -> None:
        x, y = middle[0] + across * tall, middle[1] + down * tall
        draw.ellipse((x - wide * tall, y - high * tall, x + wide * tall, y + high * tall), fill=(*colour, strength))

    oval(0, 1.05, 0.62, 0.5, shirt)
    oval(0, 0.5, 0.16, 0.22, shade(skin, 0.8))
    oval(0, -0.1, 0.44, 0.52, hair)
    oval(0, 0.02, 0.375, 0.47, skin)
    oval(0, -0.42, 0.36, 0.16, hair)
    scene = paste(scene, layer, 1.5)

    layer = Image.new("RGBA", SIZE)
    draw = ImageDraw.Draw(layer)
    for side in (-1, 1):
        oval(side * 0.17, -0.04, 0.115, 0.085, shade(skin, 0.5), 150)
        oval(side * 0.2, 0.2, 0.1, 0.09, shade(skin, 1.12), 70)
    oval(0, -0.22, 0.24, 0.09, shade(skin, 1.14), 120)
    oval(0, 0.03, 0.04, 0.15, shade(skin, 1.2), 190)
    oval(0, 0.175, 0.075, 0.022, shade(skin, 0.55), 170)
    scene = paste(scene, layer, tall / 40)

    layer = Image.new("RGBA", SIZE)
    draw = ImageDraw.Draw(layer)
    for side in (-1, 1):
        oval(side * 0.17, -0.125, 0.105, 0.02, shade(hair, 0.8))
        oval(side * 0.165, -0.035, 0.07, 0.036, (235, 232, 228))
        oval(side * 0.165, -0.035, 0.038, 0.038, (40, 28, 22))
    x, y, wide = middle[0], middle[1] + 0.2 * tall, 0.14 * tall
    draw.chord((x - wide, y - 0.06 * tall, x + wide, y + 0.13 * tall), 18, 162, fill=(150, 64, 62, 255))
    return paste(scene, layer, tall / 130)


def paste(scene: Image.Image, layer: Image.Image, blur: float) -> Image.Image:
    return Image.alpha_composite(scene.convert("RGBA"), layer.filter(ImageFilter.GaussianBlur(blur))).convert("RGB")


def shade(colour: Colour, by: float) -> Colour:
    red, green, blue = (min(255, round(part * by)) for part in colour)
    return red, green, blue


def exif() -> Image.Exif:
    """What a telephone would write: where, when and with what."""
    written = Image.Exif()
    written[ExifTags.Base.Make] = "Sample"
    written[ExifTags.Base.DateTime] = "2026:09:01 10:30:00"
    place = written.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", FIELD[0]
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", FIELD[1]
    return written


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
