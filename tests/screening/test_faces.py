"""Faces drawn from ellipses, many to a picture: how many are found by size and by tilt, and that none is made up.

Drawn faces are no children: these figures only guard against finding fewer than before.
"""

import math
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from PIL import Image

from gatepost.screening.faces import find_faces

SCRIPT = Path(__file__).parents[2] / "scripts" / "make_sample_photo.py"
SKIN = [(236, 196, 168), (214, 164, 124), (190, 138, 100), (150, 102, 72)]
HAIR = [(92, 58, 34), (28, 22, 20), (48, 34, 26)]
SIZE = (900, 600)
COLUMNS, ROWS = 4, 3
DRAWN_WIDTH = 225
HEAD = (460, 560)

Place = tuple[int, int]


@cache
def drawing() -> ModuleType:
    spec = spec_from_file_location("make_sample_photo", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@cache
def head(number: int) -> Image.Image:
    """One drawn head on grass, its face in the middle of the upper part."""
    script = drawing()
    blank = Image.new("RGB", script.SIZE, (110, 150, 95))
    skin, hair = SKIN[number % len(SKIN)], HAIR[number % len(HAIR)]
    drawn: Image.Image = script.person(blank, (600, 400), 300, skin, hair, (60, 90, 160))
    return drawn.crop((370, 170, 830, 730))


@cache
def crowd(width: int, tilt: int = 0) -> tuple[Image.Image, tuple[Place, ...]]:
    """Twelve faces of this width, every other one tilted to the other side, and where they are."""
    scene = Image.new("RGB", SIZE, (110, 150, 95))
    scale, places = width / DRAWN_WIDTH, []
    for number in range(COLUMNS * ROWS):
        x = int((number % COLUMNS + 0.5) * SIZE[0] / COLUMNS)
        y = int((number // COLUMNS + 0.5) * SIZE[1] / ROWS)
        turned = head(number % 12).rotate(
            tilt if number % 2 else -tilt, Image.Resampling.BICUBIC, center=(230, 230), fillcolor=(110, 150, 95)
        )
        small = turned.resize((int(HEAD[0] * scale), int(HEAD[1] * scale)), Image.Resampling.LANCZOS)
        scene.paste(small, (int(x - 230 * scale), int(y - 230 * scale)))
        places.append((x, y))
    grain = np.random.default_rng(width + tilt).normal(0, 3, (SIZE[1], SIZE[0], 1))
    return Image.fromarray(np.clip(np.asarray(scene) + grain, 0, 255).astype(np.uint8)), tuple(places)


def found_and_made_up(width: int, tilt: int = 0) -> tuple[float, int]:
    picture, places = crowd(width, tilt)
    middles = [(f.box[0] + f.box[2] / 2, f.box[1] + f.box[3] / 2) for f in find_faces(picture, SIZE).faces]
    near = [[place for place in places if math.dist(middle, place) < 0.8 * width] for middle in middles]
    return len({place for here in near for place in here}) / len(places), sum(not here for here in near)


@pytest.mark.parametrize(
    ("width", "tilt", "least"), [(24, 0, 0.6), (32, 0, 0.9), (40, 30, 0.8), (64, 30, 0.9), (64, 45, 0.7)]
)
def test_small_many_and_tilted_faces_are_found(width: int, tilt: int, least: float) -> None:
    found, made_up = found_and_made_up(width, tilt)
    assert found >= least
    assert made_up <= 1


def test_each_face_is_counted_once() -> None:
    picture, places = crowd(64)
    assert len(find_faces(picture, SIZE).faces) <= len(places)


def test_no_face_in_grass_and_noise() -> None:
    noise = np.random.default_rng(3).integers(60, 190, (SIZE[1] // 8, SIZE[0] // 8)).astype(np.uint8)
    picture = Image.fromarray(noise).resize(SIZE, Image.Resampling.BICUBIC)
    assert len(find_faces(picture, SIZE).faces) <= 1
