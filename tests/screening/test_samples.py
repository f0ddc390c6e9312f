"""The samples do what the README shows, and the drawn picture is the one that the script draws."""

import importlib.util
from importlib.resources import files
from pathlib import Path

from gatepost.screening import load_roll, screen

SAMPLES = Path(str(files("gatepost"))) / "samples"
SCRIPT = Path(__file__).parents[2] / "scripts" / "make_sample_photo.py"


def test_sample_post_names_two_pupils_one_of_whom_must_not_be_published() -> None:
    screening = screen((SAMPLES / "post.txt").read_text(encoding="utf-8"), roll=load_roll(SAMPLES / "roll.csv"))
    named = [str(person) for f in screening.findings if f.label == "names_child" for person in f.people]
    assert named == ["Aisha Khan (Year 5)", "Kofi Mensah (Year 5)"]
    assert screening.labels() == {"names_child", "names_staff", "phone_number", "identifies_pupil"}
    assert screening.circumstances() == {"on_no_publish_list"}


def test_sample_picture_is_small() -> None:
    assert (SAMPLES / "photo.jpg").stat().st_size < 60_000


def test_script_draws_the_same_picture_twice(tmp_path: Path) -> None:
    spec = importlib.util.spec_from_file_location("make_sample_photo", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.main(tmp_path / "one.jpg")
    script.main(tmp_path / "two.jpg")
    assert (tmp_path / "one.jpg").read_bytes() == (tmp_path / "two.jpg").read_bytes()
