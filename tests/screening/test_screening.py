"""The whole of it: a text and its pictures together, and what follows for a situation."""

import subprocess
import sys

import pytest

from gatepost.screening import Finding, Person, Screening, Settings, screen, screen_text

from .cast import ROLL


def finding(label: str, **facts: object) -> Finding:
    return Finding(label=label, why="Because.", confidence=0.9, detector="test", **facts)  # type: ignore[arg-type]


def test_text_is_screened_by_every_detector_in_the_order_of_the_text() -> None:
    text = "Well done Aisha! Ring 07700 900123 or jo@example.com, 14 Quarry Close, follow @megs_makes or instagram.com/megs"
    found = screen_text(text, ROLL)
    assert [f.detector for f in found] == ["names", "phones", "emails", "addresses", "handles", "profiles"]
    assert [f.span for f in found] == sorted(f.span for f in found if f.span)


def test_without_a_roll_no_names_are_looked_for() -> None:
    assert screen_text("Well done Aisha Khan") == []


def test_own_accounts_are_passed_over() -> None:
    assert screen_text("follow @riverside", settings=Settings(own_accounts=frozenset({"@riverside"}))) == []


def test_empty_screening_has_no_labels() -> None:
    assert screen().labels() == set()
    assert screen("", roll=ROLL).circumstances() == set()


def test_labels_are_those_of_the_findings() -> None:
    assert screen("Ring Aisha on 07700 900123", roll=ROLL).labels() == {"names_child", "phone_number"}


@pytest.mark.parametrize("shown", ["shows_person", "shows_child"])
def test_name_with_a_face_is_name_with_image(shown: str) -> None:
    assert "name_with_image" in Screening((finding("names_child"), finding(shown))).labels()


def test_name_with_a_picture_said_to_show_a_child_is_name_with_image() -> None:
    screening = Screening((finding("names_child"),), shows_child=True)
    assert screening.labels() == {"names_child", "shows_child", "name_with_image"}


@pytest.mark.parametrize("labels", [("names_staff", "shows_person"), ("names_child",), ("shows_person",)])
def test_neither_alone_is_name_with_image(labels: tuple[str, ...]) -> None:
    assert "name_with_image" not in Screening(tuple(map(finding, labels))).labels()


@pytest.mark.parametrize(
    ("text", "identifies"), [("Aisha Khan", True), ("Aisha (Y5)", True), ("Aisha", False), ("Mrs Ashworth", False)]
)
def test_full_name_or_class_identifies_a_pupil(text: str, identifies: bool) -> None:
    assert ("identifies_pupil" in screen(text, roll=ROLL).labels()) is identifies


def test_name_of_the_only_bearer_who_must_not_be_published_settles_the_circumstance() -> None:
    assert screen("Well done Kofi", roll=ROLL).circumstances() == {"on_no_publish_list"}


def test_namesake_who_must_not_be_published_is_asked_about() -> None:
    screening = screen("Well done Lucy. Lucy sang.", roll=ROLL)
    assert screening.circumstances() == set()
    assert screening.questions() == (
        "“Lucy” could be Lucy Jarvis (Year 3) or Lucy Walsh (Year 6); Lucy Walsh must not be published."
        " Which of them is meant?",
    )


def test_nothing_to_ask_when_nobody_is_barred() -> None:
    assert screen("Well done Aisha", roll=ROLL).questions() == ()


def test_finding_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        finding("names_child").label = "names_staff"  # type: ignore[misc]


def test_person_is_part_of_the_finding() -> None:
    assert screen_text("Priya Nair", ROLL)[0].people == (Person("Priya", "Nair", "pupil", year_group="4"),)


def test_import_is_light() -> None:
    program = (
        "import sys, gatepost.screening; print(sorted({'cv2', 'numpy', 'PIL', 'phonenumbers'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
