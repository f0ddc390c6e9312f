"""What all tests share: repeatable properties where the CI variable is set, a site with a cast of people."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from django.test import Client

    from gatepost.schools.models import Person
    from tests.cast import Cast

settings.register_profile("repeatable", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("repeatable")


@pytest.fixture
def cast(db: None) -> Cast:
    """Two schools and their people (`tests/cast.py`)."""
    from tests.cast import assemble

    return assemble()


@pytest.fixture
def signed_in(client: Client) -> Callable[[Person], Client]:
    """A browser in which somebody has signed in: `signed_in(cast.tess).get(...)`."""

    def sign_in(person: Person) -> Client:
        assert person.user is not None
        client.force_login(person.user)
        return client

    return sign_in


@pytest.fixture(autouse=True)
def _keep_to_own_folder(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """Evidence goes into a folder of the test."""
    if {"db", "transactional_db"} & set(request.fixturenames) or "django_db" in request.keywords:
        request.getfixturevalue("settings").MEDIA_ROOT = tmp_path / "evidence"


@pytest.fixture(autouse=True)
def _leave_an_empty_record(request: pytest.FixtureRequest) -> Iterator[None]:
    """The database refuses to delete the record, and a test whose transactions are real is cleared up by deleting everything."""
    mark = request.node.get_closest_marker("django_db")
    real = {"transactional_db", "live_server"} & set(request.fixturenames) or (mark and mark.kwargs.get("transaction"))
    if not real:
        yield
        return
    request.getfixturevalue("transactional_db")
    from tests.records.tampering import empty_the_record

    yield
    empty_the_record()
