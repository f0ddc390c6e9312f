"""Pictures for the posts of the demonstration, drawn afresh: a field on sports day, an allotment, a painting, a tree. They show nobody."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from unittest.mock import patch

from PIL import Image, ImageDraw, ImageFont

from gatepost.screening import screen_picture

WIDTH, HEIGHT = 960, 640
FINE = 2
"""Drawn so many times larger, and made smaller at the end, so that edges are soft."""
SKY, GRASS, EARTH, CHALK, INK = "#bfe0ef", "#6fae5a", "#7a5237", "#fbfaf6", "#16202e"
BRIGHT = ("#d9483b", "#f2b632", "#2f74b5", "#1d6b53", "#8b4fa0")

Draw = ImageDraw.ImageDraw


@cache
def picture(of: str) -> bytes:
    """A JPEG of one of `DRAWN`; the same one each time."""
    image = Image.new("RGB", (WIDTH * FINE, HEIGHT * FINE), CHALK)
    DRAWN[of](ImageDraw.Draw(image), random.Random(of))
    return _saved(image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS), "JPEG")


@contextmanager
def each_looked_at_once() -> Iterator[None]:
    """Within, a picture that several schools post is screened once: it holds the same for all of them, and looking takes time."""
    with patch("gatepost.publishing.services.pictures.screen_picture", cache(screen_picture)):
        yield


def screenshot(name: str, text: str) -> bytes:
    """A PNG of a post as it stands on an account."""
    image = Image.new("RGB", (640, 400), "#e9edf1")
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((24, 24, 616, 376), 14, fill="white")
    draw.ellipse((48, 48, 96, 96), fill=BRIGHT[3])
    draw.text((112, 62), name, fill=INK, font=ImageFont.load_default(20))
    draw.multiline_text((48, 124), _broken(text, 54), fill=INK, font=ImageFont.load_default(18), spacing=8)
    return _saved(image, "PNG")


def _sports_day(draw: Draw, dice: random.Random) -> None:
    """Lanes on a field, under bunting."""
    _sky(draw, 250)
    _hills(draw, 250)
    _box(draw, (0, 250, WIDTH, HEIGHT), GRASS)
    for lane in range(7):
        middle = (lane - 3) * 1.0
        _line(draw, (480 + middle * 55, 260, 480 + middle * 330, HEIGHT), CHALK, 5)
    _line(draw, (0, 380, WIDTH, 380), CHALK, 5)
    _bunting(draw, 60)
    _bunting(draw, 130)
    for _ in range(5):
        x, y = dice.uniform(40, 920), dice.uniform(430, 610)
        _disc(draw, x, y, 17, dice.choice(BRIGHT))
        _disc(draw, x, y, 8, CHALK)


def _allotment(draw: Draw, dice: random.Random) -> None:
    """Beds with rows of green, and beans on their canes."""
    _sky(draw, 230)
    _hills(draw, 230)
    _box(draw, (0, 230, WIDTH, HEIGHT), "#93b96b")
    for bed in range(3):
        top = 290 + bed * 118
        _box(draw, (40 + bed * 14, top, 620 + bed * 30, top + 84), EARTH)
        for row in range(15 + bed):
            x = 70 + bed * 14 + row * 37
            for leaf in range(5):
                angle = math.pi * (0.15 + 0.175 * leaf)
                _line(draw, (x, top + 48, x + 17 * math.cos(angle), top + 48 - 26 * math.sin(angle)), "#3f7d3a", 7)
    for cane in range(6):
        x = 700 + cane * 42
        _line(draw, (x, 600, 800, 190), "#b58a55", 6)
        for step in range(12):
            share = step / 12
            _disc(draw, x + (800 - x) * share, 600 - 410 * share, dice.uniform(9, 15), "#3f7d3a")
    for _ in range(12):
        _disc(draw, dice.uniform(720, 890), dice.uniform(300, 560), 6, BRIGHT[0])


def _painting(draw: Draw, dice: random.Random) -> None:
    """A house, a sun and flowers, in thick paint on a pinned sheet."""
    _box(draw, (0, 0, WIDTH, HEIGHT), "#c9a877")
    _box(draw, (110, 50, 850, 600), CHALK)
    for _ in range(260):
        _disc(
            draw,
            dice.uniform(140, 820),
            dice.uniform(480, 570),
            dice.uniform(8, 20),
            dice.choice(("#6fae5a", "#5b9a4a")),
        )
    _disc(draw, 235, 160, 56, BRIGHT[1])
    for ray in range(12):
        angle = ray * math.pi / 6
        here = (235 + 72 * math.cos(angle), 160 + 72 * math.sin(angle))
        _line(draw, (*here, 235 + 108 * math.cos(angle), 160 + 108 * math.sin(angle)), BRIGHT[1], 11)
    _box(draw, (420, 290, 690, 500), BRIGHT[0])
    _shape(draw, [(390, 295), (555, 165), (720, 295)], BRIGHT[2])
    for left in (450, 610):
        _box(draw, (left, 330, left + 50, 380), BRIGHT[1])
    _box(draw, (525, 400, 585, 500), EARTH)
    for number in range(7):
        x, y = 170 + number * 36 + (number > 5) * 420, dice.uniform(455, 500)
        _line(draw, (x, 540, x, y), "#3f7d3a", 7)
        for petal in range(6):
            angle = petal * math.pi / 3
            _disc(draw, x + 13 * math.cos(angle), y + 13 * math.sin(angle), 10, BRIGHT[number % 5])
        _disc(draw, x, y, 8, BRIGHT[1])
    for x in (130, 830):
        _disc(draw, x, 70, 9, BRIGHT[0])


def _tree(draw: Draw, dice: random.Random) -> None:
    """A tree in autumn, with its leaves about it."""
    _sky(draw, 460)
    _hills(draw, 430)
    _box(draw, (0, 430, WIDTH, HEIGHT), "#9aa856")
    _shape(draw, [(440, 560), (470, 300), (510, 300), (545, 560)], EARTH)
    for x, y in ((330, 230), (650, 230), (400, 170), (590, 160)):
        _line(draw, (490, 400, x, y), EARTH, 16)
    autumn = ("#d9812f", "#c4572b", "#e3ad3b", "#a8402a")
    for _ in range(520):
        angle, far = dice.uniform(0, 2 * math.pi), math.sqrt(dice.random())
        _disc(
            draw,
            490 + 260 * far * math.cos(angle),
            205 + 170 * far * math.sin(angle),
            dice.uniform(9, 19),
            dice.choice(autumn),
        )
    for _ in range(110):
        _disc(draw, dice.uniform(120, 860), dice.uniform(520, 625), dice.uniform(6, 11), dice.choice(autumn))


def _books(draw: Draw, dice: random.Random) -> None:
    """Shelves of the library."""
    _box(draw, (0, 0, WIDTH, HEIGHT), "#e7d9c0")
    for shelf in range(3):
        floor = 210 + shelf * 200
        x = 30.0
        while x < 900:
            wide, tall = dice.uniform(18, 44), dice.uniform(110, 165)
            colour = dice.choice((*BRIGHT, "#4d5b6b", "#b58a55"))
            _box(draw, (x, floor - tall, x + wide, floor), colour)
            _box(draw, (x + 4, floor - tall + 18, x + wide - 4, floor - tall + 26), CHALK)
            x += wide + (dice.random() < 0.12) * 46 + 2
        _box(draw, (0, floor, WIDTH, floor + 22), "#9c7447")


DRAWN: dict[str, Callable[[Draw, random.Random], None]] = {
    "sports_day": _sports_day,
    "allotment": _allotment,
    "painting": _painting,
    "tree": _tree,
    "books": _books,
}


# ---------------------------------------------------------------------- strokes


def _sky(draw: Draw, bottom: float) -> None:
    _box(draw, (0, 0, WIDTH, bottom), SKY)
    for x, y in ((170, 90), (620, 60), (840, 140)):
        for at, high in ((-44, 20), (0, 32), (46, 22)):
            _disc(draw, x + at, y, high, "#eef7fb")


def _hills(draw: Draw, horizon: float) -> None:
    for x, colour in ((200, "#86b77a"), (520, "#7aad70"), (830, "#8cbb80")):
        _disc(draw, x, horizon + 170, 240, colour)


def _bunting(draw: Draw, top: float) -> None:
    for flag in range(16):
        x = flag * 62
        sag = 46 * math.sin(math.pi * (x + 20) / WIDTH)
        _shape(draw, [(x, top + sag), (x + 42, top + sag), (x + 21, top + sag + 46)], BRIGHT[flag % 5])
    points = [(x, top + 46 * math.sin(math.pi * x / WIDTH)) for x in range(0, WIDTH + 1, 16)]
    for here, there in pairwise(points):
        _line(draw, (*here, *there), INK, 3)


def _box(draw: Draw, edges: tuple[float, float, float, float], colour: str) -> None:
    draw.rectangle(_larger(edges), fill=colour)


def _disc(draw: Draw, x: float, y: float, radius: float, colour: str) -> None:
    draw.ellipse(_larger((x - radius, y - radius, x + radius, y + radius)), fill=colour)


def _line(draw: Draw, ends: tuple[float, float, float, float], colour: str, wide: int) -> None:
    draw.line(_larger(ends), fill=colour, width=wide * FINE)


def _shape(draw: Draw, corners: list[tuple[float, float]], colour: str) -> None:
    draw.polygon([(x * FINE, y * FINE) for x, y in corners], fill=colour)


def _larger(numbers: tuple[float, float, float, float]) -> tuple[float, ...]:
    return tuple(number * FINE for number in numbers)


def _broken(text: str, most: int) -> str:
    """The first lines of a text."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) >= most:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line][:7])


def _saved(image: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, quality=84)
    return file.getvalue()
