"""Checking the record looks at the pictures of posts too: what was sent can be shown, or it is said that it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatepost.publishing.models import Picture
from gatepost.records import files
from gatepost.records.verifying import verify
from tests.cast import Cast

from .making import a_draft, with_picture_of


@pytest.fixture
def kept(cast: Cast) -> Path:
    """Where the picture of a post stands on the disk."""
    picture = with_picture_of(cast, "ada", a_draft(cast, "ada"))
    assert verify(cast.riverside).whole
    return files.path_of(cast.riverside, picture.digest)


def test_a_picture_that_is_gone_is_missed(cast: Cast, kept: Path) -> None:
    kept.unlink()
    (problem,) = verify(cast.riverside).problems
    assert problem.sentence == f"A file of picture {Picture.objects.get().pk} is missing, or cannot be read."
    assert verify(cast.hilltop).whole


def test_a_picture_that_was_changed_is_found(cast: Cast, kept: Path) -> None:
    kept.write_bytes(b"another picture")
    (problem,) = verify(cast.riverside).problems
    assert "was changed" in problem.sentence
