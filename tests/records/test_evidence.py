from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gatepost.records import files, queries
from gatepost.records.files import EvidenceDamaged, EvidenceRefused
from gatepost.records.models import Evidence
from gatepost.records.services import add_evidence
from gatepost.schools.models import School

from .conftest import Oakfield


def add(oakfield: Oakfield, content: bytes = b"a photo", name: str = "photo.png", **other: Any) -> Evidence:
    facts: dict[str, Any] = {"media_type": "image/png", "by": oakfield.member("tess"), **other}
    return add_evidence(school=oakfield.school, subject=oakfield.tess, name=name, stream=BytesIO(content), **facts)


def test_a_file_is_kept_by_what_is_in_it(oakfield: Oakfield, settings: Any) -> None:
    kept = add(oakfield)
    digest = hashlib.sha256(b"a photo").hexdigest()
    assert (kept.digest, kept.size) == (digest, 7)
    assert (Path(settings.MEDIA_ROOT) / "oakfield" / digest[:2] / digest).read_bytes() == b"a photo"


def test_the_record_says_what_was_kept_and_about_what(oakfield: Oakfield) -> None:
    kept = add(oakfield)
    assert (kept.entry.verb, kept.entry.subject) == ("added_evidence", f"schools.person:{oakfield.tess.pk}")
    assert kept.entry.facts == {"digest": kept.digest, "size": 7, "media_type": "image/png"}


def test_the_same_content_twice_is_one_file(oakfield: Oakfield, settings: Any) -> None:
    add(oakfield)
    add(oakfield, name="again.png")
    assert len([path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]) == 1
    assert [one.name for one in queries.evidence(oakfield.school, oakfield.tess)] == ["photo.png", "again.png"]


@pytest.mark.parametrize("content", [b"", b"x" * (files.LARGEST + 1)], ids=["empty", "large"])
def test_a_file_that_is_empty_or_too_large_leaves_nothing(oakfield: Oakfield, settings: Any, content: bytes) -> None:
    with pytest.raises(EvidenceRefused):
        add(oakfield, content)
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert not oakfield.school.entries.exists()


def test_a_file_of_exactly_the_most_is_kept(oakfield: Oakfield) -> None:
    assert add(oakfield, b"x" * files.LARGEST).size == files.LARGEST


def test_nobody_adds_evidence_to_another_school(oakfield: Oakfield) -> None:
    hilltop = School.objects.create(name="Hilltop", slug="hilltop")
    with pytest.raises(PermissionDenied):
        add_evidence(
            school=hilltop,
            by=oakfield.member("ada"),
            subject="all",
            name="a",
            media_type="text/plain",
            stream=BytesIO(b"a"),
        )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\pat\\photo.jpg", "photo.jpg"),
        ("a\r\nSet-Cookie: b.txt", "aSet-Cookie: b.txt"),
        ("", "file"),
        ("..", "file"),
        ("x" * 500 + ".png", "x" * 150 + ".png"),
        ("Zoë’s trip.pdf", "Zoë’s trip.pdf"),
    ],
)
def test_the_name_of_a_file_leads_nowhere(oakfield: Oakfield, given: str, kept: str) -> None:
    assert add(oakfield, name=given).name == kept


@pytest.mark.parametrize("media_type", ["", "nonsense", "text/html; charset=x", "a/b\r\nX: y", "x/" + "y" * 200])
def test_a_kind_of_file_that_makes_no_sense_is_not_believed(oakfield: Oakfield, media_type: str) -> None:
    assert add(oakfield, media_type=media_type).media_type == "application/octet-stream"


def test_a_file_that_was_changed_is_not_given_out(oakfield: Oakfield) -> None:
    kept = add(oakfield)
    path = files.path_of(oakfield.school, kept.digest)
    path.write_bytes(b"another")
    with pytest.raises(EvidenceDamaged, match="changed"):
        files.read(oakfield.school, kept.digest)
    path.unlink()
    with pytest.raises(EvidenceDamaged, match="missing"):
        files.read(oakfield.school, kept.digest)
