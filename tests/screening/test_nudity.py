"""The optional detector, replaced by one that says what the test wants."""

import sys
from importlib.machinery import ModuleSpec
from importlib.resources import files
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image

from gatepost.screening import PictureError, nudity, screen, screen_picture

from .pictured import encoded


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the detector is to say."""
    said: list[dict[str, Any]] = []
    module = ModuleType("nudenet")
    module.__spec__ = ModuleSpec("nudenet", None)
    module.NudeDetector = lambda: type("Detector", (), {"detect": lambda self, picture: said})()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "nudenet", module)
    nudity._detector.cache_clear()
    return said


@pytest.fixture
def missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "nudenet", None)
    monkeypatch.setattr(nudity, "find_spec", lambda name: None)


PICTURE = encoded(Image.new("RGB", (2800, 1400), "green"))


@pytest.mark.usefixtures("missing")
def test_a_person_is_asked_where_it_is_not_installed() -> None:
    seen = screen_picture(PICTURE)
    assert seen.questions == ("Is everybody in the picture dressed as the school would wish?",)
    assert seen.findings == ()


@pytest.mark.usefixtures("missing")
def test_what_is_asked_of_each_picture_is_asked_of_the_whole_with_its_name(tmp_path: Path) -> None:
    sample = Path(str(files("gatepost") / "samples" / "photo.jpg"))
    (tmp_path / "field.png").write_bytes(PICTURE)
    assert screen("Ring 07700 900123", [sample, tmp_path / "field.png"]).questions() == (
        "photo.jpg: Is anybody in the picture a child?",
        "photo.jpg: Is everybody in the picture dressed as the school would wish?",
        "field.png: Is everybody in the picture dressed as the school would wish?",
    )


@pytest.mark.usefixtures("missing")
def test_message_says_what_to_install_and_under_which_licence() -> None:
    with pytest.raises(PictureError, match=r"pip install 'gatepost\[nudity\]'") as error:
        nudity.detect(Image.new("RGB", (9, 9)), (9, 9), "a.jpg")
    assert "AGPL-3.0" in str(error.value)


def test_what_it_sees_is_a_finding_in_the_full_picture(installed: list[dict[str, Any]]) -> None:
    installed.append({"class": "BUTTOCKS_EXPOSED", "score": 0.97, "box": [10, 20, 30, 40]})
    seen = screen_picture(PICTURE, name="a.jpg")
    (finding,) = seen.findings
    assert (finding.label, finding.detector, finding.picture) == ("lewd", "nudity", "a.jpg")
    assert (finding.box, finding.confidence) == ((20, 40, 60, 80), 0.8)
    assert seen.questions == ()


@pytest.mark.parametrize(("part", "score"), [("FACE_FEMALE", 0.99), ("FEET_EXPOSED", 0.9), ("BUTTOCKS_EXPOSED", 0.3)])
def test_harmless_and_doubtful_parts_are_not_reported(installed: list[dict[str, Any]], part: str, score: float) -> None:
    installed.append({"class": part, "score": score, "box": [1, 1, 9, 9]})
    assert screen_picture(PICTURE).findings == ()
