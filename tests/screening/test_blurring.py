"""Blurred boxes: what stood in a cell is gone, what stood outside is untouched."""

import numpy as np
import pytest
from PIL import ExifTags, Image

from gatepost.screening import PictureError, screen_picture
from gatepost.screening.blurring import CELLS, blurred
from gatepost.screening.metadata import Metadata, read_metadata

from .pictured import SAMPLE, decoded, encoded, sample, speckled

SIDE = 100
BOX = (50, 50, SIDE, SIDE)
MARGIN = 15
EDGES = slice(50 - MARGIN, 50 + SIDE + MARGIN)
CELL = (SIDE + 2 * MARGIN) // CELLS


def pixels(image: Image.Image) -> np.ndarray:
    return np.asarray(image.convert("RGB")).copy()


def shuffled_in_cells(image: Image.Image, seed: int) -> Image.Image:
    """Another picture in the box with the same mean in every cell."""
    all_pixels, chance = pixels(image), np.random.default_rng(seed)
    for top in range(EDGES.start, EDGES.stop, CELL):
        for left in range(EDGES.start, EDGES.stop, CELL):
            cell = all_pixels[top : top + CELL, left : left + CELL].reshape(-1, 3)
            all_pixels[top : top + CELL, left : left + CELL] = chance.permutation(cell).reshape(CELL, CELL, 3)
    return Image.fromarray(all_pixels)


@pytest.mark.parametrize("seed", range(5))
def test_nothing_smaller_than_a_cell_reaches_the_copy(seed: int) -> None:
    """Two pictures that are the same but for the order of the pixels within cells give the same copy, byte for byte."""
    one = speckled(200, 200)
    other = shuffled_in_cells(one, seed)
    assert (pixels(one) != pixels(other)).any()
    assert blurred(encoded(one, "PNG"), [BOX]) == blurred(encoded(other, "PNG"), [BOX])


def test_slight_differences_between_cells_are_rounded_away() -> None:
    one, other = (Image.new("RGB", (200, 200), (shade, shade, shade)) for shade in (98, 109))
    inside = tuple(pixels(decoded(blurred(encoded(image, "PNG"), [BOX])))[EDGES, EDGES] for image in (one, other))
    assert (inside[0] == inside[1]).all()


def test_no_cell_keeps_its_pixels() -> None:
    image = speckled(200, 200)
    copy = pixels(decoded(blurred(encoded(image, "PNG"), [BOX])))
    same = (copy[EDGES, EDGES] == pixels(image)[EDGES, EDGES]).all(axis=2)
    assert same.mean() < 0.001


def test_what_stands_outside_is_untouched() -> None:
    image = speckled(200, 200)
    copy, before = pixels(decoded(blurred(encoded(image, "PNG"), [BOX]))), pixels(image)
    copy[EDGES, EDGES] = before[EDGES, EDGES] = 0
    assert (copy == before).all()


@pytest.mark.parametrize("kind", ["JPEG", "WEBP", "PNG"])
def test_sharp_edges_in_the_box_cannot_be_seen(kind: str) -> None:
    """A fine chequered board becomes one even tone, in formats with loss too."""
    board = np.indices((200, 200)).sum(axis=0) // 4 % 2 * 255
    image = Image.fromarray(board.astype(np.uint8)).convert("RGB")
    copy = pixels(decoded(blurred(encoded(image, kind, quality=95), [BOX])))
    inner = copy[EDGES.start + 8 : EDGES.stop - 8, EDGES.start + 8 : EDGES.stop - 8].astype(int)
    assert inner.max() - inner.min() < 20


def test_faces_of_the_sample_are_found_no_longer() -> None:
    seen = screen_picture(SAMPLE.read_bytes())
    copy = blurred(SAMPLE.read_bytes(), [face.box for face in seen.faces[:2]])
    (left,) = screen_picture(copy).faces
    assert abs(left.box[0] - seen.faces[2].box[0]) < 20


def test_copy_has_no_metadata_and_no_preview() -> None:
    copy = blurred(SAMPLE.read_bytes(), [BOX])
    assert read_metadata(decoded(copy), copy) == Metadata()
    assert not decoded(copy).getexif()


def test_copy_is_upright_and_boxes_are_of_the_upright_picture() -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    stored = speckled(60, 40)
    copy = decoded(blurred(encoded(stored, "PNG", exif=exif), [(0, 0, 10, 10)]))
    turned = pixels(stored.transpose(Image.Transpose.ROTATE_270))
    assert copy.size == (40, 60)
    assert (pixels(copy)[20:] == turned[20:]).all()
    assert (pixels(copy)[:10, :10] != turned[:10, :10]).any()


@pytest.mark.parametrize(
    ("kind", "mode", "expected"),
    [
        ("JPEG", "RGB", ("JPEG", "RGB")),
        ("JPEG", "L", ("JPEG", "L")),
        ("JPEG", "CMYK", ("JPEG", "RGB")),
        ("PNG", "RGBA", ("PNG", "RGBA")),
        ("PNG", "P", ("PNG", "RGB")),
        ("PNG", "LA", ("PNG", "RGBA")),
        ("PNG", "I;16", ("PNG", "RGB")),
        ("PNG", "1", ("PNG", "RGB")),
        ("WEBP", "RGB", ("WEBP", "RGB")),
        ("GIF", "P", ("PNG", "RGB")),
    ],
)
def test_every_kind_of_picture_can_be_blurred(kind: str, mode: str, expected: tuple[str, str]) -> None:
    copy = decoded(blurred(encoded(Image.new(mode, (64, 48)), kind), [(5, 5, 20, 20)]))
    assert (copy.format, copy.mode) == expected


@pytest.mark.parametrize("box", [(0, 0, 1, 1), (-5, -5, 10, 10), (60, 40, 50, 50), (0, 0, 64, 48), (3, 3, 2, 40)])
def test_box_at_an_edge_or_of_odd_shape(box: tuple[int, int, int, int]) -> None:
    assert decoded(blurred(encoded(speckled(64, 48), "PNG"), [box])).size == (64, 48)


@pytest.mark.parametrize("box", [(64, 0, 5, 5), (0, 48, 5, 5), (-9, 0, 9, 9), (5, 5, 0, 5), (5, 5, 5, -1)])
def test_box_outside_is_an_error(box: tuple[int, int, int, int]) -> None:
    with pytest.raises(
        PictureError, match=r"^a\.png: the box .* lies outside the picture, which has 64 × 48 pixels\.$"
    ):
        blurred(encoded(speckled(64, 48), "PNG"), [box], name="a.png")


def test_picture_cut_off_is_refused() -> None:
    data = encoded(sample().convert("RGB"))
    with pytest.raises(PictureError, match="cut off or damaged"):
        blurred(data[: len(data) // 2], [BOX])
