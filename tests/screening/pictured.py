"""Pictures for tests, drawn here or taken from the sample, and written as files of every kind."""

import io
from importlib.resources import files

import numpy as np
from PIL import Image

SAMPLE = files("gatepost") / "samples" / "photo.jpg"


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def decoded(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def sample() -> Image.Image:
    return Image.open(io.BytesIO(SAMPLE.read_bytes()))


def speckled(width: int, height: int, seed: int = 1) -> Image.Image:
    """Every pixel of another colour, so that nothing in it can be mistaken for anything else."""
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 3))
    return Image.fromarray(pixels.astype(np.uint8))
