from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.core.exceptions import PermissionDenied

from gatepost.records.checkpoints import (
    CheckpointUnreadable,
    NothingToSign,
    export,
    public_key,
    verify_checkpoint,
)
from gatepost.schools.models import School

from .conftest import Oakfield
from .tampering import drop_guards, run


@pytest.fixture
def checkpoint(oakfield: Oakfield, written: Any) -> bytes:
    """A checkpoint of Oakfield's record with three entries; two more were written since."""
    written(3)
    text = export(school=oakfield.school, by=oakfield.member("gwen"))
    written(1)
    return text.encode()


def test_a_checkpoint_holds_as_the_record_goes_on(oakfield: Oakfield, checkpoint: bytes) -> None:
    report = verify_checkpoint(checkpoint, oakfield.school)
    assert report.good
    assert report.sentences[0].startswith("The record of Oakfield still holds entry 3 exactly as the checkpoint of ")


def test_taking_one_away_is_recorded(oakfield: Oakfield, checkpoint: bytes) -> None:
    entry = oakfield.school.entries.get(number=4)
    assert (entry.verb, entry.facts) == ("exported_checkpoint", {"number": 3})


def test_it_names_no_person(oakfield: Oakfield, checkpoint: bytes) -> None:
    assert json.loads(checkpoint).keys() == {
        *("kind", "school", "school_number", "number", "digest", "at", "key", "signature")
    }


def test_anybody_can_check_the_signature_with_the_public_key(checkpoint: bytes) -> None:
    told = json.loads(checkpoint)
    signature = base64.urlsafe_b64decode(told.pop("signature"))
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(public_key()))
    key.verify(signature, json.dumps(list(told.values()), separators=(",", ":")).encode())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", 2),
        ("digest", "0" * 64),
        ("at", "2020-01-01T00:00:00+00:00"),
        ("school", "Other"),
        ("school_number", 0),
    ],
)
def test_a_tampered_checkpoint_is_found(oakfield: Oakfield, checkpoint: bytes, field: str, value: Any) -> None:
    told = {**json.loads(checkpoint), field: value}
    report = verify_checkpoint(json.dumps(told).encode(), oakfield.school)
    assert (report.good, "signature does not fit" in report.sentences[0]) == (False, True)


def test_one_signed_with_another_key_proves_nothing(oakfield: Oakfield, checkpoint: bytes, settings: Any) -> None:
    settings.SIGNING_KEY = base64.urlsafe_b64encode(b"another key, of thirty-two bytes").decode()
    report = verify_checkpoint(checkpoint, oakfield.school)
    assert (report.good, "another key" in report.sentences[0]) == (False, True)


def test_a_rewritten_record_does_not_fit_the_checkpoint(oakfield: Oakfield, checkpoint: bytes) -> None:
    drop_guards()
    run("UPDATE records_entry SET digest = %s WHERE number = 3", "f" * 64)
    assert "Entry 3 is not the one that was signed" in verify_checkpoint(checkpoint).sentences[0]
    run("DELETE FROM records_personaltext")
    run("DELETE FROM records_entry")
    assert verify_checkpoint(checkpoint).sentences == ("The record has no entry 3 any more.",)


def test_a_checkpoint_of_another_school_is_refused(checkpoint: bytes) -> None:
    hilltop = School.objects.create(name="Hilltop", slug="hilltop")
    assert verify_checkpoint(checkpoint, hilltop).sentences == (
        "The checkpoint is of another school's record: Oakfield.",
    )


@pytest.mark.parametrize(
    "file",
    [b"", b"[]", b"{}", b"\xff\xfe", b"null", b"[" * 9000, b" " * 20_000, b'{"kind": "gatepost checkpoint 1"}'],
    ids=["empty", "list", "mapping", "bytes", "null", "deep", "large", "short"],
)
def test_a_file_that_is_no_checkpoint_is_said_to_be_none(oakfield: Oakfield, file: bytes) -> None:
    with pytest.raises(CheckpointUnreadable):
        verify_checkpoint(file, oakfield.school)


@pytest.mark.parametrize(("field", "value"), [("number", "3"), ("number", True), ("key", 1), ("extra", 1)])
def test_a_field_of_another_kind_is_no_checkpoint(checkpoint: bytes, field: str, value: Any) -> None:
    with pytest.raises(CheckpointUnreadable):
        verify_checkpoint(json.dumps({**json.loads(checkpoint), field: value}).encode())


def test_an_empty_record_has_no_checkpoint(oakfield: Oakfield) -> None:
    with pytest.raises(NothingToSign):
        export(school=oakfield.school, by=oakfield.member("gwen"))


def test_a_teacher_takes_none_away(oakfield: Oakfield, written: Any) -> None:
    written(1)
    with pytest.raises(PermissionDenied):
        export(school=oakfield.school, by=oakfield.member("tess"))
